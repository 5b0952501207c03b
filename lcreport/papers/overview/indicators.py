"""A section per indicator: what `lcreport explain` says, with links to the cells."""

from lcreport.explain import decision_text, heard, measured
from lcreport.model import Answer, Result, Settings, Status, Verdict
from lcreport.papers.overview.looks import LOOKS
from lcreport.papers.overview.names import MucChiSo, Nguon
from lcreport.papers.overview.places import source_place
from lcreport.papers.overview.units import problems_of
from lcreport.papers.summary.places import Places
from lcreport.problems import Problem
from lcreport.reasons import unit_names
from lcreport.wording import say


def sections(result: Result, places: Places) -> tuple[MucChiSo, ...]:
    """Give the section of every indicator, in order of number."""
    about: dict[int, list[Problem]] = {}
    for each in result.problems:
        if each.indicator is not None:
            about.setdefault(each.indicator, []).append(each)
    return tuple(
        _section(verdict, about.get(verdict.indicator.number, []), result.settings, places)
        for verdict in result.verdicts
    )


def _section(
    verdict: Verdict, problems: list[Problem], settings: Settings, places: Places
) -> MucChiSo:
    indicator, figure = verdict.indicator, verdict.figure
    return MucChiSo(
        so=indicator.number,
        noi_dung=indicator.text,
        loai=LOOKS[verdict.status],
        ket_luan=say(f"verdict.{verdict.status}"),
        can_cu=say(f"explain.basis.{verdict.basis}"),
        can_xem=verdict.needs_review,
        cach_gop=say(f"explain.way.{indicator.combination.name}"),
        thanh_phan=tuple(say("explain.measure", **measured(e)) for e in verdict.measures),
        so_lieu=figure.text,
        ky_truoc=figure.previous_text,
        nguon=tuple(_source(each, settings, places) for each in figure.answers),
        chua_tra_loi=unit_names(figure.missing, settings),
        tu_danh_gia=_word(verdict.claimed),
        theo_so_lieu=_word(verdict.computed),
        tham_dinh=decision_text(verdict),
        ly_do=verdict.reasons,
        van_de=problems_of(problems, places),
    )


def _word(status: Status | None) -> str:
    return say(f"verdict.{status}") if status else "—"


def _source(answer: Answer, settings: Settings, places: Places) -> Nguon:
    words = heard(answer, settings)
    return Nguon(
        words["unit"],
        words["raw"],
        words["read"],
        words["claim"],
        answer.evidence,
        answer.note,
        source_place(answer.source, places),
    )
