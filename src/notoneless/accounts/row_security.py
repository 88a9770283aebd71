"""The second wall, on PostgreSQL: the database itself gives only the rows which the active scope reaches.

Each table of a ScopedModel has a policy (row-level security, forced on its owner too). The scope travels in settings of
the connection, compared before each statement and sent anew where it differs: what goes round the querysets (raw SQL, a
join from another table) meets the same limits. Superusers pass every policy, so the application signs in as a role that
is neither superuser nor owner: `application_role`.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import Connection, sql
from psycopg.pq import TransactionStatus

from notoneless.accounts.roles import Area
from notoneless.accounts.scope import Scope, active_scope
from notoneless.accounts.scoped import ScopedModel

POLICY = "notoneless_scope"
EVERYTHING = "everything"
SETTINGS = ("area", "paths", "school", "school_class", "person")

# Each setting is read once for a statement, not once for a row: PostgreSQL computes a subquery without a column first.
_AREA = "COALESCE((SELECT current_setting('notoneless.area', true)), '')"
_PATHS = "((SELECT string_to_array(NULLIF(current_setting('notoneless.paths', true), ''), ','))::text[])"
_BELOW = f"registered_path ^@ ANY ({_PATHS}) OR residence_path ^@ ANY ({_PATHS})"


def _key(name: str) -> str:
    return f"(SELECT NULLIF(current_setting('notoneless.{name}', true), '')::uuid)"


_DISTRICT = f"SELECT id FROM places_division WHERE path ^@ ANY ({_PATHS})"  # noqa: S608 - nothing of it comes from outside
_SCHOOLS = f"SELECT id FROM places_school WHERE division_id IN ({_DISTRICT})"  # noqa: S608
ROWS = {
    EVERYTHING: "true",
    Area.DISTRICT: f"{_BELOW} OR school_id IN ({_SCHOOLS})",
    Area.TOWNSHIP: _BELOW,
    Area.VILLAGE: _BELOW,
    Area.SCHOOL: f"school_id = {_key('school')} OR {_BELOW}",
    Area.CLASS: f"school_class_id = {_key('school_class')}",
    Area.CHILDREN: f"home_teacher_id = {_key('person')}",
}
"""Which children an area reaches; in any other, none. The same as `scope.CONDITIONS`, in the words of the database."""


def scoped_models() -> Iterator[type[ScopedModel]]:
    """Every model whose rows are children's data."""
    return (model for model in apps.get_models() if issubclass(model, ScopedModel))


def using_clause(model: type[ScopedModel]) -> str:
    """The condition of a table's policy: of the child itself by its columns, of all else by the row it belongs to."""
    if not model.scope_prefix:
        cases = " ".join(f"WHEN '{area}' THEN {rows}" for area, rows in ROWS.items())
        return f"CASE {_AREA} {cases} ELSE false END"
    name, _, rest = model.scope_prefix.partition("__")
    link = model._meta.get_field(name)
    owner: Any = link.related_model
    if not issubclass(owner, ScopedModel) or owner.scope_prefix != rest:
        raise TypeError(f"{model.__name__}.scope_prefix does not lead from one scoped model to the next")
    table, column = model._meta.db_table, getattr(link, "column", "")
    row = f'SELECT 1 FROM "{owner._meta.db_table}" o WHERE o.id = "{table}"."{column}"'  # noqa: S608 - names of our own tables
    return f"{_AREA} = '{EVERYTHING}' OR EXISTS ({row})"


def prepare(sender: AppConfig, using: str, **others: Any) -> None:
    """Put the policies up, after every migration of an application."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    there = set(connection.introspection.table_names())
    for model in scoped_models():
        if model._meta.app_label == sender.label and model._meta.db_table in there:
            _put_up(connection, model)


def _put_up(connection: BaseDatabaseWrapper, model: type[ScopedModel]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        cursor.execute(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
        cursor.execute(f"CREATE POLICY {POLICY} ON {table} USING ({using_clause(model)}) WITH CHECK ({_AREA} <> '')")


def settings_of(scope: Scope | None) -> tuple[str, ...]:
    """What a scope is, as the values of SETTINGS; all empty without one."""
    if scope is None:
        return ("",) * len(SETTINGS)
    area = EVERYTHING if scope.everything else scope.area.value
    keys = (scope.school, scope.school_class, scope.person)
    return (area, ",".join(scope.paths), *(str(key) if key else "" for key in keys))


class ScopeSender:
    """Wraps every statement of one connection: sends the active scope first, where the connection has another.

    A setting made inside a transaction is undone with it; so it is sent anew once that transaction is over, and after
    a return to a savepoint.
    """

    def __init__(self) -> None:
        self.sent: Scope | None = None
        self.known = False
        self.lasting = False

    def __call__(
        self, execute: Callable[..., Any], statement: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        self._send(context["connection"].connection)
        try:
            return execute(statement, params, many, context)
        finally:
            if str(statement).startswith("ROLLBACK TO"):
                self.known = False

    def _send(self, raw: Connection[Any]) -> None:
        status, scope = raw.info.transaction_status, active_scope()
        if status == TransactionStatus.IDLE and not self.lasting:
            self.known = False
        if status == TransactionStatus.INERROR or (self.known and self.sent == scope):
            return
        calls = sql.SQL(", ").join(
            sql.SQL("set_config({}, %s, false)").format(sql.Literal(f"notoneless.{name}")) for name in SETTINGS
        )
        raw.execute(sql.SQL("SELECT ") + calls, settings_of(scope))
        self.sent, self.known = scope, True
        self.lasting = raw.info.transaction_status == TransactionStatus.IDLE


def watch(sender: object, connection: BaseDatabaseWrapper, **others: Any) -> None:
    """Let a new connection carry the scope: a receiver of `connection_created`."""
    if connection.vendor == "postgresql":
        kept = [wrapper for wrapper in connection.execute_wrappers if not isinstance(wrapper, ScopeSender)]
        connection.execute_wrappers[:] = [*kept, ScopeSender()]


def weaknesses(connection: BaseDatabaseWrapper) -> list[str]:
    """Why the second wall does not hold on this connection, in sentences; nothing where it does, or on SQLite."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        name, passes = cursor.fetchone()
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relnamespace = current_schema()::regnamespace "
            "AND NOT (relrowsecurity AND relforcerowsecurity)",
            [[model._meta.db_table for model in scoped_models()]],
        )
        bare = [table for (table,) in cursor.fetchall()]
    found = [f"数据库账号 {name} 是超级用户，行级权限对它不起作用；请改用普通账号"] if passes else []
    return found + [f"数据表 {table} 没有打开行级权限；请运行 notoneless manage migrate" for table in bare]


def grant_application(role: str, using: str) -> None:
    """Let a PostgreSQL role be what the application signs in as: neither owner nor superuser, and under every policy.

    Made if it is not there, without a password. Run it as the owner of the tables, before audit's own grants.
    """
    name = sql.Identifier(role)
    statements = (
        "ALTER ROLE {} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS",
        "GRANT USAGE ON SCHEMA public TO {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        "REVOKE UPDATE, DELETE ON accounts_posttransition FROM {}",
    )
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        made = () if cursor.fetchone() else ("CREATE ROLE {} LOGIN",)
        for statement in (*made, *statements):
            cursor.execute(sql.SQL(statement).format(name))
