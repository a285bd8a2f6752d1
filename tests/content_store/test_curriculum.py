from sqlalchemy import inspect
from sqlmodel import SQLModel, create_engine

from content_store.curriculum import Curriculum, Rows


def test_the_tables_are_kept_apart_from_those_of_records():
    assert "lesson" in Curriculum.metadata.tables
    assert "lesson" not in SQLModel.metadata.tables


def test_every_list_of_rows_has_a_table():
    assert len(Rows.__dataclass_fields__) == len(Curriculum.metadata.tables)


def test_every_reference_in_a_table_is_a_foreign_key():
    engine = create_engine("sqlite://")
    Curriculum.metadata.create_all(engine)
    for table in inspect(engine).get_table_names():
        referring = {name for key in inspect(engine).get_foreign_keys(table) for name in key["constrained_columns"]}
        named_like_one = {
            column["name"] for column in inspect(engine).get_columns(table) if column["name"].endswith("_id")
        }
        assert referring == named_like_one
