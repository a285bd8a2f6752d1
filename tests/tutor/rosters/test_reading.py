"""Every kind of file is read, or refused with the line and column that are wrong."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.rosters import archive, headings, reading
from tutor.rosters.archive import opened
from tutor.rosters.roster import FileRefused

EXPORTS = {
    "SIMS": "Adno,UPN,Legal Surname,Legal Forename,Chosen name,Year taught in,Reg",
    "Arbor": "Arbor Student ID,UPN,Legal Last Name,Legal First Name,Preferred First Name,"
    "Year group(s) this academic year,Registration form",
    "Bromcom": "Admission Number,UPN,Last Name,Legal First Name,First Name,Year Group,Tutor Group",
    "Wonde": "mis_id,upn,legal_surname,legal_forename,forename,current_nc_year,registration_group",
}


@pytest.mark.parametrize("system", EXPORTS)
def test_the_exports_of_each_system_are_recognised_and_read_by_the_name_that_a_pupil_goes_by(system, desk, upn_of):
    roster = desk.read(f"17,{upn_of(1)},Example,Adelaide,Ada,Year 10,10X", head=EXPORTS[system])
    (line,) = roster.lines
    assert roster.source == system
    assert (line.name, line.year, line.classes, line.upn) == ("Ada Example", 10, ("10X",), upn_of(1))
    assert line.external_id.endswith(":17")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_are_found_out(encoding, separator, desk):
    content = "Forename,Surname,Year,Class\r\nZoë,Müller-Sample,9,9Z\r\n".replace(",", separator).encode(encoding)
    (line,) = desk.read_files([("list.csv", content)]).lines
    assert line.name == "Zoë Müller-Sample"


def test_the_title_of_a_report_above_the_headings_and_empty_lines_are_passed_over(desk):
    content = b"Year 10 list\r\n\r\nForename,Surname,Year,Class\r\n,,,\r\nAda,Example,10,10X\r\n"
    (line,) = desk.read_files([("list.csv", content)]).lines
    assert (line.number, line.name) == (5, "Ada Example")


def test_a_full_name_with_the_surname_first_is_turned_round_and_a_dash_is_nothing(desk):
    (line,) = desk.read('"Example, Ada",10,-', head="Name,Year,Class").lines
    assert (line.name, line.classes) == ("Ada Example", ())


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ("{upn},1,=cmd|calc,Example,10,10X", "Forename", "formula"),
        ("{upn},1,Ada,+Example,10,10X", "Surname", "formula"),
        ("{upn},1,Ada,Example,10,@SUM", "Reg", "formula"),
        ("{upn},1,Ada,Example,10,10X;-2", "Reg", "formula"),
        ("{upn},1,Ada,Example,6,10X", "Year", "not a year group"),
        ("{upn},1,Ada,Example,Reception,10X", "Year", "not a year group"),
        ("{upn},1,,Example,10,10X", "Forename", "missing"),
        ("{upn},1,Ada,,10,10X", "Surname", "missing"),
        ("{upn},1,A\0da,Example,10,10X", "Forename", "cannot be read"),
        ("{upn},1,Ada\u202e,Example,10,10X", "Forename", "cannot be read"),
        ("{upn},1,123,Example,10,10X", "Forename", "no letter"),
        ("A801200005001,1,Ada,Example,10,10X", "UPN", "does not fit"),
        ("{upn},1,Ada,Example,10,10X,more", "", "more cells"),
        ("{upn},1," + "A" * 101 + ",Example,10,10X", "Forename", "longer"),
        ("{upn},1,Ada,Example,10," + "X" * 101, "Reg", "too long"),
    ],
)
def test_a_wrong_line_is_refused_by_line_and_column_and_the_others_are_read(row, column, told, desk, upn_of):
    roster = desk.read(f"{upn_of(2)},2,Ben,Sample,10,10X", row.format(upn=upn_of(1)))
    (problem,) = roster.problems
    assert (problem.number, problem.column) == (3, column)
    assert told in problem.message
    assert "801200005" not in problem.message
    assert [line.name for line in roster.lines] == ["Ben Sample"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"\r\n\r\n", "empty"),
        (b'Forename,Surname\r\nAda,"Example\r\nBen,Sample\r\n', "Line 2"),
        (b'Forename,Surname\r\nA"d"a,"Exa"mple\r\n', "Line 2"),
        (b"Forename,Surname\r\nAda,Ex\x81mple\r\n", "Line 2"),
        (b"Forename,Surname\r\n", "no pupil"),
        (b"PK\x03\x04damaged", "damaged"),
        (b"\xd0\xcf\x11\xe0old workbook", "workbook"),
        (b"Forename,Surname\r\n" + b"Ada,Example\r\n" * 50_001, "more than"),
        (b"Forename" + b"," * 500 + b"\r\n", "400 columns"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(content, told, desk):
    with pytest.raises(FileRefused, match=told):
        desk.read_files([("list.csv", content)])


def test_a_list_without_known_headings_is_read_by_the_columns_that_somebody_chose():
    sent = opened([("list.csv", b"Vorname,Nachname,Gruppe\r\nAda,Example,10X\r\n")])
    assert headings.columns_problem(reading.table_of(sent).columns)
    chosen = {"forename": "Vorname", "surname": "Nachname", "classes": "Gruppe"}
    (line,) = reading.read(sent, chosen, "").lines
    assert (line.name, line.year, line.classes) == ("Ada Example", 10, ("10X",))
    assert headings.columns_problem(chosen) == ""
    assert "two things" in headings.columns_problem(chosen | {"year": "Gruppe"})
    with pytest.raises(FileRefused, match="no column Alter"):
        reading.read(sent, chosen | {"year": "Alter"}, "")


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_at_all_are_read_or_refused(content):
    with suppress(FileRefused):
        sent = opened([("list.csv", content)])
        table = reading.table_of(sent)
        roster = reading.read(sent, table.columns if table else {}, "")
        assert all(line.name.isprintable() and line.name[0] not in "=+-@" for line in roster.lines)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_names_at_all_are_read_or_refused_by_line(forename, surname):
    cells = ",".join('"' + one.replace('"', '""') + '"' for one in (forename, surname))
    sent = opened([("list.csv", f"Forename,Surname\r\n{cells}\r\nBen,Sample\r\n".encode("utf-8", "replace"))])
    try:
        roster = reading.read(sent, reading.table_of(sent).columns, "")
    except FileRefused:
        return
    assert [line.name for line in roster.lines][-1:] == ["Ben Sample"]
    assert len(roster.lines) + len(roster.problems) in (1, 2)


# Archives


def test_a_zip_is_refused_that_is_too_large_inside_holds_too_much_or_points_outside(zipped, monkeypatch):
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1000)
    bomb = zipped({"users.csv": b"a" * 1001})
    with pytest.raises(FileRefused, match="more than"):
        opened([("bomb.zip", bomb)])
    for name in ("../users.csv", "/users.csv", "a/../../users.csv", "a\\..\\users.csv"):
        with pytest.raises(FileRefused, match="outside"):
            opened([("x.zip", zipped({name: b"a"}))])
    with pytest.raises(FileRefused, match="files"):
        opened([("x.zip", zipped({f"{number}.csv": b"a" for number in range(41)}))])
    with pytest.raises(FileRefused, match="no CSV"):
        opened([("x.zip", zipped({"users.xml": b"a"}))])
    with pytest.raises(FileRefused, match="workbook"):
        opened([("x.xlsx", zipped({"[Content_Types].xml": b"a"}))])
    with pytest.raises(FileRefused, match="larger"):
        opened([("x.csv", b"a" * (archive.MOST_BYTES + 1))])
    with pytest.raises(FileRefused, match=r"called users\.csv"):
        opened([("a/users.csv", b"a"), ("users.csv", b"b")])


def test_a_zip_that_lies_about_its_size_is_refused(zipped):
    honest = zipped({"users.csv": b"a" * 5000})
    size = (5000).to_bytes(4, "little")
    assert honest.count(size) == 2
    with pytest.raises(FileRefused, match="damaged"):
        opened([("x.zip", honest.replace(size, (10).to_bytes(4, "little")))])


def test_the_zip_of_one_list_is_read_as_that_list(zipped):
    assert opened([("x.zip", zipped({"folder/Pupils.csv": b"a"}))]) == {"pupils.csv": b"a"}


# OneRoster

ORGS = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\norg1,,,{school},school,,\n"
CLASSES = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,schoolSourcedId\nc1,,,10X/Ma1,10,k,org1\n"
ENROLMENTS = (
    "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
    "e1,,,c1,org1,s1,student,,,\ne2,,,c1,org1,t1,teacher,,,\ne3,,,c1,org1,s2,student,,,2001-01-01\n"
)
USERS = {
    "1.1": "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
    "s1,,,true,org1,student,ada.e,{{UPN:{upn}}},Ada,Example,,,,,,,10,\n"
    "s2,,,true,org1,student,ben.s,,Ben,Sample,,17,,,,,10,\n"
    "t1,,,true,org1,teacher,ms,,Ms,Teacher,,,,,,,,\n",
    "1.2": "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,"
    "email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName\n"
    "s1,,,true,ada.e,{{UPN:{upn}}},Adelaide,Example,,,,,,,10,,,Ada\n"
    "s2,,,true,ben.s,,Ben,Sample,,17,,,,,10,,,\n"
    "t1,,,true,ms,,Ms,Teacher,,,,,,,,,,\n",
}
ROLES = (
    "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
    "r1,,,s1,primary,student,,,org1\nr2,,,s2,primary,student,,,org1\nr3,,,t1,primary,teacher,,,org1\n"
)


def oneroster(version, number, **changed):
    files = {
        "manifest.csv": f"propertyName,value\nmanifest.version,1.0\noneroster.version,{version}\nfile.users,bulk\n",
        "orgs.csv": ORGS.format(school="Example School (invented)"),
        "users.csv": USERS[version].format(upn=number),
        "classes.csv": CLASSES,
        "enrollments.csv": ENROLMENTS,
    }
    files |= {"roles.csv": ROLES} if version == "1.2" else {}
    files |= {f"{name}.csv": content for name, content in changed.items()}
    return {name: content.encode() for name, content in files.items() if content}


@pytest.mark.parametrize("version", USERS)
def test_both_versions_of_oneroster_are_read_as_a_zip_or_as_files(version, desk, upn_of, zipped):
    files = oneroster(version, upn_of(1))
    roster = desk.read_files([("roster.zip", zipped(files))])
    assert desk.read_files(list(files.items())) == roster
    assert roster.source == f"OneRoster {version}"
    ada, ben = roster.lines
    assert (ada.name, ada.year, ada.classes, ada.upn) == ("Ada Example", 10, ("10X/Ma1",), upn_of(1))
    assert (ben.name, ben.classes, ben.upn, ben.external_id) == ("Ben Sample", (), "", "sourcedid:s2")
    assert (roster.passed_over, roster.whole, ada.username) == (1, True, "ada.e")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"users": ""}, "users.csv is missing"),
        ({"manifest": "propertyName,value\noneroster.version,2.0\n"}, "OneRoster 2.0"),
        ({"roles": ""}, "roles.csv is missing"),
        ({"classes": "sourcedId,name\nc1,10X\n"}, "classes.csv has no column title"),
        ({"orgs": ORGS.format(school="One") + "org2,,,Two,school,,\n"}, "2 schools"),
    ],
)
def test_a_oneroster_export_that_lacks_something_is_refused_by_its_name(changed, told, desk, upn_of):
    with pytest.raises(FileRefused, match=told):
        desk.read_files(list(oneroster("1.2", upn_of(1), **changed).items()))


def test_of_several_schools_only_the_pupils_of_the_one_of_this_name_are_read(desk, upn_of):
    orgs = ORGS.format(school="Example School (invented)") + "org2,,,Another,school,,\n"
    files = oneroster("1.1", upn_of(1), orgs=orgs)
    files["users.csv"] = files["users.csv"].replace(b"org1,student,ben", b"org2,student,ben")
    assert [line.name for line in desk.read_files(list(files.items())).lines] == ["Ada Example"]


def test_a_delta_lets_nobody_leave_but_those_whom_it_calls_gone(desk, upn_of):
    desk.take_roster(desk.read_files(list(oneroster("1.1", upn_of(1)).items())))
    manifest = "propertyName,value\noneroster.version,1.1\nfile.users,delta\n"
    files = oneroster("1.1", upn_of(1), manifest=manifest)
    head, _ada, ben, _teacher, _ = files["users.csv"].split(b"\n")
    files["users.csv"] = head + b"\n" + ben.replace(b"s2,,", b"s2,tobedeleted,") + b"\n"
    shown = desk.difference(desk.read_files(list(files.items())))
    assert [one.name for one in shown.leavers] == ["Ben Sample"]
    assert shown.joiners == ()
