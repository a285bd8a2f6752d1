"""An invented school, and lists of its invented pupils that are made here and never kept."""

import io
import random
import zipfile

import pytest

from tutor import people
from tutor.database import migrate, open_records, transaction
from tutor.rosters import applying, archive, comparing, keys, reading, school_now, upn

HEAD = "UPN,Adno,Forename,Surname,Year,Reg"


@pytest.fixture
def records(tmp_path):
    engine = open_records(f"sqlite:///{tmp_path / 'records.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


def a_upn(seed, temporary=False):
    """Return a UPN that fits its check letter, of no real pupil."""
    draw = random.Random(seed)
    rest = "".join(draw.choice("0123456789") for _ in range(12))
    rest = rest[:-1] + draw.choice(upn.LETTERS) if temporary else rest
    return upn.check_letter(rest) + rest


@pytest.fixture
def upn_of():
    return a_upn


class Desk:
    """A school, and an IT lead who takes lists in."""

    def __init__(self, engine, folder):
        self.engine, self.path = engine, folder / "roster-keys"
        with transaction(engine) as db:
            self.school = people.add_school(db, "Example School (invented)").id
            self.lead = people.add(db, self.school, "admin", "Tess Technician")[0].id
        with transaction(engine) as db:
            self.keys = keys.open_keys(self.path, db)

    def add(self, name, *classes, year=10):
        """Add a pupil by hand."""
        with transaction(self.engine) as db:
            (account,) = people.add_many(db, self.school, [(name, people.free_username(db, name))])
            for called in classes:
                known = [one for one in people.classes_of_school(db, self.school) if one.name == called]
                one = known[0] if known else people.add_class(db, self.school, called, year)
                people.join(db, account, one)
            return account.id

    def read(self, *rows, head=HEAD):
        content = "\r\n".join([head, *rows]).encode()
        return self.read_files([("list.csv", content)])

    def read_files(self, files):
        sent = archive.opened(files)
        table = reading.table_of(sent)
        return reading.read(sent, table.columns if table else {}, "Example School (invented)")

    def difference(self, roster, whole=True):
        with transaction(self.engine) as db:
            return comparing.difference(roster, school_now.read(db, self.school, self.keys), self.keys, whole)

    def take(self, *rows, head=HEAD, whole=True):
        """Take a list in; return what it changed and the id of what is recorded."""
        return self.take_roster(self.read(*rows, head=head), whole)

    def take_roster(self, roster, whole=True):
        shown = self.difference(roster, whole)
        with transaction(self.engine) as db:
            change = applying.apply(db, self.keys, shown, applying.Who(self.school, self.lead))
            return shown, change.id

    def pupils(self):
        """Return the pupils who are here: names with the names of their classes."""
        with transaction(self.engine) as db:
            now = school_now.read(db, self.school, self.keys)
        return {
            one.name: sorted(now.classes[each].name for each in one.classes)
            for one in now.pupils.values()
            if not one.left
        }


@pytest.fixture
def desk(records, tmp_path):
    return Desk(records, tmp_path)


@pytest.fixture
def any_desk(any_records, tmp_path):
    """A school in SQLite and in PostgreSQL, one after the other."""
    return Desk(any_records, tmp_path)


@pytest.fixture
def zipped():
    def make(files):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive_file:
            for name, content in files.items():
                archive_file.writestr(name, content)
        return out.getvalue()

    return make
