"""The journal of what was entered: nothing that was acknowledged goes, whatever becomes of the file."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firemode_desktop.domain.entry import Entry
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.reading import ChecklistItem
from firemode_desktop.services.journal import (
    Done,
    Draft,
    Entered,
    Journal,
    Kept,
    Kind,
    Owner,
    Refusal,
    elsewhere,
    folder_for,
    many,
)
from firemode_desktop.services.journal.events import Event, line, parse, read
from firemode_desktop.services.testing import Result
from firemode_desktop.services.testing.delivering import Again, Proof, from_dict, to_dict

AT = datetime(2026, 11, 22, 10, 32, 5, 120, UTC)
HERE = Owner("office:5432/firemode", "Engineer One", 4242, "laptop", AT)
SESSION, ME, YOU = uuid4(), uuid4(), uuid4()
TESTS = tuple(uuid4() for _ in range(4))


def entry(text: str = "45.2", test: UUID = TESTS[0], by: UUID = ME, kind: Kind = Kind.RESULT) -> Entered:
    """Something entered for a test."""
    typed = {"texts": [text]} if kind is Kind.RESULT else None
    return Entered(
        uuid4().hex, kind, SESSION, test, by, "Engineer One", AT, "Stair-A · Level-8", text, {"v": text}, typed
    )


def draft(text: str | None, test: UUID = TESTS[0], by: UUID = ME) -> Draft:
    """What stands in the field of a test."""
    return Draft(SESSION, test, by, AT, None if text is None else {"texts": [text]})


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A new journal."""
    made = Journal.open(tmp_path / "journal", HERE)
    yield made
    made.close()


def again(journal: Journal) -> Journal:
    """The journal as the next window finds it, after this one died."""
    journal._shut()
    journal._lock.release()
    return Journal.open(journal.path.parent, HERE)


# --- values -----------------------------------------------------------------------------------------------------------

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
TIMES = st.datetimes(timezones=st.just(timezone(timedelta(hours=10.5))))
VALUES = st.recursive(st.none() | st.booleans() | st.integers() | DECIMALS | TEXTS, st.lists, max_leaves=4)
RESULTS = st.builds(
    Result,
    identifier=TEXTS,
    value=st.none() | DECIMALS,
    points=st.lists(st.none() | DECIMALS, max_size=9).map(tuple),
    observed=st.none()
    | st.lists(st.builds(ObservedEffect, TEXTS, TEXTS, DECIMALS.map(abs), st.none() | st.integers(1, 9))).map(tuple),
    result_observed=st.none() | st.booleans(),
    checklist=st.lists(st.builds(ChecklistItem, TEXTS, st.none() | st.booleans()), max_size=3).map(tuple),
    measured_at=st.none() | TIMES,
    instrument_id=st.none() | st.uuids(),
    environment=st.dictionaries(TEXTS, VALUES, max_size=3),
    status=st.sampled_from(["", "skipped", "failed"]),
    notes=st.none() | TEXTS,
)


@given(RESULTS)
@settings(max_examples=150, deadline=None)
def test_that_a_result_comes_back_from_its_text_with_every_digit(result: Result) -> None:
    kept = from_dict(json.loads(json.dumps(to_dict(result))))
    assert kept == result
    assert str(kept.value) == str(result.value)
    assert from_dict(json.loads(json.dumps(to_dict(Again(result))))).result == result


@given(st.builds(Entry, st.lists(TEXTS, max_size=9).map(tuple), st.none() | st.booleans(), st.none() | st.uuids()))
@settings(deadline=None)
def test_that_what_stands_in_the_fields_comes_back_as_typed(typed: Entry) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(typed)))) == typed


def test_that_a_file_of_evidence_comes_back_with_its_hash_and_prompt() -> None:
    proof = Proof({"name": "ab/abc.jpg", "sha256": "abc", "size_bytes": 5, "settled": True}, "Display.jpg", AT, 1)
    assert from_dict(json.loads(json.dumps(to_dict(proof)))) == proof


def test_that_a_kind_of_value_which_this_program_does_not_know_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="a newer version of the program"):
        from_dict({"$": "Hologram", "value": "1"})


# --- events -----------------------------------------------------------------------------------------------------------

EVENTS = st.lists(
    st.one_of(
        st.builds(lambda text, test, by: draft(text, test, by), st.sampled_from(["1", "2", None]),
                  st.sampled_from(TESTS[:2]), st.sampled_from([ME, YOU])),
        st.builds(lambda test, kind, by: entry("9", test, by, kind), st.sampled_from(TESTS[:2]),
                  st.sampled_from(list(Kind)), st.sampled_from([ME, YOU])),
        st.tuples(st.sampled_from(["done", "refused"]), st.integers(0, 9)),
    ),
    max_size=14,
)  # fmt: skip


def told(found: list[object]) -> list[Event]:
    """Outcomes as events, each about one of the entries before it."""
    events: list[Event] = []
    for each in found:
        if not isinstance(each, tuple):
            events.append(each)  # type: ignore[arg-type]  # drafts and entries
            continue
        entries = [one for one in events if isinstance(one, Entered)]
        if entries:
            key = entries[each[1] % len(entries)].key
            events.append(Done(key) if each[0] == "done" else Refusal(key, "No."))
    return events


