"""On PostgreSQL the database itself keeps to the scope, whatever SQL is sent. On SQLite there is no such wall."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import sql
from tests.architecture.oracle import reaches
from tests.factories.canaries import World, canary_world
from tests.factories.people import signed_in

from notoneless.accounts.roles import Role
from notoneless.accounts.row_security import ROWS, scoped_models, settings_of, weaknesses
from notoneless.accounts.scope import CONDITIONS, NOTHING, acting, unrestricted
from notoneless.children.models import Child

pytestmark = pytest.mark.django_db
ROLE = "notoneless_test_app"
POSTGRESQL = connection.vendor == "postgresql"


@pytest.fixture
def world() -> World:
    return canary_world()


@pytest.fixture
def application(world: World) -> Iterator[CursorWrapper]:
    """The connection as the application has it: neither superuser nor owner."""
    call_command("application_role", ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
        yield cursor
        cursor.execute("RESET ROLE")


def seen(cursor: CursorWrapper, table: str = "children_child") -> set[UUID]:
    cursor.execute(f"SELECT id FROM {table}")  # noqa: S608
    return {key for (key,) in cursor.fetchall()}


def test_the_wall_knows_every_area_that_the_filter_knows() -> None:
    assert set(ROWS) - {"everything"} == {area for area in CONDITIONS if area != "none"}


def test_a_scope_becomes_settings() -> None:
    assert settings_of(None) == ("", "", "", "", "")
    assert settings_of(NOTHING) == ("none", "", "", "", "")


if POSTGRESQL:

    def test_raw_sql_without_a_scope_sees_no_row(application: CursorWrapper) -> None:
        for model in scoped_models():
            assert seen(application, model._meta.db_table) == set()

    @pytest.mark.parametrize("role", list(Role))
    def test_raw_sql_sees_what_the_scope_reaches(role: Role, application: CursorWrapper, world: World) -> None:
        who = world.people[role]
        expected = {c.pk for c in world.children if reaches(world.facts_of(who), world.child_facts(c))}
        with acting(who.scope):
            assert seen(application) == expected
            assert set(Child.objects.values_list("pk", flat=True)) == expected
        assert seen(application) == set()

    def test_everything_is_seen_only_without_restriction(application: CursorWrapper, world: World) -> None:
        with unrestricted("test"):
            assert seen(application) == {child.pk for child in world.children}
        assert seen(application) == set()

    def test_a_scope_is_sent_anew_after_its_transaction_was_undone(application: CursorWrapper, world: World) -> None:
        who = world.people[Role.CLASS_TEACHER]
        with acting(who.scope):
            expected = seen(application)
            undone = transaction.savepoint()
            with unrestricted("test"):
                assert len(seen(application)) == len(world.children)
            transaction.savepoint_rollback(undone)
            assert seen(application) == expected

    def test_writes_stop_at_the_border(application: CursorWrapper, world: World) -> None:
        with acting(world.people[Role.CLASS_TEACHER].scope):
            reached = seen(application)
            application.execute("UPDATE children_child SET version = 7")
            assert application.rowcount == len(reached) < len(world.children)

    def test_nothing_is_added_without_a_scope(application: CursorWrapper) -> None:
        """Past the manager, which would refuse by itself."""
        fields = [field for field in Child._meta.concrete_fields if not field.generated]
        query = sql.InsertQuery(Child)
        query.insert_values(fields, [Child(name="测甲")])
        insert = query.get_compiler(using="default").execute_sql
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            insert()

    def test_the_application_may_not_turn_the_wall_off(application: CursorWrapper) -> None:
        for statement in (
            "ALTER TABLE children_child DISABLE ROW LEVEL SECURITY",
            "DROP POLICY notoneless_scope ON children_child",
            "UPDATE accounts_posttransition SET why = ''",
            "DELETE FROM audit_event",
            f"ALTER ROLE {ROLE} BYPASSRLS",
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                application.execute(statement)

    def test_the_doctor_is_told_of_a_superuser(application: CursorWrapper) -> None:
        assert weaknesses(connection) == []
        application.execute("RESET ROLE")
        assert any("超级用户" in sentence for sentence in weaknesses(connection))

    def test_pages_work_for_the_application(application: CursorWrapper, world: World) -> None:
        who = world.people[Role.SCHOOL_OFFICER]
        assert signed_in(who.user, who.post).get("/nothing/").status_code == 404

else:

    def test_sqlite_has_no_such_account(world: World) -> None:
        with pytest.raises(CommandError, match="PostgreSQL"):
            call_command("application_role", ROLE)
        assert weaknesses(connection) == []


def test_a_table_two_steps_away_is_held_to_its_child(world: World) -> None:
    prefixes: dict[str, Any] = {model.__name__: model.scope_prefix for model in scoped_models()}
    assert prefixes["Child"] == ""
    assert all(prefix == "" or prefix.endswith("__") for prefix in prefixes.values())
