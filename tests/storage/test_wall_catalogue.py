"""The gate over the catalogue: what a wall must have on every table, every function and every role."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from pacdesk.storage.postgres.wall import is_owner, is_raised, raise_wall
from tests.conftest import FIRST
from tests.servers import DEBIAN
from tests.walled import Walled

pytestmark = pytest.mark.postgres
OURS = "IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^(pg_(catalog|toast|temp)|information_schema)')"
MODULE_OWN = {"app.let_go", "app.uploads", "app.feed_gate", "app.erasing", "app.reveals"}
OWNERS = {
    "public": "pacdesk_owner",
    "app": "pacdesk_owner",
    "covered": "pacdesk_cover",
    "door": "pacdesk_door",
}


@pytest.fixture(scope="module", params=[18, 16, pytest.param(DEBIAN, id="debian")])
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
    shut = ("door.switched_off", False, False, "pacdesk_door", 0)
    tables.remove(shut)  # of one role alone, and read by the owner when it is backed up
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
        assert holder == OWNERS.get(str(name).split(".")[0], "pacdesk_owner"), name
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
        f"WHERE a.grantee = 0 AND n.oid {OURS} "
        "UNION ALL SELECT datname, a.privilege_type FROM pg_database d, aclexplode(d.datacl) a "
        "WHERE a.grantee = 0 AND datname = current_database() "
        "UNION ALL SELECT p.oid::regprocedure::text, 'EXECUTE' FROM pg_proc p "
        "WHERE (proname IN ('lo_create', 'lo_creat', 'lo_from_bytea', 'lo_import', 'lo_export', 'lo_put') "
        "OR proname ~ '^pg_(try_)?advisory_(xact_)?lock' AND pronargs = 2) "
        "AND has_function_privilege(0, p.oid, 'execute') "
        "UNION ALL SELECT t.typname, a.privilege_type FROM pg_type t, aclexplode(t.typacl) a "
        f"WHERE a.grantee = 0 AND t.typnamespace {OURS} "
        "UNION ALL SELECT defaclobjtype::text, a.privilege_type "
        "FROM pg_default_acl d, aclexplode(d.defaclacl) a WHERE a.grantee = 0",
    )
    assert granted == []


def test_catalogue_there_is_no_other_schema_and_its_owners_are_those(walled: Walled) -> None:
    found = owner(
        walled, f"SELECT nspname, pg_get_userbyid(nspowner) FROM pg_namespace WHERE oid {OURS} ORDER BY 1"
    )
    assert {str(name) for name, _ in found} == set(OWNERS)
    assert all(OWNERS[str(name)] == holder for name, holder in found if name != "public")
    loose = owner(
        walled,
        f"SELECT c.oid::regclass::text, c.relkind FROM pg_class c WHERE relnamespace {OURS} "
        "AND relkind IN ('v', 'm', 'f', 'p') AND relnamespace <> 'covered'::regnamespace",
    )
    assert loose == [], "views and foreign tables have no policies"


def test_catalogue_what_the_owner_makes_later_is_nobody_s(walled: Walled) -> None:
    with walled.owner.connect() as connection:
        connection.exec_driver_sql("SET LOCAL ROLE pacdesk_owner")
        connection.exec_driver_sql("CREATE TABLE public.later (a integer)")
        connection.exec_driver_sql("CREATE FUNCTION app.later() RETURNS integer LANGUAGE sql AS 'SELECT 1'")
        given = connection.exec_driver_sql(
            "SELECT has_any_column_privilege('pessoa000', 'public.later', 'select, insert, update'), "
            "has_function_privilege('pessoa000', 'app.later()', 'execute')"
        ).one()
        connection.rollback()
    assert tuple(given) == (False, False)


def test_catalogue_people_hold_no_privilege_but_those_the_wall_gives(walled: Walled) -> None:
    """Nothing is given to a person's own role, nor to another that he is a member of."""
    granted = owner(
        walled,
        "SELECT DISTINCT pg_get_userbyid(a.grantee) FROM ("
        f"SELECT relacl AS acl FROM pg_class WHERE relnamespace {OURS} "
        "UNION ALL SELECT attacl FROM pg_attribute t JOIN pg_class c ON c.oid = attrelid "
        f"WHERE relnamespace {OURS} "
        f"UNION ALL SELECT proacl FROM pg_proc WHERE pronamespace {OURS} "
        f"UNION ALL SELECT nspacl FROM pg_namespace WHERE oid {OURS}) given, aclexplode(given.acl) a",
    )
    told = {str(name) for (name,) in granted}
    assert (
        told
        - {
            "pacdesk_owner",
            "pacdesk_people",
            "pacdesk_cover",
            "pacdesk_door",
            *(str(name) for (name,) in owner(walled, "SELECT current_user")),
            "pg_database_owner",
        }
        == set()
    )


def test_catalogue_texts_are_compared_behind_the_wall(walled: Walled) -> None:
    told = owner(
        walled,
        "SELECT oid::regprocedure::text FROM pg_proc WHERE proleakproof AND proargtypes::oid[] && ARRAY["
        "'text', 'varchar', 'bpchar', 'bytea', 'float4', 'float8', 'jsonb', 'tsvector']::regtype[]::oid[]",
    )
    assert told == []


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
        "'pessoa000', c.oid, 'select') OR has_sequence_privilege('pessoa000', c.oid, 'update') "
        "OR has_sequence_privilege('pessoa000', c.oid, 'usage'))",
    )
    assert sequences == []
    for place in MODULE_OWN:
        assert not any(may(place, what) for what in ("SELECT", "INSERT", "UPDATE")), place
    for place, mark in (
        ("users", "password_hash"),
        ("second_factors", "secret"),
        ("second_factors", "recovery"),
    ):
        asked = f"SELECT has_column_privilege('pessoa000', '{place}', '{mark}', 'select')"
        assert owner(walled, asked) == [(False,)], mark
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
    nobody_is = owner(
        walled,
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'pacdesk\\_%' "
        "AND (rolcanlogin OR rolsuper OR rolbypassrls OR rolreplication OR rolcreatedb)",
    )
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


def test_catalogue_the_planner_knows_what_the_wall_s_conditions_cost(walled: Walled) -> None:
    assert walled.connect("pessoa000").execute("SHOW cpu_operator_cost").fetchall() == [("0.0005",)]


def test_catalogue_raising_again_changes_nothing(walled: Walled) -> None:
    def shape() -> list[tuple[object, ...]]:
        return owner(
            walled,
            "SELECT polrelid::regclass::text, polname, pg_get_expr(polqual, polrelid), "
            "pg_get_expr(polwithcheck, polrelid) FROM pg_policy "
            "UNION ALL SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text "
            "FROM pg_trigger WHERE NOT tgisinternal "
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
