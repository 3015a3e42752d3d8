"""The first schema.

Written by packaging/new_migration.py from the mapped classes; a test compares the two.
"""

import sqlalchemy as sa
from alembic import op

from pacdesk.storage.migrations import scripts
from pacdesk.storage.types import Json, RowNo, SortKey, Uid, UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table, then the search index and the guards of the history."""
    op.create_table(
        "canned_messages",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SortKey(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("for_opening", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_canned_messages")),
        sa.UniqueConstraint("id", name=op.f("uq_canned_messages_id")),
        sa.UniqueConstraint("name_key", name=op.f("uq_canned_messages_name_key")),
    )
    op.create_table(
        "change_rows",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("change_set_id", Uid(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", Uid(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=True),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("before", Json(), nullable=True),
        sa.Column("after", Json(), nullable=True),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_change_rows")),
    )
    op.create_index(op.f("ix_change_rows_change_set_id"), "change_rows", ["change_set_id"], unique=False)
    op.create_index(op.f("ix_change_rows_row_id"), "change_rows", ["row_id"], unique=False)
    op.create_table(
        "change_sets",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("actor_id", Uid(), nullable=True),
        sa.Column("actor_label", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("label", Json(), nullable=True),
        sa.Column("undoes", Uid(), nullable=True),
        sa.Column("undone_by", Uid(), nullable=True),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("keeps_images", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_change_sets")),
        sa.UniqueConstraint("id", name=op.f("uq_change_sets_id")),
    )
    op.create_index(op.f("ix_change_sets_at"), "change_sets", ["at"], unique=False)
    op.create_table(
        "companies",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("legal_name", sa.String(), nullable=False),
        sa.Column("trade_name", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("logo_file_id", Uid(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_companies")),
        sa.UniqueConstraint("id", name=op.f("uq_companies_id")),
    )
    op.create_table(
        "complementary_statuses",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SortKey(), nullable=False),
        sa.Column("tone", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_complementary_statuses")),
        sa.UniqueConstraint("id", name=op.f("uq_complementary_statuses_id")),
        sa.UniqueConstraint("name_key", name=op.f("uq_complementary_statuses_name_key")),
    )
    op.create_table(
        "departments",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SortKey(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("serves_clients", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=True),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_departments")),
        sa.UniqueConstraint("id", name=op.f("uq_departments_id")),
        sa.UniqueConstraint("name_key", name=op.f("uq_departments_name_key")),
    )
    op.create_table(
        "desk_meta",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_desk_meta")),
        sa.UniqueConstraint("id", name=op.f("uq_desk_meta_id")),
    )
    op.create_table(
        "handover_reasons",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SortKey(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_handover_reasons")),
        sa.UniqueConstraint("id", name=op.f("uq_handover_reasons_id")),
        sa.UniqueConstraint("name_key", name=op.f("uq_handover_reasons_name_key")),
    )
    op.create_table(
        "import_batches",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("mapping_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("started_at", UtcTime(), nullable=False),
        sa.Column("finished_at", UtcTime(), nullable=True),
        sa.Column("undone_at", UtcTime(), nullable=True),
        sa.Column("tickets", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_import_batches")),
        sa.UniqueConstraint("id", name=op.f("uq_import_batches_id")),
    )
    op.create_table(
        "imported_keys",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("row_id", Uid(), nullable=False),
        sa.Column("batch_id", Uid(), nullable=False),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_imported_keys")),
        sa.UniqueConstraint("source", "kind", "key", name="uq_imported_keys_source_kind_key"),
    )
    op.create_index(op.f("ix_imported_keys_batch_id"), "imported_keys", ["batch_id"], unique=False)
    op.create_index(op.f("ix_imported_keys_row_id"), "imported_keys", ["row_id"], unique=False)
    op.create_table(
        "last_seen",
        sa.Column("user_id", Uid(), nullable=False),
        sa.Column("ticket_id", Uid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "ticket_id", name=op.f("pk_last_seen")),
    )
    op.create_table(
        "number_sequences",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_number_sequences")),
        sa.UniqueConstraint("id", name=op.f("uq_number_sequences_id")),
        sa.UniqueConstraint("name", "year", name="uq_number_sequences_name_year"),
    )
    op.create_table(
        "parameters",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", Json(), nullable=False),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_parameters")),
        sa.UniqueConstraint("id", name=op.f("uq_parameters_id")),
        sa.UniqueConstraint("name", name=op.f("uq_parameters_name")),
    )
    op.create_table(
        "portfolios",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SortKey(), nullable=False),
        sa.Column("tone", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_portfolios")),
        sa.UniqueConstraint("id", name=op.f("uq_portfolios_id")),
        sa.UniqueConstraint("name_key", name=op.f("uq_portfolios_name_key")),
    )
    op.create_table(
        "reads",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("actor_id", Uid(), nullable=True),
        sa.Column("actor_label", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", Uid(), nullable=True),
        sa.Column("detail", Json(), nullable=True),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_reads")),
        sa.UniqueConstraint("id", name=op.f("uq_reads_id")),
    )
    op.create_table(
        "search_docs",
        sa.Column("doc_id", RowNo, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", Uid(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("ticket_id", Uid(), nullable=True),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("doc_id", name=op.f("pk_search_docs")),
    )
    op.create_index(op.f("ix_search_docs_ref"), "search_docs", ["ref"], unique=False)
    op.create_index(op.f("ix_search_docs_ticket_id"), "search_docs", ["ticket_id"], unique=False)
    op.create_table(
        "stored_files",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_stored_files")),
        sa.UniqueConstraint("id", name=op.f("uq_stored_files_id")),
    )
    op.create_index(op.f("ix_stored_files_sha256"), "stored_files", ["sha256"], unique=False)
    op.create_table(
        "ticket_groups",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SortKey(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_ticket_groups")),
        sa.UniqueConstraint("id", name=op.f("uq_ticket_groups_id")),
        sa.UniqueConstraint("name_key", name=op.f("uq_ticket_groups_name_key")),
    )
    op.create_table(
        "users",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("login_key", SortKey(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("rights", Json(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("staff_id", Uid(), nullable=True),
        sa.Column("failed_logins", sa.Integer(), nullable=False),
        sa.Column("blocked_until", UtcTime(), nullable=True),
        sa.Column("last_login_at", UtcTime(), nullable=True),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_users")),
        sa.UniqueConstraint("id", name=op.f("uq_users_id")),
        sa.UniqueConstraint("login_key", name=op.f("uq_users_login_key")),
    )
    op.create_table(
        "organizations",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_key", SortKey(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("own_portfolio_id", Uid(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["own_portfolio_id"], ["portfolios.id"], name=op.f("fk_organizations_own_portfolio_id")
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_organizations")),
        sa.UniqueConstraint("id", "portfolio_id", name="uq_organizations_id_portfolio"),
        sa.UniqueConstraint("id", name=op.f("uq_organizations_id")),
    )
    op.create_index(op.f("ix_organizations_document"), "organizations", ["document"], unique=False)
    op.create_index(op.f("ix_organizations_sort_key"), "organizations", ["sort_key"], unique=False)
    op.create_table(
        "staff_members",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_key", SortKey(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("department_id", Uid(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_staff_members_department_id")
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_staff_members")),
        sa.UniqueConstraint("id", name=op.f("uq_staff_members_id")),
    )
    op.create_index(op.f("ix_staff_members_sort_key"), "staff_members", ["sort_key"], unique=False)
    op.create_table(
        "ticket_types",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("group_id", Uid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SortKey(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("current_version_id", Uid(), nullable=True),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["ticket_groups.id"], name=op.f("fk_ticket_types_group_id")),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_ticket_types")),
        sa.UniqueConstraint("group_id", "name_key", name="uq_ticket_types_group_name"),
        sa.UniqueConstraint("id", name=op.f("uq_ticket_types_id")),
    )
    op.create_index(op.f("ix_ticket_types_group_id"), "ticket_types", ["group_id"], unique=False)
    op.create_table(
        "clients",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_type", sa.String(), nullable=False),
        sa.Column("legal_name", sa.String(), nullable=False),
        sa.Column("trade_name", sa.String(), nullable=False),
        sa.Column("sort_key", SortKey(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("document_ok", sa.Boolean(), nullable=False),
        sa.Column("state_registration", sa.String(), nullable=False),
        sa.Column("city_registration", sa.String(), nullable=False),
        sa.Column("tax_regime", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("mobile", sa.String(), nullable=False),
        sa.Column("phone_key", sa.String(), nullable=False),
        sa.Column("organization_id", Uid(), nullable=True),
        sa.Column("own_portfolio_id", Uid(), nullable=True),
        sa.Column("external_table", sa.String(), nullable=False),
        sa.Column("external_code", sa.String(), nullable=False),
        sa.Column("under_sac", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("user_id", Uid(), nullable=True),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_clients_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["own_portfolio_id"], ["portfolios.id"], name=op.f("fk_clients_own_portfolio_id")
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_clients")),
        sa.UniqueConstraint("id", "portfolio_id", name="uq_clients_id_portfolio"),
        sa.UniqueConstraint("id", name=op.f("uq_clients_id")),
    )
    op.create_index(op.f("ix_clients_document"), "clients", ["document"], unique=False)
    op.create_index("ix_clients_external", "clients", ["external_table", "external_code"], unique=False)
    op.create_index(
        "ix_clients_list",
        "clients",
        ["sort_key", "rowno", "portfolio_id", "status"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(op.f("ix_clients_organization_id"), "clients", ["organization_id"], unique=False)
    op.create_index(op.f("ix_clients_phone_key"), "clients", ["phone_key"], unique=False)
    op.create_table(
        "subjects",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SortKey(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("applies_to", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("tone", sa.String(), nullable=False),
        sa.Column("login_required", sa.Boolean(), nullable=False),
        sa.Column("contract_required", sa.Boolean(), nullable=False),
        sa.Column("address_origin", sa.String(), nullable=True),
        sa.Column("default_type_id", Uid(), nullable=True),
        sa.Column("default_department_id", Uid(), nullable=True),
        sa.Column("default_priority", sa.Integer(), nullable=True),
        sa.Column("default_message", sa.String(), nullable=False),
        sa.Column("goal_hours", sa.Integer(), nullable=True),
        sa.Column("complementary_required", sa.Boolean(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["default_department_id"], ["departments.id"], name=op.f("fk_subjects_default_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["default_type_id"], ["ticket_types.id"], name=op.f("fk_subjects_default_type_id")
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_subjects")),
        sa.UniqueConstraint("id", name=op.f("uq_subjects_id")),
        sa.UniqueConstraint("name_key", name=op.f("uq_subjects_name_key")),
    )
    op.create_table(
        "workflow_versions",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type_id", Uid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("published_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["type_id"], ["ticket_types.id"], name=op.f("fk_workflow_versions_type_id")),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_workflow_versions")),
        sa.UniqueConstraint("id", name=op.f("uq_workflow_versions_id")),
        sa.UniqueConstraint("type_id", "number", name="uq_workflow_versions_type_number"),
    )
    op.create_index(op.f("ix_workflow_versions_type_id"), "workflow_versions", ["type_id"], unique=False)
    op.create_table(
        "access_logins",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("client_id", Uid(), nullable=False),
        sa.Column("contract_id", Uid(), nullable=True),
        sa.Column("address_id", Uid(), nullable=True),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id", "portfolio_id"],
            ["clients.id", "clients.portfolio_id"],
            name="fk_access_logins_client_id_portfolio",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_access_logins")),
        sa.UniqueConstraint("id", name=op.f("uq_access_logins_id")),
    )
    op.create_index(op.f("ix_access_logins_client_id"), "access_logins", ["client_id"], unique=False)
    op.create_index(op.f("ix_access_logins_contract_id"), "access_logins", ["contract_id"], unique=False)
    op.create_table(
        "addresses",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("client_id", Uid(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("cep", sa.String(), nullable=False),
        sa.Column("cep_ok", sa.Boolean(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("complement", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id", "portfolio_id"],
            ["clients.id", "clients.portfolio_id"],
            name="fk_addresses_client_id_portfolio",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_addresses")),
        sa.UniqueConstraint("id", name=op.f("uq_addresses_id")),
    )
    op.create_index(op.f("ix_addresses_client_id"), "addresses", ["client_id"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("client_id", Uid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("mobile", sa.String(), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("user_id", Uid(), nullable=True),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id", "portfolio_id"],
            ["clients.id", "clients.portfolio_id"],
            name="fk_contacts_client_id_portfolio",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_contacts")),
        sa.UniqueConstraint("id", "portfolio_id", name="uq_contacts_id_portfolio"),
        sa.UniqueConstraint("id", name=op.f("uq_contacts_id")),
    )
    op.create_index(op.f("ix_contacts_client_id"), "contacts", ["client_id"], unique=False)
    op.create_table(
        "contracts",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("client_id", Uid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", SortKey(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("access_status", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("monthly_cents", sa.Integer(), nullable=False),
        sa.Column("address_id", Uid(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("external_code", sa.String(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id", "portfolio_id"],
            ["clients.id", "clients.portfolio_id"],
            name="fk_contracts_client_id_portfolio",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_contracts")),
        sa.UniqueConstraint("id", "portfolio_id", name="uq_contracts_id_portfolio"),
        sa.UniqueConstraint("id", name=op.f("uq_contracts_id")),
    )
    op.create_index(op.f("ix_contracts_client_id"), "contracts", ["client_id"], unique=False)
    op.create_index(op.f("ix_contracts_external_code"), "contracts", ["external_code"], unique=False)
    op.create_index(
        "ix_contracts_list",
        "contracts",
        ["number_key", "rowno", "portfolio_id", "status"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_table(
        "stages",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("version_id", Uid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", SortKey(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("tone", sa.String(), nullable=False),
        sa.Column("is_default_entry", sa.Boolean(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("expected_minutes", sa.Integer(), nullable=True),
        sa.Column("clock_runs", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["workflow_versions.id"], name=op.f("fk_stages_version_id")),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_stages")),
        sa.UniqueConstraint("id", name=op.f("uq_stages_id")),
        sa.UniqueConstraint("version_id", "name_key", name="uq_stages_version_name"),
    )
    op.create_index(op.f("ix_stages_version_id"), "stages", ["version_id"], unique=False)
    op.create_index(
        "uq_stages_default_entry",
        "stages",
        ["version_id"],
        unique=True,
        sqlite_where=sa.text("is_default_entry"),
        postgresql_where=sa.text("is_default_entry"),
    )
    op.create_table(
        "stage_fields",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage_id", Uid(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("hidden_inside", sa.Boolean(), nullable=False),
        sa.Column("hidden_online", sa.Boolean(), nullable=False),
        sa.Column("read_only", sa.Boolean(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("needed_before", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_stage_fields_stage_id")),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_stage_fields")),
        sa.UniqueConstraint("id", name=op.f("uq_stage_fields_id")),
        sa.UniqueConstraint("stage_id", "field", name="uq_stage_fields_stage_field"),
    )
    op.create_index(op.f("ix_stage_fields_stage_id"), "stage_fields", ["stage_id"], unique=False)
    op.create_table(
        "tickets",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("protocol", sa.String(), nullable=False),
        sa.Column("short_id", sa.String(), nullable=False),
        sa.Column("external_number", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("client_id", Uid(), nullable=True),
        sa.Column("client_sort_key", SortKey(), nullable=False),
        sa.Column("contact_id", Uid(), nullable=True),
        sa.Column("login_id", Uid(), nullable=True),
        sa.Column("contract_id", Uid(), nullable=True),
        sa.Column("type_id", Uid(), nullable=False),
        sa.Column("workflow_version_id", Uid(), nullable=False),
        sa.Column("stage_id", Uid(), nullable=False),
        sa.Column("stage_position", sa.Integer(), nullable=False),
        sa.Column("stage_since", UtcTime(), nullable=False),
        sa.Column("subject_id", Uid(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_key", SortKey(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("department_id", Uid(), nullable=False),
        sa.Column("attendant_id", Uid(), nullable=True),
        sa.Column("attendant_sort_key", SortKey(), nullable=False),
        sa.Column("taken_at", UtcTime(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("reserved_on", sa.Date(), nullable=True),
        sa.Column("best_time", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("waiting_on", sa.String(), nullable=False),
        sa.Column("complementary_status_id", Uid(), nullable=True),
        sa.Column("address_origin", sa.String(), nullable=False),
        sa.Column("address", Json(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("opened_by_id", Uid(), nullable=True),
        sa.Column("opened_by_label", sa.String(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=True),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.Column("reopened_count", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("source_key", sa.String(), nullable=True),
        sa.Column("last_event_at", UtcTime(), nullable=False),
        sa.Column("news", sa.String(), nullable=False),
        sa.Column("news_visibility", sa.String(), nullable=False),
        sa.Column("pending_interaction", sa.String(), nullable=False),
        sa.Column("waits_reply_since", UtcTime(), nullable=True),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["attendant_id"], ["staff_members.id"], name=op.f("fk_tickets_attendant_id")),
        sa.ForeignKeyConstraint(
            ["client_id", "portfolio_id"],
            ["clients.id", "clients.portfolio_id"],
            name="fk_tickets_client_id_portfolio",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["complementary_status_id"],
            ["complementary_statuses.id"],
            name=op.f("fk_tickets_complementary_status_id"),
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_tickets_contact_id")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_tickets_contract_id")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_tickets_department_id")),
        sa.ForeignKeyConstraint(["login_id"], ["access_logins.id"], name=op.f("fk_tickets_login_id")),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_tickets_stage_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name=op.f("fk_tickets_subject_id")),
        sa.ForeignKeyConstraint(["type_id"], ["ticket_types.id"], name=op.f("fk_tickets_type_id")),
        sa.ForeignKeyConstraint(
            ["workflow_version_id"], ["workflow_versions.id"], name=op.f("fk_tickets_workflow_version_id")
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_tickets")),
        sa.UniqueConstraint("id", "portfolio_id", name="uq_tickets_id_portfolio"),
        sa.UniqueConstraint("id", name=op.f("uq_tickets_id")),
        sa.UniqueConstraint("protocol", name=op.f("uq_tickets_protocol")),
        sa.UniqueConstraint("short_id", name=op.f("uq_tickets_short_id")),
    )
    op.create_index(
        "ix_tickets_all_attendant_sort_key",
        "tickets",
        ["attendant_sort_key", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_all_client_sort_key",
        "tickets",
        ["client_sort_key", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_all_due_at",
        "tickets",
        ["due_at", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_all_last_event_at",
        "tickets",
        ["last_event_at", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_all_opened_at",
        "tickets",
        ["opened_at", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_all_priority",
        "tickets",
        ["priority", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_all_protocol",
        "tickets",
        ["protocol", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_all_stage_position",
        "tickets",
        ["stage_position", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_all_subject_key",
        "tickets",
        ["subject_key", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index(op.f("ix_tickets_attendant_id"), "tickets", ["attendant_id"], unique=False)
    op.create_index("ix_tickets_client", "tickets", ["client_id", "last_event_at"], unique=False)
    op.create_index("ix_tickets_contract", "tickets", ["contract_id", "last_event_at"], unique=False)
    op.create_index("ix_tickets_external", "tickets", ["external_number"], unique=False)
    op.create_index(
        "ix_tickets_open_attendant_sort_key",
        "tickets",
        ["attendant_sort_key", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_open_client_sort_key",
        "tickets",
        ["client_sort_key", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_open_due_at",
        "tickets",
        ["due_at", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_open_last_event_at",
        "tickets",
        ["last_event_at", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_open_opened_at",
        "tickets",
        ["opened_at", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_open_priority",
        "tickets",
        ["priority", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_open_protocol",
        "tickets",
        ["protocol", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_open_stage_position",
        "tickets",
        ["stage_position", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
    )
    op.create_index(
        "ix_tickets_open_subject_key",
        "tickets",
        ["subject_key", "rowno", "portfolio_id", "type_id", "status", "department_id", "attendant_id"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL AND closed_at IS NULL"),
    )
    op.create_table(
        "transitions",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("version_id", Uid(), nullable=False),
        sa.Column("from_stage_id", Uid(), nullable=False),
        sa.Column("to_stage_id", Uid(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("guard", Json(), nullable=True),
        sa.Column("reason_required", sa.Boolean(), nullable=False),
        sa.Column("comment_required", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["from_stage_id"], ["stages.id"], name=op.f("fk_transitions_from_stage_id")),
        sa.ForeignKeyConstraint(["to_stage_id"], ["stages.id"], name=op.f("fk_transitions_to_stage_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["workflow_versions.id"], name=op.f("fk_transitions_version_id")
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_transitions")),
        sa.UniqueConstraint("id", name=op.f("uq_transitions_id")),
    )
    op.create_index(op.f("ix_transitions_from_stage_id"), "transitions", ["from_stage_id"], unique=False)
    op.create_index(op.f("ix_transitions_version_id"), "transitions", ["version_id"], unique=False)
    op.create_table(
        "attachments",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("ticket_id", Uid(), nullable=False),
        sa.Column("event_id", Uid(), nullable=True),
        sa.Column("file_id", Uid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("inline", sa.Boolean(), nullable=False),
        sa.Column("added_at", UtcTime(), nullable=False),
        sa.Column("added_by_label", sa.String(), nullable=False),
        sa.Column("voided_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_attachments_file_id")),
        sa.ForeignKeyConstraint(
            ["ticket_id", "portfolio_id"],
            ["tickets.id", "tickets.portfolio_id"],
            name="fk_attachments_ticket_id_portfolio",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_attachments")),
        sa.UniqueConstraint("id", name=op.f("uq_attachments_id")),
    )
    op.create_index(op.f("ix_attachments_event_id"), "attachments", ["event_id"], unique=False)
    op.create_index(op.f("ix_attachments_ticket_id"), "attachments", ["ticket_id"], unique=False)
    op.create_table(
        "stage_visits",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("ticket_id", Uid(), nullable=False),
        sa.Column("stage_id", Uid(), nullable=True),
        sa.Column("stage_label", sa.String(), nullable=False),
        sa.Column("entered_at", UtcTime(), nullable=False),
        sa.Column("left_at", UtcTime(), nullable=True),
        sa.Column("attendant_id", Uid(), nullable=True),
        sa.Column("attendant_label", sa.String(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("off_flow", sa.Boolean(), nullable=False),
        sa.Column("business_minutes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name=op.f("fk_stage_visits_stage_id")),
        sa.ForeignKeyConstraint(
            ["ticket_id", "portfolio_id"],
            ["tickets.id", "tickets.portfolio_id"],
            name="fk_stage_visits_ticket_id_portfolio",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_stage_visits")),
        sa.UniqueConstraint("id", name=op.f("uq_stage_visits_id")),
    )
    op.create_index("ix_stage_visits_ticket", "stage_visits", ["ticket_id", "entered_at"], unique=False)
    op.create_table(
        "ticket_events",
        sa.Column("rowno", RowNo, sa.Identity(always=False), nullable=False),
        sa.Column("id", Uid(), nullable=False),
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("ticket_id", Uid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("actor_id", Uid(), nullable=True),
        sa.Column("actor_label", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("happened_at", UtcTime(), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("names_event_id", Uid(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.Column("payload", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id", "portfolio_id"],
            ["tickets.id", "tickets.portfolio_id"],
            name="fk_ticket_events_ticket_id_portfolio",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("rowno", name=op.f("pk_ticket_events")),
        sa.UniqueConstraint("id", name=op.f("uq_ticket_events_id")),
        sa.UniqueConstraint("ticket_id", "number", name="uq_ticket_events_ticket_number"),
    )
    op.create_table(
        "ticket_heads",
        sa.Column("portfolio_id", Uid(), nullable=False),
        sa.Column("ticket_id", Uid(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("last_hash", sa.String(), nullable=False),
        sa.Column("last_recorded_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id", "portfolio_id"],
            ["tickets.id", "tickets.portfolio_id"],
            name="fk_ticket_heads_ticket_id_portfolio",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_ticket_heads")),
    )
    scripts.run("first")
