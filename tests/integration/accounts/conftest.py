"""After signing in, these tests land on the own page: the home page belongs to another package, and is tested there."""

import pytest


@pytest.fixture(autouse=True)
def _own_page_first(settings) -> None:  # type: ignore[no-untyped-def]
    settings.LOGIN_REDIRECT_URL = "accounts_own"
