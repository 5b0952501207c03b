"""Element names of SpreadsheetML, transitional and Strict alike."""

_SPACES = (
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "{http://purl.oclc.org/ooxml/spreadsheetml/main}",
    "",  # some exporters forget it
)


def known_names(*names: str) -> dict[str, str]:
    """Give a table from the full names of some elements to their local names."""
    return {f"{space}{name}": name for name in names for space in _SPACES}
