"""The tables of an installation, as the program of today wants them, and who may do what with them."""

from django.core.management import call_command
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from notoneless.audit.append_only import grant_application_rights
from notoneless.config.installation import Installation
from notoneless.protection.keyring.marks import ensure_keyring

RIGHTS = (
    "GRANT USAGE ON SCHEMA public TO {}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
    "REVOKE UPDATE, DELETE ON accounts_posttransition FROM {}",
)
"""Every row; what a post went through and the log of the audit can only be added to."""


def make_tables(here: Installation) -> None:
    """Make them or bring them up to date, with the keys that go with them. Also where nothing is pending: triggers and
    rights are put up anew.

    Where the tables have an owner of their own, the role that the service signs in as gets its rights and no more.
    """
    ensure_keyring()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    ensure_keyring()  # now there is a table in which it is written down which keys are in use
    grant_rights(here)


def grant_rights(here: Installation) -> None:
    """Let the role of the service do what it must and no more, on PostgreSQL with an owner of its own.

    The role was made by whoever looks after the database: the owner of the tables need not be able to make roles.
    """
    if connection.vendor != "postgresql" or not here.database_owner:
        return
    role = str(conninfo_to_dict(here.database)["user"])
    with connection.cursor() as cursor:
        for statement in RIGHTS:
            cursor.execute(statement.format(connection.ops.quote_name(role)))
    grant_application_rights(role)
