"""The database itself refuses to change or remove what was recorded."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from tests.factories.events import recorded

from notoneless.audit.append_only import (
    EVENTS,
    MENTIONS,
    TABLES,
    grant_application_rights,
    missing_triggers,
    put_up_triggers,
    take_down_triggers,
)
from notoneless.audit.models import ChainHead, Event, Mention
from notoneless.audit.verifying import verify

POSTGRESQL = connection.vendor == "postgresql"
ROLE = "notoneless_application"
COPY = "INSERT INTO audit_event SELECT * FROM audit_event WHERE seq = 1"
REPLACE = "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event WHERE seq = 1"
REFUSED = [
    "UPDATE audit_event SET reason = 'x'",
    "UPDATE audit_event SET reason = 'x' WHERE seq = 2",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE seq = 3",
    "UPDATE audit_mention SET object_pseudonym = 'x'",
    "DELETE FROM audit_mention WHERE object_pseudonym = 'p1'",
    COPY,
    *(["TRUNCATE audit_event", "TRUNCATE audit_mention"] if POSTGRESQL else [REPLACE]),
]


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def _three_events() -> None:
    recorded(3, objs=(("child", "p1"), ("child", "p2")))


@pytest.mark.django_db
@pytest.mark.usefixtures("_three_events")
@pytest.mark.parametrize("statement", REFUSED)
def test_nothing_is_changed_or_removed(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        run(statement)
    assert Event.objects.count() == 3
    assert Mention.objects.count() == 6
    assert verify().intact


@pytest.mark.django_db
@pytest.mark.usefixtures("_three_events")
@pytest.mark.parametrize("seq", [-1, 0, 2, 5, 99])
def test_an_event_is_added_only_at_the_end(seq: int) -> None:
    event = Event.objects.get(seq=3)
    event.seq = seq
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save(force_insert=True)


def test_the_names_of_the_tables_are_those_of_the_models() -> None:
    assert (Event._meta.db_table, Mention._meta.db_table) == (EVENTS, MENTIONS) == TABLES


@pytest.mark.django_db(transaction=True)
def test_triggers_that_a_migration_dropped_come_back_with_it() -> None:
    """SQLite makes the table anew for such a change and forgets its triggers; on both they are put up afterwards."""
    recorded(3)
    short, long = Event._meta.get_field("reason"), _longer("reason")
    with connection.schema_editor() as editor:
        editor.alter_field(Event, short, long)
    try:
        assert bool(missing_triggers(connection)) is not POSTGRESQL
        call_command("migrate", verbosity=0)
        assert missing_triggers(connection) == []
        with pytest.raises(DatabaseError):
            run("UPDATE audit_event SET reason = 'x'")
        assert verify().intact
    finally:
        with connection.schema_editor() as editor:
            editor.alter_field(Event, long, short)
        put_up_triggers(connection)


@pytest.mark.django_db(transaction=True)
def test_triggers_can_be_taken_down_for_a_restoration() -> None:
    take_down_triggers(connection)
    assert len(missing_triggers(connection)) == (7 if POSTGRESQL else 6)
    put_up_triggers(connection)
    assert missing_triggers(connection) == []


def _longer(name: str) -> models.CharField[str, str]:
    field: models.CharField[str, str] = models.CharField(max_length=600, blank=True)
    field.set_attributes_from_name(name)
    return field


@pytest.mark.django_db(transaction=True)
def test_a_migration_does_not_make_up_the_end_of_a_chain_that_lost_it() -> None:
    """Or a log that was cut could be made to look like a new one by deleting one row."""
    recorded(3)
    ChainHead.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert not ChainHead.objects.exists()


@pytest.fixture
def _role() -> Iterator[None]:
    run(f"CREATE ROLE {ROLE}", f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}")
    yield
    run("RESET ROLE", f"DROP OWNED BY {ROLE}", f"DROP ROLE {ROLE}")


if POSTGRESQL:

    @pytest.mark.django_db
    @pytest.mark.usefixtures("_three_events", "_role")
    def test_the_application_may_only_read_and_add() -> None:
        grant_application_rights(ROLE)
        run(f"SET ROLE {ROLE}")
        recorded(objs=(("child", "p1"),))
        assert verify().rows == 4
        for statement in (
            *REFUSED,
            "DELETE FROM audit_chainhead",
            "DROP TABLE audit_event",
            "ALTER TABLE audit_event DISABLE TRIGGER ALL",
            "DROP TRIGGER audit_event_no_update ON audit_event",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                run(statement)

    @pytest.mark.django_db
    def test_rights_cannot_be_taken_from_the_owner() -> None:
        with pytest.raises(ValueError, match="owns"):
            grant_application_rights(str(connection.settings_dict["USER"]))

    @pytest.mark.django_db
    @pytest.mark.usefixtures("_three_events")
    def test_triggers_hold_where_a_session_says_that_it_replicates() -> None:
        run("SET session_replication_role = replica")
        with pytest.raises(DatabaseError), transaction.atomic():
            run("DELETE FROM audit_event")
        run("RESET session_replication_role")

    @pytest.mark.django_db
    def test_a_trigger_that_is_switched_off_is_missed() -> None:
        run("ALTER TABLE audit_event DISABLE TRIGGER audit_event_no_update")
        assert missing_triggers(connection) == ["audit_event_no_update"]

else:

    def test_a_database_without_rights_says_so() -> None:
        with pytest.raises(ValueError, match="PostgreSQL"):
            grant_application_rights(ROLE)
