"""The verified tutor: what the policy remembers, diagnosis, handovers, decisions, reviews and teachers' questions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mastery_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.String(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("known", sa.Float(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["pupil_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["teacher_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("mastery_override", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mastery_override_pupil_id"), ["pupil_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mastery_override_teacher_id"), ["teacher_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["pupil_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("pupil_id", "objective_id"),
    )
    op.create_table(
        "teacher_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("question", sa.String(length=4000), nullable=False),
        sa.Column("solution", sa.String(length=4000), nullable=False),
        sa.Column("answer", sa.String(length=400), nullable=False),
        sa.Column("ladder", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["teaching_class.id"],
        ),
        sa.ForeignKeyConstraint(
            ["teacher_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("teacher_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_teacher_question_class_id"), ["class_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_teacher_question_teacher_id"), ["teacher_id"], unique=False)

    op.create_table(
        "attempt_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("judge", sa.String(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=True),
        sa.Column("ideas", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("judge IN ('pupil', 'teacher')", name="decision_judge"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("attempt_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_decision_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attempt_decision_attempt_id"), ["attempt_id"], unique=False)

    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("reason IN ('stuck', 'solution', 'unsure', 'concern')", name="handover_reason"),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["tutoring_session.id"],
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["turn_id"],
            ["turn.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("session_id", "turn_id", name="handover_turn"),
    )
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_pupil_id"), ["pupil_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handover_session_id"), ["session_id"], unique=False)

    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("diagnosis", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("wrong_line", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("wrong_rule", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("genuine", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column("guess", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.alter_column("right", existing_type=sa.BOOLEAN(), nullable=True)

    # Column by column: a batch would build the table again, which others refer to.
    op.add_column("teaching_class", sa.Column("solutions", sa.String(), server_default="after attempt", nullable=False))

    op.add_column("turn", sa.Column("read_as", sa.String(), nullable=True))
    op.add_column("turn", sa.Column("offloading", sa.String(), nullable=True))

    op.add_column("tutoring_session", sa.Column("genuine", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("tutoring_session", sa.Column("unlocked", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("tutoring_session", sa.Column("guesses", sa.Integer(), server_default="0", nullable=False))
    op.add_column("tutoring_session", sa.Column("stuck", sa.Integer(), server_default="0", nullable=False))
    op.add_column("tutoring_session", sa.Column("leave", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("tutoring_session", sa.Column("offered", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("tutoring_session", sa.Column("purpose", sa.String(), server_default="practice", nullable=False))
    op.add_column("tutoring_session", sa.Column("subject_id", sa.String(), nullable=True))
    # In one statement with its reference: SQLite would otherwise build the whole table again.
    question = sa.Column("question_id", sa.Integer(), sa.ForeignKey("teacher_question.id"), nullable=True)
    op.add_column("tutoring_session", question, inline_references=True)
    op.create_index("ix_tutoring_session_question_id", "tutoring_session", ["question_id"])


def downgrade() -> None:
    """Take the columns and tables away; records that use them (an attempt not yet marked) stand in the way."""
    op.drop_table("handover")
    op.drop_table("attempt_decision")
    op.drop_table("review")
    op.drop_table("mastery_override")
    op.drop_index("ix_tutoring_session_question_id", "tutoring_session")
    session = ("question_id", "subject_id", "purpose", "offered", "leave", "stuck", "guesses", "unlocked", "genuine")
    _drop("tutoring_session", session)
    op.drop_table("teacher_question")
    _drop("turn", ("offloading", "read_as"))
    _drop("teaching_class", ("solutions",))
    with op.batch_alter_table("attempt") as batch_op:
        batch_op.alter_column("right", existing_type=sa.BOOLEAN(), nullable=False)
    _drop("attempt", ("guess", "genuine", "wrong_rule", "wrong_line", "diagnosis"))


def _drop(table: str, columns: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch_op:
        for column in columns:
            batch_op.drop_column(column)
