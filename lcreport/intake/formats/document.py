"""What an Office Open XML document says about itself, whatever kind of document it is."""

from datetime import datetime

from lcreport.intake.formats.package import Package
from lcreport.intake.formats.shown import utc_moment
from lcreport.intake.formats.xml_part import local, tree


def saved(package: Package) -> datetime | None:
    """Give when a program last saved the document (UTC), None when it does not say."""
    part = package.related("core-properties")
    if part is None:
        return None
    for each in tree(package.pieces(part), package.budget):
        if local(each.tag) == "modified":
            return utc_moment(each.text or "")
    return None


def properties(package: Package) -> dict[str, str]:
    """Give the custom document properties as text."""
    part = package.related("custom-properties")
    if part is None:
        return {}
    return {
        each.get("name", ""): "".join(each.itertext()).strip()
        for each in tree(package.pieces(part), package.budget)
    }
