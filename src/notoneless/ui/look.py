"""What every page needs to know of its looks: light or dark, whose house it is, which shell surrounds it."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

COOKIE = "theme"
THEMES = {"auto": "跟随系统", "light": "浅色", "dark": "深色"}
SHEETS = tuple(
    f"ui/{name}.css"
    for name in ("tokens", "base", "layout", "actions", "forms", "tables", "listing", "status", "dialogs")
)
DARK_MEDIA = {"auto": "screen and (prefers-color-scheme: dark)", "light": "not all", "dark": "screen"}


@dataclass(frozen=True, slots=True)
class Look:
    """The looks of one page. `shell`: the template that pages of signed-in people extend."""

    theme: str
    bureau: str
    shell: str

    @property
    def dark_media(self) -> str:
        """For which media the dark colours hold. Paper is always light."""
        return DARK_MEDIA[self.theme]

    @property
    def themes(self) -> list[tuple[str, str, bool]]:
        """Name, words and whether it is the one in force."""
        return [(name, words, name == self.theme) for name, words in THEMES.items()]


def look(request: HttpRequest) -> dict[str, Look]:
    """Context processor: `look` on every page."""
    theme = request.COOKIES.get(COOKIE, "auto")
    shell = getattr(settings, "SHELL_TEMPLATE", "ui/base.html")
    bureau = getattr(settings, "BUREAU_NAME", "教育局")
    return {"look": Look(theme if theme in THEMES else "auto", bureau, shell)}