@given(EVENTS)
@settings(max_examples=200, deadline=None)
def test_that_the_fewest_events_come_to_the_same_as_all_of_them(found: list[object]) -> None:
    kept = Kept().after(*told(found))
    assert Kept().after(*kept.events()) == kept


@given(EVENTS)
@settings(deadline=None)
def test_that_an_entry_waits_until_it_is_done_or_refused_and_a_refused_one_stays_until_it_is_dealt_with(
    found: list[object],
) -> None:
    events = told(found)
    kept = Kept().after(*events)
    ended = {each.key for each in events if isinstance(each, Done | Refusal)}
    assert {one.key for one in kept.waiting} == {each.key for each in events if isinstance(each, Entered)} - ended


def test_that_an_entry_takes_the_place_of_its_draft_and_of_one_that_was_refused() -> None:
    first, second = entry("45"), entry("46")
    kept = Kept().after(draft("45"), first)
    assert (kept.waiting, dict(kept.drafts)) == ((first,), {})
    kept = kept.after(Refusal(first.key, "No."))
    assert [each.typed for each in kept.drafts.values()] == [first.typed]
    assert kept.refused == ((first, "No."),)
    assert kept.after(second) == Kept((second,))


def test_that_a_refused_entry_does_not_write_over_what_was_typed_since() -> None:
    first = entry("45")
    kept = Kept().after(first, draft("46"), Refusal(first.key, "No."))
    assert [each.typed for each in kept.drafts.values()] == [{"texts": ["46"]}]


def test_that_the_drafts_of_two_people_at_one_test_are_two() -> None:
    assert len(Kept().after(draft("1"), draft("2", by=YOU)).drafts) == 2


# --- the file ---------------------------------------------------------------------------------------------------------


def test_that_what_was_written_is_there_when_the_window_dies(journal: Journal) -> None:
    one, two = entry("1"), entry("2", TESTS[1])
    journal.write(draft("1"))
    journal.write(one)
    journal.write(two)
    journal.write(Done(one.key))
    journal.write(draft("3", TESTS[2]))
    found = again(journal)
    assert found.kept == Kept((two,), {(ME, TESTS[2]): draft("3", TESTS[2])})
    assert found.told == ()
    found.close()


def test_that_only_its_owner_may_read_a_journal(journal: Journal) -> None:
    journal.write(entry())
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700


def test_that_every_line_is_json_and_says_what_it_is(journal: Journal) -> None:
    journal.write(entry("45.20"), draft("4", TESTS[1]))
    lines = [json.loads(text) for text in journal.path.read_text().splitlines()]
    assert [each["$"] for each in lines] == ["Owner", "Entered", "Draft"]
    assert lines[0]["database"] == "office:5432/firemode"


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_that_a_line_cut_off_by_the_power_is_left_out_and_said(journal: Journal, cut: int) -> None:
    kept, lost = entry("1"), entry("2", TESTS[1])
    journal.write(kept)
    journal.write(lost)
    os.truncate(journal.path, journal.path.stat().st_size - 1 - cut)
    found = again(journal)
    assert found.kept == Kept((kept,))
    assert found.told == ("One entry was still being written when the program ended; that one is not there.",)
    later = entry("3", TESTS[2])
    found.write(later)
    assert read(found.path.read_bytes()).kept == Kept((kept, later))
    found.close()


def test_that_a_line_whose_end_alone_is_missing_counts(journal: Journal) -> None:
    one, two = entry("1"), entry("2", TESTS[1])
    journal.write(one)
    os.truncate(journal.path, journal.path.stat().st_size - 1)
    found = again(journal)
    found.write(two)
    assert read(found.path.read_bytes()).kept == Kept((one, two))
    found.close()


@pytest.mark.parametrize("damage", [b"\0" * 20, b"garbage\xff\n", b'{"$": "Done", "key": "x"}\n'])
def test_that_a_line_damaged_by_the_disk_is_said_and_the_file_put_aside(journal: Journal, damage: bytes) -> None:
    one, two = entry("1"), entry("2", TESTS[1])
    journal.write(one)
    journal.path.write_bytes(journal.path.read_bytes() + damage.rstrip(b"\n") + b"\n" + line(two))
    found = again(journal)
    assert found.kept == Kept((one, two))
    assert found.told == ("Line 3 of 1.jsonl cannot be read; the rest was, and a copy of the file is kept beside it.",)
    assert damage.rstrip(b"\n") in (journal.path.parent / "1.damaged-1").read_bytes()
    found.close()


def test_that_an_altered_digit_is_no_entry() -> None:
    with pytest.raises(Invalid):
        parse(line(entry("45.2")).replace(b"45.2", b"54.2").rstrip(b"\n"))


