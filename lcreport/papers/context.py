"""From a result to the plain values that templates print."""

from collections.abc import Sequence
from datetime import date

from lcreport.model import (
    Comparison,
    CriteriaSet,
    Document,
    MeasureVerdict,
    Period,
    PreviousRow,
    Result,
    Settings,
    State,
    Status,
    UnitKind,
    Verdict,
)
from lcreport.papers.names import BoTieuChi, ChiSo, Dem, Ky, KyTruoc, PaperNames, VanBan
from lcreport.papers.plain import one_line, plain
from lcreport.papers.table_rows import table_rows
from lcreport.reasons import comparison
from lcreport.vietnamese import count_text, date_text, fold, short_date_text
from lcreport.wording import say

_BLANK = "     "
_DOTS = "……"
_ENDS = ";,. "


def paper_context(result: Result) -> PaperNames:
    """Give the values of all template names; the office's own paragraphs are not in them yet."""
    settings = result.settings

    def having(status: Status) -> tuple[ChiSo, ...]:
        return tuple(_indicator(each) for each in result.verdicts if each.status is status)

    return PaperNames(
        van_ban=_document(settings.document, settings.period, draft=result.is_draft),
        ky=_period(settings.period),
        bo_tieu_chi=_criteria(settings.criteria),
        dem=_counts(result),
        ky_truoc=_previous(result.previous, settings.criteria),
        bang=table_rows(result),
        chua_dat=having(Status.NOT_MET),
        chua_tong_hop=having(Status.NO_DATA),
        cap_tren=having(Status.UPPER_LEVEL),
        khong_ap_dung=having(Status.NOT_APPLICABLE),
        gia_tri={each.indicator.number: one_line(each.figure.text) for each in result.verdicts},
        so_phong_ban=_units(settings, UnitKind.DEPARTMENT),
        so_xa_phuong=_units(settings, UnitKind.WARD),
        so_da_nop=_returned(result),
    )


def _counts(result: Result) -> Dem:
    return Dem(
        dat=count_text(result.count(Status.MET)),
        chua_dat=count_text(result.count(Status.NOT_MET)),
        chua_tong_hop=count_text(result.count(Status.NO_DATA)),
        cap_tren=count_text(result.count(Status.UPPER_LEVEL)),
        khong_ap_dung=count_text(result.count(Status.NOT_APPLICABLE)),
        tong=count_text(len(result.verdicts)),
    )


def _previous(rows: Sequence[PreviousRow], criteria: CriteriaSet) -> KyTruoc:
    if not rows:
        return KyTruoc(_DOTS, _DOTS, _DOTS, _DOTS)
    failed = [row.indicator for row in rows if row.status is Status.NOT_MET]
    texts = (criteria.indicator(number) for number in failed)
    listed = (
        f"{place}. {_unended(each.text)}" for place, each in enumerate(filter(None, texts), start=1)
    )
    met = sum(row.status is Status.MET for row in rows)
    return KyTruoc(
        count_text(met), count_text(len(failed)), count_text(len(rows)), "; ".join(listed)
    )


def _units(settings: Settings, kind: UnitKind) -> str:
    day = settings.period.cut_off
    return count_text(sum(u.kind is kind and u.is_valid_on(day) for u in settings.units))


def _returned(result: Result) -> str:
    heard = {each.unit for each in result.returns if each.state is State.ACCEPTED} - {None}
    return count_text(len(heard))


def _period(period: Period) -> Ky:
    return Ky(
        nhan=one_line(period.label) or say("letter.this_period"),
        nhan_truoc=one_line(period.previous_label) or say("letter.previous_period"),
        ngay_chot=short_date_text(period.cut_off) if period.cut_off else _DOTS,
        nam=str(period.cut_off.year) if period.cut_off else _DOTS,
    )


def _criteria(criteria: CriteriaSet) -> BoTieuChi:
    return BoTieuChi(_unended(criteria.title), _unended(criteria.source))


# Indicators that the letter dwells on ----------------------------------------------------------


def _indicator(verdict: Verdict) -> ChiSo:
    return ChiSo(
        so=count_text(verdict.indicator.number),
        noi_dung=_unended(verdict.indicator.text),
        gia_tri=one_line(verdict.figure.text),
        hien_trang=_state(verdict),
    )


