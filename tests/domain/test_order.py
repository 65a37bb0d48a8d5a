"""Natural order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.order import natural_key


def test_that_level_2_stands_before_level_10() -> None:
    names = ["Level-10", "Level-2", "Level-1"]
    assert sorted(names, key=natural_key) == ["Level-1", "Level-2", "Level-10"]


def test_that_case_does_not_separate_names() -> None:
    assert sorted(["stair-b", "Stair-A", "STAIR-C"], key=natural_key) == ["Stair-A", "stair-b", "STAIR-C"]


def test_that_foreign_digits_are_letters_and_do_not_fail() -> None:
    assert sorted(["Level-²", "Level-٣", "Level-1"], key=natural_key)[0] == "Level-1"


@given(st.lists(st.text(alphabet="aA01²-٣ ", max_size=6), max_size=8, unique=True), st.randoms())
def test_that_the_order_never_depends_on_where_it_started(names: list[str], random: object) -> None:
    shuffled = list(names)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sorted(shuffled, key=natural_key) == sorted(names, key=natural_key)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_that_numbers_in_names_compare_as_numbers(first: int, second: int) -> None:
    assert (natural_key(f"L{first}") < natural_key(f"L{second}")) == (first < second)
