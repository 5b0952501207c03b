"""Who has returned and who has not, which files are not used, and what is wrong with whom."""

from collections.abc import Iterator

from lcreport.model import Result, Return, State, Unit, UnitKind
from lcreport.papers.overview.looks import SEVERITIES
from lcreport.papers.overview.names import (
    DonViNop,
    NhomDonVi,
    NhomVanDe,
    TepKhac,
    VanDe,
)
from lcreport.papers.overview.places import file_place, problem_place
from lcreport.papers.shares import Shares, shares_of
from lcreport.papers.summary.places import Places, unit_name
from lcreport.problems import Problem, Severity
from lcreport.wording import say


def unit_groups(result: Result, places: Places) -> tuple[NhomDonVi, ...]:
    """Give the units of each kind, those that have not returned first."""
    groups, shares = [], shares_of(result)
    for kind in UnitKind:
        units = [_unit(each, shares, places) for each in _expected(result) if each.kind is kind]
        units.sort(key=lambda each: each.da_nop)
        back = sum(each.da_nop for each in units)
        groups.append(NhomDonVi(say(f"overview.kind.{kind.name}"), back, tuple(units)))
    return tuple(each for each in groups if each.don_vi)


def _expected(result: Result) -> Iterator[Unit]:
    """Give the units of the period, and those gone whose answer their successor still lacks."""
    silent = {unit for verdict in result.verdicts for unit in verdict.figure.missing}
    day = result.settings.period.cut_off
    for unit in result.settings.units:
        if unit.is_valid_on(day) or unit.id in silent:
            yield unit


def _unit(unit: Unit, shares: Shares, places: Places) -> DonViNop:
    files = shares.signed.get(unit.id, [])
    return DonViNop(
        ten=unit.name,
        da_nop=bool(files),
        tinh_trang=say("summary.returned" if files else "summary.not_returned"),
        tep=tuple(file_place(file, places) for file in files),
        duoc_giao=shares.assigned[unit.id],
        da_tra_loi=shares.answered[unit.id],
        con_thieu=tuple(shares.missing.get(unit.id, ())),
    )


def other_files(result: Result, places: Places) -> tuple[TepKhac, ...]:
    """Give every file that is not used, with what is wrong with it as a whole."""
    return tuple(
        TepKhac(file_place(each.file, places), say(f"state.{each.state}"), _whole(each))
        for each in result.returns
        if each.state is not State.ACCEPTED
    )


def _whole(each: Return) -> tuple[str, ...]:
    return tuple(problem.message for problem in each.problems if not problem.cell)


def problem_groups(result: Result, places: Places) -> tuple[NhomVanDe, ...]:
    """Give every problem once, under its unit, in the order of the settings; the worst first."""
    senders = {each.file: each.unit for each in result.returns}
    known = {unit.id: place for place, unit in enumerate(result.settings.units)}
    groups: dict[str, list[Problem]] = {}
    for each in result.problems:
        owner = each.unit or senders.get(each.file or "") or each.file or ""
        groups.setdefault(owner, []).append(each)
    order = sorted(groups, key=lambda owner: (known.get(owner, len(known)), not owner, owner))
    rank = {severity: place for place, severity in enumerate(Severity)}
    return tuple(
        NhomVanDe(
            unit_name(owner, result.settings) or say("overview.nobody"),
            problems_of(sorted(groups[owner], key=lambda each: rank[each.severity]), places),
        )
        for owner in order
    )


def problems_of(found: list[Problem], places: Places) -> tuple[VanDe, ...]:
    """Give problems in the page's words, in their order."""
    return tuple(
        VanDe(
            each.code,
            SEVERITIES[each.severity],
            say(f"severity.{each.severity}"),
            each.indicator,
            each.message,
            each.advice,
            problem_place(each, places),
        )
        for each in found
    )
