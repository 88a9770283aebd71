"""Settings that would leave a door open: the service does not start with them."""

from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks

from notoneless.config.checks.findings import Level, Problem, check
from notoneless.config.installation import FILE, Installation

LEAST_KEY = 50
ABOUT_HTTPS = frozenset({"security.W004", "security.W008", "security.W012", "security.W016"})
MADE_BY_DJANGO = "django-insecure-"


@check("settings_file", "设置文件", at_start=True)
def settings_file(here: Installation) -> Iterator[Problem]:
    """There is one: an installation is made on purpose."""
    if not (here.home / FILE).exists():
        yield Problem(
            Level.UNSAFE, f"{here.home} 里没有 {FILE}", "用 notoneless init 建立安装，或用 --home 指到它所在的文件夹"
        )


@check("debug", "调试方式已关闭", at_start=True)
def debug(here: Installation) -> Iterator[Problem]:
    """Its pages of errors show what the program was reading."""
    if settings.DEBUG:
        yield Problem(Level.UNSAFE, "开着调试方式（DEBUG），出错的页面会露出数据", "去掉设置里的 DEBUG = True")


@check("secret_key", "签名密钥", at_start=True)
def secret_key(here: Installation) -> Iterator[Problem]:
    """Long, and made for this installation."""
    if any(len(key) < LEAST_KEY or key.startswith(MADE_BY_DJANGO) for key in _secret_keys()):
        yield Problem(
            Level.UNSAFE, "签名密钥太短或是样例", f"删去 {here.keys / 'secret_key'}，启动时会重新生成（大家要重新登录）"
        )


def _secret_keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


@check("hosts", "网址里的主机名", at_start=True)
def hosts(here: Installation) -> Iterator[Problem]:
    """Written out one by one."""
    wide = [host for host in settings.ALLOWED_HOSTS if host.startswith((".", "*"))]
    if wide or not settings.ALLOWED_HOSTS or not here.hosts:
        said = f"hosts 里有 {'、'.join(wide)}，等于不限" if wide else "hosts 是空的"
        yield Problem(Level.UNSAFE, said, f'在 {FILE} 的 [site] 写明主机名，如 hosts = ["kcbx.example"]')


@check("https", "网页走 HTTPS", at_start=True)
def https(here: Installation) -> Iterator[Problem]:
    """Passwords and children's data travel sealed. Without it only on this machine alone."""
    alone = _only_here(here.address)
    if not here.https and not alone:
        yield Problem(
            Level.UNSAFE,
            f"https = false，而 {here.address} 别的电脑也能访问：密码和数据会明文传输",
            f'在 {FILE} 写 https = true 并配好证书或前置代理；只在本机试用时写 address = "127.0.0.1"',
        )
    elif not here.https:
        yield Problem(Level.WARNING, "没有用 HTTPS，只能在本机试用", "正式使用前配好 HTTPS（见安装说明）")
    elif not here.proxies and not (here.certificate and here.certificate_key):
        yield Problem(
            Level.UNSAFE,
            "要求 HTTPS，但既没有证书也没有前置代理，页面打不开",
            f"在 {FILE} 的 [site] 写 certificate 和 certificate_key；或在前面放代理并写 proxies = 1",
        )
    for name in filter(None, (here.certificate, here.certificate_key)):
        if not Path(name).is_file():
            yield Problem(Level.UNSAFE, f"找不到证书文件 {name}", "检查文件名和读取权限")


def _only_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


@check("cookies", "Cookie 只走 HTTPS", at_start=True)
def cookies(here: Installation) -> Iterator[Problem]:
    """A session cannot be read on the way."""
    if here.https and not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield Problem(
            Level.UNSAFE, "Cookie 没有限定只走 HTTPS", "用 notoneless.config.settings.production 这套设置启动"
        )


@check("uploads", "上传限制", at_start=True)
def uploads(here: Installation) -> Iterator[Problem]:
    """No request may take all of the memory."""
    limits = ("DATA_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_NUMBER_FIELDS", "DATA_UPLOAD_MAX_NUMBER_FILES")
    missing = [name for name in limits if getattr(settings, name, None) is None]
    if missing:
        yield Problem(Level.UNSAFE, f"没有限制 {'、'.join(missing)}", "恢复成默认的限制")


@check("admin", "Django 自带后台未启用", at_start=True)
def admin(here: Installation) -> Iterator[Problem]:
    """It would show whole tables, without masks, reasons or records."""
    if "django.contrib.admin" in settings.INSTALLED_APPS:
        yield Problem(
            Level.UNSAFE, "启用了 Django 自带的后台，它绕过遮盖和审计", "从 INSTALLED_APPS 去掉 django.contrib.admin"
        )


@check("password_hashing", "密码的保存方式", at_start=True)
def password_hashing(here: Installation) -> Iterator[Problem]:
    """Slow on purpose."""
    first = settings.PASSWORD_HASHERS[0]
    if any(weak in first for weak in ("MD5", "SHA1", "Unsalted")):
        yield Problem(Level.UNSAFE, "密码用过于简单的方法保存", "恢复 PASSWORD_HASHERS 的默认设置")


@check("django_checks", "Django 的部署检查")
def django_checks(here: Installation) -> Iterator[Problem]:
    """What the framework itself has to say. What only says that there is no HTTPS was said above."""
    told = [message for message in run_checks(include_deployment_checks=True) if not message.is_silenced()]
    names = sorted({str(message.id) for message in told} - (frozenset() if here.https else ABOUT_HTTPS))
    if names:
        how = "运行 notoneless manage check --deploy 看详情（英文），告诉维护人员"
        yield Problem(Level.WARNING, f"有 {len(names)} 条：{'、'.join(names)}", how)
