"""The overview page: `tong-quan.html`, one file that needs no network and no script.

What it says comes from here, how it looks from `templates/tong-quan.html`, which belongs to the
office. Every text is escaped as it is printed.
"""

from pathlib import Path

from jinja2 import TemplateError as JinjaError
from markupsafe import Markup

from lcreport.errors import TemplateError
from lcreport.model import Result
from lcreport.papers.charts import PATTERNS
from lcreport.papers.file_names import OVERVIEW
from lcreport.papers.overview import counts, grid, questions, units
from lcreport.papers.overview.indicators import sections
from lcreport.papers.overview.names import Trang
from lcreport.papers.overview.progress import progress
from lcreport.papers.plain import one_line, printable
from lcreport.papers.summary.places import Places
from lcreport.papers.template import FAILURES, environment, is_own, template_path
from lcreport.vietnamese import short_date_text
from lcreport.wording import say


def write_overview(
    result: Result, path: Path, sources: Path | None = None, office: Path | None = None
) -> None:
    """Write the page; `sources` is the folder of returns, to which its cells link.

    Links are relative to the folder of `path`. Without `sources` places are plain texts. `office`
    is the folder of the office's own templates.

    Raises:
        TemplateError: the template is no template, or asks for something unknown.
        OSError: the file cannot be written.
    """
    page = page_of(result, Places.seen_from(path, sources))
    path.write_text(
        _rendered(template_path(OVERVIEW, office), page), encoding="utf-8", newline="\n"
    )


def _rendered(template: Path, page: Trang) -> str:
    sandbox = environment(escape=True, kept=is_own(template)).overlay(
        trim_blocks=True, lstrip_blocks=True, finalize=_clean
    )
    try:
        text = template.read_text(encoding="utf-8")
        return sandbox.from_string(text).render(trang=page, noi=_words)
    except JinjaError as error:
        line = getattr(error, "lineno", None)
        place = say("template.line", name=template.name, number=line) if line else template.name
        why = say("overview.template", place=place, why=error)
        raise TemplateError(why) from error
    except FAILURES as error:
        raise TemplateError(say("template.failed", place=template.name)) from error


def _words(key: str, **values: object) -> str:
    """Let a template say a sentence of the catalogue, so that it speaks the catalogue's tongue."""
    return say(f"overview.{key}", **values)


def _clean(value: object) -> object:
    """Drop the signs that no page can hold or that would turn the direction of its text."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return printable(value)
    return value


def page_of(result: Result, places: Places) -> Trang:
    """Give everything that the template prints."""
    period, tally = result.settings.period, counts.counts(result)
    groups = units.unit_groups(result, places)
    return Trang(
        co_quan=one_line(result.settings.document.organ),
        ky=period.label or say("letter.this_period"),
        ngay_chot=short_date_text(period.cut_off) if period.cut_off else "—",
        ky_truoc=period.previous_label or "—",
        han_nop=short_date_text(period.deadline) if period.deadline else "",
        bo_tieu_chi=result.settings.criteria.title,
        du_thao=result.is_draft,
        trung_tinh=result.settings.neutral,
        chua_giao=result.unassigned,
        viec=counts.tasks(result, groups),
        dem=tally,
        tong=len(result.verdicts),
        hinh_dem=counts.picture(tally),
        co_ky_truoc=bool(result.previous),
        mau_nen=PATTERNS,
        doi=counts.changes(result),
        can_quyet=questions.open_questions(result),
        thieu=questions.silent_groups(result),
        chua_tong_hop=questions.without_figure(result),
        don_vi=groups,
        tep_khac=units.other_files(result, places),
        ban_do=grid.maps(result),
        chu_giai=grid.legend(),
        tien_do=progress(result),
        van_de=units.problem_groups(result, places),
        chi_so=sections(result, places),
    )
