"""The grammar of a matrix cell: what can be read, what is refused and with which words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.cells import CellEffect, cell_text, parse_cell
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import Flag
from firemode_desktop.domain.sequence import Step

D = Decimal


@pytest.mark.parametrize(
    "text",
    ["3±2", "3 ± 2 s", "3s±2s", "3+-2", "3+/-2", "3 +/− 2 sec", " 3.0 ± 2.00 ", "1-5", "1–5 s", "1 to 5"],
)
def test_that_a_time_with_its_tolerance_is_read_however_it_is_written(text: str) -> None:
    assert parse_cell(text) == (CellEffect(D(3), D(2)),)


@pytest.mark.parametrize("text", ["!", "must not", "MUST NOT"])
def test_that_a_bare_mark_means_the_whole_time(text: str) -> None:
    assert parse_cell(text, until=D(45)) == (CellEffect(D("22.5"), D("22.5"), must_not=True),)


@pytest.mark.parametrize("text", ["!15±15", "! 15 ± 15 s", "!0-30", "!0–30 s", "must not 0 to 30"])
def test_that_must_not_may_have_its_own_window(text: str) -> None:
    assert parse_cell(text, until=D(99)) == (CellEffect(D(15), D(15), must_not=True),)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_that_a_blank_cell_tells_nothing(text: str) -> None:
    assert parse_cell(text) == ()


def test_that_one_component_may_do_the_same_twice() -> None:
    assert parse_cell("3±2; 60±5") == (CellEffect(D(3), D(2)), CellEffect(D(60), D(5)))


def test_that_what_else_a_step_has_stands_behind_its_time() -> None:
    found = parse_cell('5±2 after 1, 2 standby #4 "opens; ""slowly"""')
    assert found == (CellEffect(D(5), D(2), False, (1, 2), "standby", 4, 'opens; "slowly"'),)
    assert parse_cell("5±2 after steps 1 and 2") == (CellEffect(D(5), D(2), after=(1, 2)),)
    assert parse_cell("5±2 on standby power “as LibreOffice quotes it”")[0].note == "as LibreOffice quotes it"


def test_that_a_time_alone_takes_the_usual_tolerance_and_only_that() -> None:
    assert parse_cell("3", usual_tolerance=D("1.5")) == (CellEffect(D(3), D("1.5")),)
    with pytest.raises(Invalid, match=r"“3” has no tolerance: write 3±2"):
        parse_cell("3")


def test_that_a_decimal_comma_is_read_and_flagged() -> None:
    (found,) = parse_cell("2,5±0,5")
    assert (found.delay, found.tolerance, found.flags) == (D("2.5"), D("0.5"), (Flag.DECIMAL_COMMA,) * 2)
    assert parse_cell("2.5±0.5")[0].flags == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x", "“x” cannot be read"),
        ("3±", "“3±” cannot be read"),
        ("3±2±1", "“3±2±1” cannot be read"),
        ("1,234±2", "can mean 1234 or 1.234"),
        ("3±2 m", "times are written in seconds, not in m"),
        ("1 min ± 5 s", "times are written in seconds, not in min"),
        ("-3±2", "nothing happens before the trigger"),
        ("30–3", "ends before it begins"),
        ("!", "does not say until when"),
        ("!15", "has no window: write !0–15"),
        ("3±2;", "a semicolon stands between two effects"),
        ("after 2", "has no time"),
        ("3±2 #0", "steps are numbered from 1"),
        ("3±2 later", "cannot be read"),
        ("#REF!", "cannot be read"),
        ("NaN±1", "cannot be read"),
    ],
)
def test_that_what_cannot_be_read_is_refused_with_what_was_read(text: str, words: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_cell(text)
    assert words in caught.value.message


def test_that_must_not_from_the_trigger_to_the_end_is_written_short() -> None:
    watched = Step(1, "AHU-08", "fan", "run", D(30), D(30), must_not=True)
    assert cell_text([watched]) == "!30±30"
    assert cell_text([watched], until=D(60)) == "!"
    assert cell_text([watched], until=D(61)) == "!30±30"


def test_that_a_number_is_written_only_where_time_gives_another() -> None:
    steps = [Step(n, "FAN", "fan", "start", D(at), D(2)) for n, at in ((1, 3), (2, 60))]
    assert cell_text(steps) == "3±2; 60±2"
    assert cell_text(steps, order_as_derived={1: 1, 2: 3}) == "3±2; 60±2 #2"


@pytest.mark.parametrize("text", ["86400±2", "3±86400", "!0-86400"])
def test_that_a_day_is_the_longest(text: str) -> None:
    assert len(parse_cell(text)) == 1


@pytest.mark.parametrize("text", ["86400.1±2", "3±86400.1", "1e9±2", "!90000–90002"])
def test_that_more_than_a_day_is_refused_where_it_is_typed(text: str) -> None:
    with pytest.raises(Invalid, match="is more than a day after the trigger"):
        parse_cell(text)


seconds = st.decimals(0, 86_400, places=3, allow_nan=False, allow_infinity=False)
steps = st.builds(
    Step,
    st.integers(1, 99),
    st.just("FAN-01-A"),
    st.just("fan"),
    st.just("start"),
    seconds,
    seconds,
    must_not=st.booleans(),
    depends_on=st.lists(st.integers(1, 99), max_size=4).map(tuple),
    power=st.sampled_from(("normal", "standby")),
    note=st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
)


@given(st.lists(steps, max_size=3), st.none() | seconds)
def test_that_what_is_written_is_read_back_the_same(cell: list[Step], until: Decimal | None) -> None:
    assert parse_cell(cell_text(cell, until=until), until=until) == tuple(CellEffect.of(step) for step in cell)


@given(st.lists(steps, max_size=3))
def test_that_the_numbers_are_read_back_as_well(cell: list[Step]) -> None:
    written = cell_text(cell, order_as_derived={})
    assert [each.order for each in parse_cell(written)] == [step.step_order for step in cell]


@given(st.text(max_size=30))
def test_that_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        found = parse_cell(text, usual_tolerance=D(2), until=D(60))
    except Invalid:
        return
    assert all(each.delay >= 0 and each.tolerance >= 0 for each in found)
