"""Rule sets as data: every limit with its source, nothing misread, and what a change of set does to limits."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from firemode_desktop import paths
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.rulesets import LimitChange, changes, find, load_rulesets, parse_rulesets
from firemode_desktop.domain.words import DEFAULT_RULE_SET

SHIPPED = load_rulesets(paths.resources())
RULE = '[[set.rule]]\ncode = "A"\nmeasurement = "pressure_differential"\n{0}\nseverity = "low"\nclass = "3"\n'
RULE += 'says = "It holds."\nsource = "A standard, clause 1"\n'
SET = '[[set]]\nid = "S"\ntitle = "T"\nsystem = "stair_pressurisation"\nversion = "1"\nsource = "X"\n'


def test_that_every_limit_that_ships_names_its_unit_and_the_document_it_is_from() -> None:
    for one in SHIPPED:
        assert one.source
        for rule in one.rules:
            assert rule.source
            assert rule.limits.open or rule.limits.unit


def test_that_the_default_set_comes_first_and_has_the_limits_of_the_customers_document() -> None:
    assert SHIPPED[0].name == DEFAULT_RULE_SET
    pressure = SHIPPED[0].rule_for("pressure_differential")
    assert pressure is not None
    assert pressure.limits == Limits(Decimal(20), Decimal(80), "Pa")
    assert SHIPPED[0].rule_for("sound_pressure_level") is None, "no figure, no rule"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SET + RULE.format('minimum = 12.5\nunit = "Pa"'), r"rule\[1\].minimum must be text; it is 12.5"),
        (SET + RULE.format('minimum = "NaN"\nunit = "Pa"'), "must be a number in quotes"),
        (SET + RULE.format('minimum = "12.5"'), r"rule\[1\].unit must be text; it is missing"),
        (SET + RULE.format('minimum = "30"\nmaximum = "20"\nunit = "Pa"'), "must not be above the maximum of 20"),
        (SET + RULE.format('minimum = "12.5555"\nunit = "Pa"'), "3 after it"),
        (SET + RULE.format("") + RULE.format("").replace('"A"', '"B"'), "each kind of measurement once"),
        (SET + RULE.format("") + SET.replace('"S"', '"T"') + RULE.format(""), "“A” stands there twice"),
        (SET + RULE.format('color = "red"'), "color is not known here"),
        (SET, r"set\[1\].rule must be a list"),
        ("[[set", "this is not TOML"),
    ],
)
def test_that_a_file_that_is_wrong_says_the_key_and_what_is_right(text: str, said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_rulesets(text, "own.toml")
    assert refusal.value.message.startswith("own.toml: ")
    assert re.search(said, refusal.value.message), refusal.value.message


def test_that_a_rule_without_a_number_is_judged_without_one() -> None:
    (one,) = parse_rulesets(SET + RULE.format(""), "own.toml")
    assert one.rules[0].limits.open


def test_that_a_set_is_found_by_its_name_in_any_case() -> None:
    assert find(SHIPPED, "as 1851-2012").name == DEFAULT_RULE_SET
    with pytest.raises(Missing, match="AS 1851-2012, NFPA 92"):
        find(SHIPPED, "AS 1851")


def test_that_a_change_of_set_tells_limits_that_go_come_and_move() -> None:
    twenty = Limits(Decimal("20.000"), Decimal(80), "Pa")
    found = changes(
        {"pressure_differential": twenty, "air_velocity": Limits(Decimal(1), None, "m/s"), "interface_test": Limits()},
        {"pressure_differential": Limits(Decimal(25), None, "Pa"), "interface_test": Limits()},
        {"pressure_differential": 60, "air_velocity": 1},
    )
    assert [one.sentence for one in found] == [
        "Pressure differential: 20 to 80 Pa → at least 25 Pa (60 expected tests)",
        "Air velocity: at least 1 m/s → not judged (1 expected test)",
    ]
    assert (
        changes(
            {"pressure_differential": twenty}, {"pressure_differential": Limits(Decimal(20), Decimal(80), "Pa")}, {}
        )
        == ()
    )
    assert (
        LimitChange("interface_test", None, Limits()).sentence == "Interface test: not judged → judged without a number"
    )
