"""With HTTPS the framework finds nothing to say about the settings, and cookies travel no other way."""

from pathlib import Path

from tests.factories.installations import found, notoneless

SHOWN = """
from django.conf import settings as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS,
      s.SECURE_PROXY_SSL_HEADER, s.SESSION_COOKIE_HTTPONLY, s.DEBUG, s.X_FRAME_OPTIONS)
"""


def test_check_deploy_is_clean_and_cookies_are_bound_to_the_host(tmp_path: Path) -> None:
    home = tmp_path / "安装"
    found(home)
    text = (home / "notoneless.toml").read_text(encoding="utf-8")
    text = text.replace("https = false", "https = true").replace("proxies = 0", "proxies = 1")
    (home / "notoneless.toml").write_text(text, encoding="utf-8")
    said = notoneless("manage", "--home", home, "check", "--deploy", "--fail-level", "DEBUG")
    assert said.code == 0, said.err
    assert "no issues (0 silenced)" in said.out
    shown = notoneless("manage", "--home", home, "shell", "--no-imports", "-c", SHOWN).out.split()
    assert shown[:5] == ["__Host-session", "__Host-csrf", "True", "True", "31536000"]
    assert shown[5:] == ["('HTTP_X_FORWARDED_PROTO',", "'https')", "True", "False", "DENY"]
