"""The gate over the catalogue: what a wall must have on every table, every function and every role."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from pacdesk.storage.postgres.wall import is_owner, is_raised, raise_wall
from tests.conftest import FIRST
from tests.walled import Walled

pytestmark = pytest.mark.postgres
OURS = "IN ('public'::regnamespace, 'app'::regnamespace)"
MODULE_OWN = {"app.let_go", "app.uploads", "app.feed_gate", "app.erasing", "app.reveals"}


@pytest.fixture(scope="module", params=[18, 16])
def walled(request: pytest.FixtureRequest) -> Iterator[Walled]:
    """An empty desk behind its wall, and one person."""
    made = Walled(request.param, FIRST, logins=("pessoa000",))
    yield made
    made.drop()


def owner(walled: Walled, statement: str) -> list[tuple[object, ...]]:
    with walled.owner.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def test_catalogue_every_table_forces_row_security_and_has_policies(walled: Walled) -> None:
    tables = owner(
        walled,
        "SELECT c.oid::regclass::text, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner), "
        "(SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND 'pacdesk_people'::regrole = ANY "
        f"(p.polroles)) FROM pg_class c WHERE relkind IN ('r', 'p') AND relnamespace {OURS}",
    )
    assert len(tables) > 45
    for name, enabled, forced, holder, policies in tables:
        assert (enabled, forced, holder) == (True, True, "pacdesk_owner"), name
        assert (policies == 0) == (name in MODULE_OWN), f"{name} is in no list of policies.sql"


def test_catalogue_every_function_fixes_its_search_path(walled: Walled) -> None:
    functions = owner(
        walled,
        "SELECT p.oid::regprocedure::text, array_to_string(proconfig, ','), prosecdef, "
        f"pg_get_userbyid(proowner) FROM pg_proc p WHERE pronamespace {OURS}",
    )
    assert len(functions) > 30
    for name, settings, definer, holder in functions:
        assert holder == "pacdesk_owner", name
        expected = "search_path=pg_catalog, pg_temp"
        assert settings == expected or (not definer and str(settings).endswith("pg_temp")), name


def test_catalogue_nothing_is_granted_to_everybody(walled: Walled) -> None:
    granted = owner(
        walled,
        "SELECT c.oid::regclass::text, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a "
        f"WHERE a.grantee = 0 AND relnamespace {OURS} "
        "UNION ALL SELECT attrelid::regclass::text || '.' || attname, a.privilege_type FROM pg_attribute t "
        f"JOIN pg_class c ON c.oid = attrelid, aclexplode(t.attacl) a "
        f"WHERE a.grantee = 0 AND relnamespace {OURS} "
        "UNION ALL SELECT p.oid::regprocedure::text, 'EXECUTE' FROM pg_proc p "
        f"WHERE pronamespace {OURS} AND has_function_privilege(0, p.oid, 'execute') "
        "UNION ALL SELECT nspname, a.privilege_type FROM pg_namespace n, aclexplode(n.nspacl) a "
        "WHERE a.grantee = 0 AND nspname IN ('public', 'app') "
        "UNION ALL SELECT datname, a.privilege_type FROM pg_database d, aclexplode(d.datacl) a "
        "WHERE a.grantee = 0 AND datname = current_database() "
        "UNION ALL SELECT p.oid::regprocedure::text, 'EXECUTE' FROM pg_proc p "
        "WHERE proname LIKE 'lo\\_%' AND proname IN ('lo_create', 'lo_creat', 'lo_from_bytea', 'lo_import') "
        "AND has_function_privilege(0, p.oid, 'execute')",
    )
    assert granted == []


def test_catalogue_people_write_no_history_no_numbers_and_own_nothing(walled: Walled) -> None:
    def may(place: str, what: str) -> bool:
        ((found,),) = owner(walled, f"SELECT has_any_column_privilege('pessoa000', '{place}', '{what}')")
        return bool(found)

    tables = [
        str(name) for (name,) in owner(walled, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    ]
    for table in tables:
        assert not may(table, "REFERENCES"), table
        for what in ("TRUNCATE", "TRIGGER"):
            ((found,),) = owner(walled, f"SELECT has_table_privilege('pessoa000', '{table}', '{what}')")
            assert not found, (table, what)
    for table in ("ticket_events", "change_rows", "reads", "file_chunks", "alembic_version", "desk_meta"):
        assert not may(table, "UPDATE"), table
    sequences = owner(
        walled,
        "SELECT c.oid::regclass::text FROM pg_class c WHERE relkind = 'S' AND (has_sequence_privilege("
        "'pessoa000', c.oid, 'select') OR has_sequence_privilege('pessoa000', c.oid, 'update'))",
    )
    assert sequences == []
    deletable = {
        table
        for table in tables
        if owner(walled, f"SELECT has_table_privilege('pessoa000', '{table}', 'DELETE')") == [(True,)]
    }
    assert deletable == {
        "stages",
        "stage_fields",
        "transitions",
        "flow_fields",
        "parameters",
        "retention_rules",
        "search_docs",
        "imported_keys",
    }


def test_catalogue_a_person_s_role_has_no_power(walled: Walled) -> None:
    ((*powers,),) = owner(
        walled,
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles "
        "WHERE rolname = 'pessoa000'",
    )
    assert powers == [False] * 5
    groups = owner(
        walled,
        "SELECT g.rolname, m.admin_option FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid "
        "JOIN pg_roles p ON p.oid = m.member WHERE p.rolname = 'pessoa000'",
    )
    assert groups == [("pacdesk_people", False)]
    nobody_is = owner(walled, "SELECT rolname FROM pg_roles WHERE rolname LIKE 'pacdesk\\_%' AND rolcanlogin")
    assert nobody_is == []


def test_catalogue_a_person_s_own_statements_end_some_time(walled: Walled) -> None:
    person = walled.connect("pessoa000")
    limits = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    found = {name: person.execute(f"SHOW {name}".encode()).fetchall() for name in limits}
    assert found == {
        "statement_timeout": [("2min",)],
        "lock_timeout": [("15s",)],
        "idle_in_transaction_session_timeout": [("1min",)],
    }


def test_catalogue_raising_again_changes_nothing(walled: Walled) -> None:
    def shape() -> list[tuple[object, ...]]:
        return owner(
            walled,
            "SELECT polrelid::regclass::text, polname, pg_get_expr(polqual, polrelid), "
            "pg_get_expr(polwithcheck, polrelid) FROM pg_policy "
            "UNION ALL SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), NULL FROM pg_trigger "
            "WHERE NOT tgisinternal "
            "UNION ALL SELECT oid::regprocedure::text, proacl::text, prosrc, NULL FROM pg_proc "
            "WHERE pronamespace = 'app'::regnamespace "
            "UNION ALL SELECT oid::regclass::text, relacl::text, NULL, NULL FROM pg_class "
            f"WHERE relnamespace {OURS} ORDER BY 1, 2",
        )

    before = shape()
    raise_wall(walled.owner)
    assert shape() == before
    with walled.owner.connect() as connection:
        assert is_raised(connection)
        assert is_owner(connection)


def test_catalogue_no_samples_are_kept_of_what_is_covered(walled: Walled) -> None:
    """What the planner expects of a condition would tell of the values, past every policy."""
    personal = {
        (place, mark)
        for place, marks in (
            ("clients", ("document", "email", "phone", "mobile", "phone_key", "find_key")),
            ("contacts", ("email", "phone", "mobile")),
            ("organizations", ("document",)),
            ("addresses", ("cep", "street", "number", "complement", "latitude", "longitude")),
            ("tickets", ("address", "latitude", "longitude")),
            ("ticket_events", ("payload", "salt")),
            ("search_docs", ("text",)),
            ("change_rows", ("before", "after")),
        )
        for mark in marks
    }
    unsampled = owner(
        walled,
        "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attstattarget = 0 "
        "AND a.attnum > 0",
    )
    assert set(unsampled) == personal
    readable = "SELECT has_column_privilege('pessoa000', 'search_docs', 'tsv', 'select')"
    assert owner(walled, readable) == [(False,)]


def test_catalogue_what_is_covered_is_shown_by_a_role_of_its_own(walled: Walled) -> None:
    views = owner(
        walled,
        "SELECT relname, pg_get_userbyid(relowner), reloptions FROM pg_class "
        "WHERE relnamespace = 'covered'::regnamespace AND relkind = 'v'",
    )
    assert {name for name, _, _ in views} > {"clients", "contacts", "addresses", "organizations", "tickets"}
    for name, holder, options in views:
        assert (holder, options) == ("pacdesk_cover", None), f"{name} asks as its owner"
    functions = owner(
        walled,
        "SELECT p.oid::regprocedure::text, array_to_string(proconfig, ','), pg_get_userbyid(proowner), "
        "has_function_privilege('pessoa000', p.oid, 'execute') FROM pg_proc p "
        "WHERE pronamespace = 'covered'::regnamespace",
    )
    assert len(functions) == 4
    for name, *how in functions:
        assert how == ["search_path=pg_catalog, pg_temp", "pacdesk_cover", False], name
    ((*powers,),) = owner(
        walled,
        "SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, "
        "pg_has_role('pessoa000', 'pacdesk_cover', 'member') FROM pg_roles WHERE rolname = 'pacdesk_cover'",
    )
    assert powers == [False] * 6
    granted = owner(
        walled,
        "SELECT relname FROM pg_class c, aclexplode(c.relacl) a "
        "WHERE relnamespace = 'covered'::regnamespace AND a.grantee = 0",
    )
    assert granted == []
