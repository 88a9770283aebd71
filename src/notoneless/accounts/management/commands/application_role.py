"""application_role NAME: the PostgreSQL account that the application signs in as."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connection

from notoneless.accounts.row_security import grant_application
from notoneless.audit.append_only import grant_application_rights


class Command(BaseCommand):
    """Run as the owner of the tables, after each migration."""

    help = "建立或更新程序使用的 PostgreSQL 账号：不是超级用户，不拥有数据表，受行级权限约束，不能改审计记录"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="账号名，例如 notoneless_app")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("只有 PostgreSQL 数据库需要这个账号；SQLite 不需要。")
        grant_application(name, DEFAULT_DB_ALIAS)
        grant_application_rights(name)
        self.stdout.write(f"账号 {name} 已就绪。请用 psql 为它设置口令，再写进 notoneless.toml 的 [database]。")
