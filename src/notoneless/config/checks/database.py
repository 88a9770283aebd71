"""The database: there, of a sound version, and set so that nothing is lost."""

import sqlite3
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

from django.db import DatabaseError, connection

from notoneless.accounts.row_security import weaknesses
from notoneless.config.checks.findings import Level, Problem, check
from notoneless.config.health.readiness import pending_migrations
from notoneless.config.installation import Installation

SOUND_SQLITE = (3, 51, 3)
"""3.7.0 to 3.51.2 may corrupt a database when two connections write in WAL mode (SQLite's release log, 2026-03-13)."""
LEAST_POSTGRESQL = 140000
WANTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
LEAST_TIMEOUT = 5000


@check("database", "数据库连得上", at_start=True)
def reachable(here: Installation) -> Iterator[Problem]:
    """It is there and answers."""
    if not database_file_exists():
        yield Problem(Level.WRONG, "还没有数据库", "用 notoneless init 建立安装，或用 notoneless restore 恢复备份")
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, OSError):
        what = "PostgreSQL 是否在运行，notoneless.toml 里的地址、账号、密码对不对"
        if connection.vendor == "sqlite":
            what = f"{here.sqlite} 是否存在、属于运行本系统的用户、没有损坏"
        yield Problem(Level.UNSAFE, "数据库连不上", f"检查 {what}")


@check("database_version", "数据库版本", needs_database=True, at_start=True)
def version(here: Installation) -> Iterator[Problem]:
    """Not one with a known fault."""
    if connection.vendor == "sqlite":
        if sqlite3.sqlite_version_info < SOUND_SQLITE:
            yield Problem(
                Level.UNSAFE,
                f"SQLite {sqlite3.sqlite_version} 在多人同时写入时可能损坏数据库",
                "安装 pysqlite3（x86_64 的安装包里已带），或改用 PostgreSQL",
            )
        return
    found = _one("SHOW server_version_num")
    if int(str(found)) < LEAST_POSTGRESQL:
        yield Problem(Level.UNSAFE, f"PostgreSQL 版本太旧（{found}）", "升级到 14 或更新")


@check("sqlite_settings", "SQLite 的写入方式", needs_database=True, at_start=True)
def sqlite_settings(here: Installation) -> Iterator[Problem]:
    """What was answered is on the disk, and writers wait for each other."""
    if connection.vendor != "sqlite":
        return
    wrong = [name for name, value in WANTED.items() if _one(f"PRAGMA {name}") != value]
    wrong += ["busy_timeout"] if int(str(_one("PRAGMA busy_timeout"))) < LEAST_TIMEOUT else []
    options = connection.settings_dict["OPTIONS"]
    wrong += ["transaction_mode"] if str(options.get("transaction_mode", "")).upper() != "IMMEDIATE" else []
    if wrong:
        yield Problem(
            Level.UNSAFE,
            f"{'、'.join(wrong)} 不对，断电或多人写入时会丢数据",
            "安装文件夹要放在本机磁盘，不要放网络共享",
        )


@check("postgresql_line", "与 PostgreSQL 的连接", needs_database=True, at_start=True)
def postgresql_line(here: Installation) -> Iterator[Problem]:
    """Sealed on the network, and with no more rights than needed."""
    if connection.vendor != "postgresql":
        return
    sealed = _one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    if not sealed and not _near(str(connection.settings_dict["HOST"])):
        yield Problem(Level.UNSAFE, "与数据库的连接没有加密", "地址末尾加 ?sslmode=verify-full，并在数据库上启用 TLS")
    if _one("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"):
        yield Problem(
            Level.UNSAFE,
            "用数据库的超级用户（或可绕过行级权限的账号）连接，数据库自己的防护不起作用",
            "按安装说明建一个普通账号，写在 notoneless.toml 的 database",
        )
    elif _one("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'audit_event'"):
        yield Problem(
            Level.WARNING,
            "服务用的账号就是表的所有者，能改动审计表的关卡",
            "按安装说明把所有者的账号写在 database_owner，另建一个账号给服务用",
        )
    for sentence in weaknesses(connection) if not pending_migrations() else ():
        says, _, todo = sentence.partition("；")
        if not says.endswith("行级权限对它不起作用"):  # said above
            yield Problem(Level.UNSAFE, says, todo)
    if _one("SHOW password_encryption") == "md5":
        yield Problem(Level.WARNING, "数据库用 md5 保存密码", "设 password_encryption = 'scram-sha-256' 并重设密码")
    if _one("SHOW data_checksums") == "off":
        yield Problem(Level.WARNING, "数据库没有开启页校验，磁盘坏块不会被发现", "停库后运行 pg_checksums --enable")


@check("database_sound", "数据库文件完好", needs_database=True)
def sound(here: Installation) -> Iterator[Problem]:
    """SQLite reads every page of it."""
    if connection.vendor == "sqlite" and _one("PRAGMA quick_check") != "ok":
        yield Problem(Level.WRONG, "数据库文件内部有损坏", "马上停用，从最近的备份恢复（notoneless restore）")


@check("migrations", "数据库与程序版本一致", needs_database=True)
def migrations(here: Installation) -> Iterator[Problem]:
    """Nothing is pending."""
    if pending := pending_migrations():
        yield Problem(
            Level.WRONG,
            f"数据库还差 {len(pending)} 步升级（如 {pending[0]}）",
            "启动一次 notoneless serve，会先备份再升级",
        )


def _near(host: str) -> bool:
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _one(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row[0] if row else None


def database_file_exists() -> bool:
    """Whether there is a database at all: asking SQLite would make an empty one."""
    return connection.vendor != "sqlite" or Path(str(connection.settings_dict["NAME"])).exists()
