"""Bars as inline SVG: shapes keep their colour on paper, where a browser leaves out the backgrounds of boxes.

Every bar stands in a table beside its number, so that it is hidden from screen readers.
"""

from collections.abc import Iterable

from markupsafe import Markup

LEAST = 0.7
"""Per cent of the width that anything above nought takes: one child is never invisible."""


def bar(parts: Iterable[tuple[float, str]], most: float) -> Markup:
    """A horizontal bar of `parts` (amount, tone) one after the other, where `most` fills the width."""
    shapes = [Markup('<rect class="track" width="100" height="10"/>')]
    at = 0.0
    for amount, tone in parts:
        width = _width(amount, most)
        if width:
            shapes.append(_rectangle(at, min(width, 100 - at), tone))
            at += width
    return _drawing(shapes)


def points_bar(points: float, most: float) -> Markup:
    """A bar to the right of the middle for points that speak for one child, to the left for points against it."""
    width = _width(abs(points), most) / 2
    speaks_for = points >= 0
    shapes = [Markup('<rect class="track" width="100" height="10"/>')]
    if width:
        shapes.append(_rectangle(50 if speaks_for else 50 - width, width, "school" if speaks_for else "mend"))
    return _drawing([*shapes, Markup('<rect class="middle" x="49.8" width="0.4" height="10"/>')])


def _width(amount: float, most: float) -> float:
    if amount <= 0 or most <= 0:
        return 0.0
    return max(LEAST, min(100.0, 100 * amount / most))


def _rectangle(at: float, width: float, tone: str) -> Markup:
    return Markup('<rect class="{}" x="{:.2f}" width="{:.2f}" height="10"/>').format(tone, at, width)


def _drawing(shapes: Iterable[Markup]) -> Markup:
    opening = Markup('<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">')
    return opening + Markup("").join(shapes) + Markup("</svg>")
