"""How figures are taken and shown: medians with least and most, ratios pair by pair."""

import statistics
from collections.abc import Sequence
from typing import NamedTuple


class Spread(NamedTuple):
    """The median of some figures with the least and the greatest of them."""

    middle: float
    least: float
    most: float

    def text(self, places: int = 2) -> str:
        """Show it as "1.50 (1.42-1.61)"."""
        return f"{self.middle:.{places}f} ({self.least:.{places}f}-{self.most:.{places}f})"


def spread(figures: Sequence[float]) -> Spread:
    """Sum figures up."""
    return Spread(statistics.median(figures), min(figures), max(figures))


def ratios(upper: Sequence[float], lower: Sequence[float]) -> Spread:
    """Sum up the ratios of figures that were taken together, one pair after the other."""
    return spread([one / other for one, other in zip(upper, lower, strict=True)])


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a Markdown table whose first column stands left and the others right."""
    lines = [titles, ["---", *["---:"] * (len(titles) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
