"""Classes of defects: what they mean, by when something has to be done, and that nothing is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product

import pytest

from firemode_desktop import paths
from firemode_desktop.domain.defects import load_defects, parse_defects
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.faults import check_class, class_by_answers, overdue
from firemode_desktop.domain.words import AS1851Class, AustralianState, DefectClassification, FaultStatus

DEFECTS = load_defects(paths.resources())
GOOD = """
[[class]]
class = "critical_defect"
meaning = "Bad."
[[class]]
class = "non_critical_defect"
meaning = "Less bad."
[[class]]
class = "non_conformance"
meaning = "Untidy."
[[period]]
class = "critical_defect"
source = "None."
[[period]]
class = "non_critical_defect"
source = "None."
[[period]]
class = "non_conformance"
source = "None."
"""
ANSWERS = (True, False, None)


def test_that_the_file_names_a_source_for_every_class_in_every_state() -> None:
    for kind, state in product(AS1851Class, (*AustralianState.values(), None)):
        period = DEFECTS.period(kind, state)
        assert period.source
        assert period.by_law == ((kind, state) == (AS1851Class.CRITICAL_DEFECT, "QLD"))
    assert set(DEFECTS.meanings) == set(AS1851Class)


@pytest.mark.parametrize(
    ("found", "due"),
    [
        (date(2026, 5, 4), date(2026, 6, 4)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_that_a_month_ends_on_the_same_day_or_the_last_of_the_next(found: date, due: date) -> None:
    assert DEFECTS.period("critical_defect", "QLD").due(found) == due


def test_that_the_owner_is_to_be_told_within_24_hours_in_queensland_and_nowhere_else_by_law() -> None:
    found = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
    assert DEFECTS.period("critical_defect", "QLD").notice_by(found) == datetime(2026, 5, 5, 2, 0, tzinfo=UTC)
    assert DEFECTS.period("critical_defect", "NSW").notice_by(found) is None
    assert DEFECTS.period("critical_defect", None).due(found.date()) is None


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (GOOD.replace('class = "non_conformance"\nmeaning', 'class = "trifle"\nmeaning'), "must be one of"),
        (GOOD.replace('source = "None."', 'source = ""', 1), "period[1].source must be text"),
        (GOOD + '[[period]]\nclass = "non_conformance"\nsource = "x"\n', "must stand once for each state"),
        (GOOD + '[[period]]\nclass = "non_conformance"\nstate = "QL"\nsource = "x"\n', "must be one of"),
        (
            GOOD + '[[period]]\nclass = "non_conformance"\nstate = "QLD"\nremedy_months = 0\nsource = "x"\n',
            "at least 1",
        ),
        (GOOD + '[[period]]\nclass = "non_conformance"\nstate = "QLD"\nweeks = 2\nsource = "x"\n', "is not known here"),
        (
            GOOD.replace('[[period]]\nclass = "non_conformance"\nsource = "None."\n', ""),
            "one of non_conformance without",
        ),
        (GOOD.replace('[[class]]\nclass = "non_conformance"\nmeaning = "Untidy."\n', ""), "meaning of non_conformance"),
        (GOOD + '[[class]]\nclass = "non_conformance"\nmeaning = "x"\n', "must stand once in the file"),
    ],
)
def test_that_a_broken_file_is_refused_with_what_is_wrong(broken: str, said: str) -> None:
    parse_defects(GOOD)
    with pytest.raises(Invalid, match=r"defects\.toml") as problem:
        parse_defects(broken)
    assert said in problem.value.message


@pytest.mark.parametrize(
    ("inoperable", "harm", "chosen"), list(product(ANSWERS, ANSWERS, DefectClassification.values()))
)
def test_that_a_class_is_taken_unless_an_answer_makes_it_critical(
    inoperable: bool | None, harm: bool | None, chosen: str
) -> None:
    if (inoperable or harm) and chosen != "1A":
        with pytest.raises(Invalid, match=f"1A, and not {chosen}"):
            check_class(chosen, inoperable, harm)
    else:
        assert check_class(chosen, inoperable, harm) == chosen


@pytest.mark.parametrize(
    ("inoperable", "harm", "proposed"), list(product(ANSWERS, ANSWERS, (*DefectClassification.values(), None)))
)
def test_that_what_the_answers_come_to_is_a_class_that_is_taken(
    inoperable: bool | None, harm: bool | None, proposed: str | None
) -> None:
    found = class_by_answers(inoperable, harm, proposed)
    if found is not None:
        assert check_class(found, inoperable, harm) is found
        assert (found is DefectClassification.CLASS_1A) == bool(inoperable or harm)


@pytest.mark.parametrize("wrong", ["1C", "", "1a"])
def test_that_what_is_no_class_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid, match="choose one of 1A, 1B, 2, 3"):
        check_class(wrong, None, None)


@pytest.mark.parametrize("status", FaultStatus.values())
def test_that_a_fault_is_overdue_only_while_it_waits_and_only_after_its_day(status: str) -> None:
    due, waits = date(2026, 5, 20), status in ("open", "in_progress", "deferred")
    assert not overdue(status, due, date(2026, 5, 19))
    assert not overdue(status, due, date(2026, 5, 20))
    assert overdue(status, due, date(2026, 5, 21)) is waits
    assert not overdue(status, None, date(2026, 5, 21))