@pytest.mark.parametrize("step", ["write", "fsync"])
def test_that_a_full_disk_is_said_and_nothing_half_written_stays(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    one, two = entry("1"), entry("2", TESTS[1])
    journal.write(one)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        with pytest.raises(Refused, match=r"could not keep what was entered \(no space left on device\)"):
            journal.write(two)
    assert journal.kept == Kept((one,))
    assert journal.write(two) == Kept((one, two))
    assert read(journal.path.read_bytes()).kept == Kept((one, two))


def test_that_half_a_line_on_a_full_disk_is_taken_back(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = entry("1"), entry("2", TESTS[1])
    journal.write(one)
    size = journal.path.stat().st_size
    real = os.write

    def half(handle: int, data: bytes) -> int:
        if len(data) < 40:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(handle, data[:-30])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(Refused):
            journal.write(two)
    assert journal.path.stat().st_size == size


def test_that_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("a file where the folder should be")
    with pytest.raises(Refused, match="could not keep what was entered"):
        Journal.open(tmp_path / "journal", HERE)


def test_that_a_second_window_has_a_journal_of_its_own_and_hears_of_the_first(journal: Journal) -> None:
    journal.write(entry("1"))
    second = Journal.open(journal.path.parent, HERE)
    assert second.path != journal.path
    assert second.kept.idle
    assert second.told == (
        "1 reading waits in another window (Engineer One on laptop, process 4242); that window saves them.",
    )
    two = entry("2", TESTS[1])
    second.write(two)
    assert journal.kept.waiting[0].words == "1"
    second.close()


def test_that_the_journals_of_all_windows_that_died_are_taken_over(journal: Journal) -> None:
    second = Journal.open(journal.path.parent, HERE)
    one, two = entry("1"), entry("2", TESTS[1])
    journal.write(one)
    second.write(two, draft("3", TESTS[2]))
    second._shut()
    second._lock.release()
    found = again(journal)
    assert {each.key for each in found.kept.waiting} == {one.key, two.key}
    assert list(found.kept.drafts) == [(ME, TESTS[2])]
    assert [path.name for path in found.path.parent.glob("*.jsonl")] == [found.path.name]
    found.close()


def test_that_a_journal_of_another_database_is_left_alone(journal: Journal) -> None:
    journal.write(entry("1"))
    journal._shut()
    journal._lock.release()
    there = Owner("elsewhere:5432/firemode", "Engineer One", 1, "laptop", AT)
    other = Journal.open(journal.path.parent, there)
    assert other.kept.idle
    assert other.told == ("1.jsonl is of another database (office:5432/firemode); it is left as it is.",)
    other.close()
    found = Journal.open(journal.path.parent, HERE)
    assert len(found.kept.waiting) == 1
    found.close()


def test_that_what_waits_for_another_database_is_told(tmp_path: Path) -> None:
    office, home = folder_for(tmp_path, "office:5432/firemode"), folder_for(tmp_path, "This computer")
    journal = Journal.open(office, HERE)
    journal.write(entry("1"), entry("2", TESTS[1]))
    assert office != home
    assert elsewhere(office) == ()
    assert elsewhere(home) == (
        "2 readings for office:5432/firemode are kept on this computer as well; open that database to have them saved.",
    )
    journal.close()


def test_that_a_journal_with_nothing_left_in_it_goes(journal: Journal) -> None:
    one = entry()
    journal.write(one)
    assert journal.path.exists()
    journal.write(Done(one.key))
    journal.close()
    assert not journal.path.exists()


def test_that_a_long_journal_is_shortened_to_what_counts(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_compact_at", 20_000)
    waiting = entry("waits", TESTS[1])
    journal.write(waiting)
    for number in range(200):
        journal.write(draft(str(number)))
    assert journal.path.stat().st_size < 40_000 or journal._compact_at > 20_000
    found = again(journal)
    assert found.kept.waiting == (waiting,)
    assert [each.typed for each in found.kept.drafts.values()] == [{"texts": ["199"]}]
    assert stat.S_IMODE(found.path.stat().st_mode) == 0o600
    found.close()


def test_that_kinds_are_counted_in_words() -> None:
    left_out, photo = entry(kind=Kind.LEFT_OUT), entry(kind=Kind.EVIDENCE)
    assert [many([entry()]), many([entry(), entry()]), many([photo]), many([photo, left_out])] == [
        "1 reading",
        "2 readings",
        "1 file",
        "2 entries",
    ]


def test_that_a_value_with_many_digits_survives_the_file(journal: Journal) -> None:
    result = Result("PRESSURE", value=Decimal("45.200000000000000000000000001"), measured_at=AT)
    one = entry()
    journal.write(Entered(**{**{name: getattr(one, name) for name in one.__slots__}, "content": to_dict(result)}))
    found = again(journal)
    assert from_dict(found.kept.waiting[0].content) == result
    found.close()


def test_that_what_is_no_file_keeps_nobody_from_writing_a_journal(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    (folder / "1.jsonl").mkdir(parents=True)
    (folder / "2.jsonl").symlink_to(tmp_path / "nowhere")
    made = Journal.open(folder, HERE)
    assert made.path == folder / "3.jsonl"
    made.close()
