"""notoneless init: a new installation with its four people."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.console import Screen, screen
from notoneless.cli.exits import Exit, InTheWayError
from notoneless.cli.options import PATH, OneOf, speaking
from notoneless.config.commands.entering import entered

if TYPE_CHECKING:
    from notoneless.accounts.roles import Role
    from notoneless.accounts.services.activation import Slip
    from notoneless.config.founding import Person

PEOPLE = ("system_admin", "security_admin", "auditor", "bureau_leader")


@click.command(
    cls=ChineseCommand,
    short_help="建立一个新的安装：设置、密钥、数据库、三员和领导的账号",
    help="建立一个新的安装：写好 notoneless.toml，生成密钥和数据库，设立三员和教育局领导四个人，"
    "打印每人的一次性启用码。没有默认密码：各人凭启用码自己设密码。启用码只显示这一次。",
)
@click.option("--home", metavar="文件夹", type=PATH, required=True, help="安装文件夹，要是空的或还没有")
@click.option("--name", metavar="名称", required=True, help="单位名称，显示在页面上，如 某某区教育局")
@click.option("--code", metavar="代码", required=True, help="区县的六位区划代码")
@click.option("--district", metavar="区县名", required=True, help="区县名称，如 某某区")
@click.option("--system-admin", metavar="账号:姓名", required=True, help="系统管理员，如 zhangsan:张三")
@click.option("--security-admin", metavar="账号:姓名", required=True, help="安全管理员，另一个人")
@click.option("--auditor", metavar="账号:姓名", required=True, help="审计员，又一个人")
@click.option("--bureau-leader", metavar="账号:姓名", required=True, help="教育局领导，第四个人，批准岗位")
@click.option("--host", "hosts", metavar="主机名", multiple=True, help="网址里的主机名，可写多次；不写则只能在本机打开")
@click.option("--https/--no-https", default=True, help="用 HTTPS（默认）；--no-https 只供本机试用")
@click.option("--proxies", metavar="层数", type=OneOf("0", "1", "2"), default="0", help="前面有几层代理，默认 0")
@click.option("--database", metavar="地址", default="", help="PostgreSQL 的地址；不写则用自带的 SQLite")
@click.option("--database-owner", metavar="地址", default="", help="同一个数据库，用表的所有者的账号；只在升级时用")
@click.option(
    "--cipher", metavar="算法", type=OneOf("aes-256-gcm", "sm4-gcm"), default="aes-256-gcm",
    help="加密算法 aes-256-gcm（默认）或 sm4-gcm",
)  # fmt: skip
@speaking
def init(
    *,
    home: Path,
    name: str,
    code: str,
    district: str,
    hosts: tuple[str, ...],
    https: bool,
    proxies: str,
    database: str,
    database_owner: str,
    cipher: str,
    as_json: bool,
    quiet: bool,
    **people: str,
) -> int:
    """Found the installation, or leave nothing."""
    where, console = home.resolve(), screen(quiet=quiet, as_json=as_json)
    if where.exists() and (not where.is_dir() or any(where.iterdir())):
        raise InTheWayError(f"“{where}”里已有东西；请另选一个空文件夹", Exit.USAGE)
    site: dict[str, object] = {
        "name": name,
        "hosts": hosts or ("127.0.0.1", "localhost"),
        "https": https,
        "proxies": int(proxies),
    }
    sections: dict[str, dict[str, object]] = {
        "site": site,
        "database": {"database": database, "database_owner": database_owner},
        "protection": {"cipher": cipher},
    }
    try:
        slips = _founded(where, sections, code, district, people)
    except BaseException:
        shutil.rmtree(where, ignore_errors=True)
        raise
    _show(console, where, slips)
    return Exit.DONE


def _founded(
    where: Path, sections: dict[str, dict[str, object]], code: str, district: str, people: dict[str, str]
) -> list[tuple["Role", "Slip"]]:
    from django.core.exceptions import ValidationError  # noqa: PLC0415 - other commands do without

    from notoneless.config.installation import FILE  # noqa: PLC0415
    from notoneless.config.writing_settings import settings_text, write_settings  # noqa: PLC0415

    write_settings(where / FILE, settings_text(sections))
    here = entered(where, as_owner=True)
    from notoneless.accounts.permissions import NotAllowedError  # noqa: PLC0415 - Django is needed first
    from notoneless.accounts.roles import Role  # noqa: PLC0415
    from notoneless.config.founding import found_installation  # noqa: PLC0415
    from notoneless.places.rules.refusals import NotPossibleError  # noqa: PLC0415

    whom = {Role(role): _person(words) for role, words in people.items()}
    try:
        return found_installation(here, code=code, district=district, people=whom, now=datetime.now(UTC))
    except ValidationError as wrong:
        raise InTheWayError("；".join(wrong.messages), Exit.USAGE) from None
    except (NotAllowedError, NotPossibleError, ValueError) as wrong:
        raise InTheWayError(str(wrong), Exit.USAGE) from None


def _person(words: str) -> "Person":
    from notoneless.accounts.rules.usernames import RULE, acceptable  # noqa: PLC0415 - as above
    from notoneless.config.founding import Person  # noqa: PLC0415

    username, _, name = words.replace("：", ":").partition(":")
    if not name.strip():
        raise InTheWayError(f"“{words}”不对：请写成 账号:姓名，如 zhangsan:张三", Exit.USAGE)
    if not acceptable(username.strip()):
        raise InTheWayError(f"“{username}”不能作账号：{RULE}", Exit.USAGE)
    return Person(username.strip(), name.strip())


def _show(console: Screen, where: Path, slips: list[tuple["Role", "Slip"]]) -> None:
    from notoneless.accounts.roles import rules  # noqa: PLC0415 - as above

    console.say(f"已建立 {where}")
    console.say("各人的启用码（只显示这一次，请分别当面交给本人）：")
    for role, slip in slips:
        console.say(f"  {rules()[role].words}　{slip.name}　账号 {slip.username}　启用码 {slip.code}")
    console.say(
        f"keys 文件夹（{where / 'keys'}）请马上离线另存一份，不要与备份放在一起：丢了它，加密的内容谁也打不开。"
    )
    console.say(f"启动：notoneless serve --home {where}")
    data = {role.value: {"username": slip.username, "code": slip.code} for role, slip in slips}
    console.data({"home": str(where), "codes": data})