def _state(verdict: Verdict) -> str:
    """Say where the indicator stands: "Hiện mới đạt 87%", or what the units wrote about it."""
    text = one_line(verdict.figure.text)
    if not text:
        return say("letter.no_value")
    failed = [each for each in verdict.measures if each.holds is False]
    if verdict.status is Status.NOT_MET and len(verdict.measures) > 1 and failed:
        parts = "; ".join(comparison(each) for each in failed)
        return say("letter.state_parts", parts=parts)
    if verdict.status is Status.NOT_MET and text[0].isdigit():
        return say(_STATE[_is_lower_bound(verdict.measures)], value=text)
    return say("letter.state_told", value=text)


_STATE = {True: "letter.state_only", False: "letter.state"}


def _is_lower_bound(measures: Sequence[MeasureVerdict]) -> bool:
    wanted = {Comparison.AT_LEAST, Comparison.ABOVE}
    return all(each.figure.measure.comparison in wanted for each in measures)


# What stands around the body -------------------------------------------------------------------


def _document(document: Document, period: Period, *, draft: bool) -> VanBan:
    organ = one_line(document.organ) or say("letter.organ_unset")
    addressees = [_unended(each) for each in document.addressees if one_line(each)]
    number, day = _number(document.number), _day(document.issued, period)
    kept_empty = document.electronic
    return VanBan(
        chu_quan=_capitals(document.superior or _unset(document, "superior_unset")),
        co_quan_ban_hanh=_capitals(document.organ or say("letter.organ_unset")),
        co_quan=organ,
        co_quan_tat=_short(organ),
        so=number,
        ky_hieu=one_line(document.symbol) or _DOTS,
        dia_danh=one_line(document.place) or _DOTS,
        ngay=day,
        trich_yeu=_unended(document.subject) or say("letter.subject_unset"),
        thuc_hien=_bases(document.bases),
        kinh_gui=_ended(addressees or [_DOTS * 3]),
        noi_den=", ".join(addressees) or _DOTS * 3,
        quyen_han=_capitals("\n".join((*document.authority, *document.position))),
        nguoi_ky=one_line(document.signer),
        noi_nhan=_ended([_unended(each).lstrip("- ") for each in _recipients(document)]),
        so_kem=_BLANK if kept_empty else number,
        ngay_kem=_day(None, period) if kept_empty else day,
        du_thao=draft,
        dien_tu_tep_rieng=document.electronic and document.annex_apart,
    )


def _unset(document: Document, key: str) -> str:
    """Give a placeholder only in a neutral letterhead: many organs have no superior line."""
    return "" if document.organ else say(f"letter.{key}")


def _recipients(document: Document) -> Sequence[str]:
    kept = [each for each in document.recipients if one_line(each)]
    return kept or [say("letter.as_above"), say("letter.archive")]


def _number(number: str) -> str:
    text = one_line(number)
    if not text:
        return _BLANK
    return count_text(int(text)) if text.isascii() and text.isdigit() else text


def _day(issued: date | None, period: Period) -> str:
    if issued:
        return date_text(issued)
    return say("letter.day_blank", year=period.cut_off.year if period.cut_off else _DOTS)


def _bases(bases: Sequence[str]) -> str:
    """Give "Thực hiện Công văn …, Kế hoạch …", whatever word the first one begins with."""
    texts = [_unended(each) for each in bases if one_line(each)]
    joined = "; ".join(texts)
    known = tuple(say("letter.base_words").split(";"))
    if not joined or fold(joined).startswith(known):
        return joined
    return say("letter.carrying_out", bases=joined)


def _short(organ: str) -> str:
    """Give the organ as running text calls it: "UBND thành phố Hạ Long"."""
    long, short = say("letter.committee"), say("letter.committee_short")
    return short + organ[len(long) :] if fold(organ).startswith(fold(long)) else organ


def _capitals(text: str) -> tuple[str, ...]:
    return tuple(one_line(line).upper() for line in plain(text).split("\n") if one_line(line))


def _ended(items: Sequence[str]) -> tuple[str, ...]:
    """Close the items of a list as the decree does: ";" after each, "." after the last."""
    *others, last = items
    return (*(f"{each};" for each in others), f"{last}.")


def _unended(text: str) -> str:
    return one_line(text).rstrip(_ENDS)
