"""What a command says of a reading and of the day: the words of ``session result``, ``amend`` and ``conditions``."""

from __future__ import annotations

import argparse
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.cli.arguments import identity
from firemode_desktop.domain.conditions import CONDITIONS, parse_conditions
from firemode_desktop.domain.errors import Invalid

if TYPE_CHECKING:
    from firemode_desktop.domain.observed import ObservedEffect
    from firemode_desktop.domain.reading import ChecklistItem
    from firemode_desktop.models import TestInstance
    from firemode_desktop.services.testing.bench import Bench


def on_session(verbs: Any, common: argparse.ArgumentParser, verb: str, command: Any, help_text: str) -> Any:
    """A verb about one session."""
    parser = verbs.add_parser(verb, parents=[common], help=help_text)
    parser.add_argument("session", metavar="ID", type=identity)
    parser.set_defaults(command=command)
    return parser


def on_test(verbs: Any, common: argparse.ArgumentParser, verb: str, command: Any, help_text: str) -> Any:
    """A verb about one test of a session."""
    parser = on_session(verbs, common, verb, command, help_text)
    parser.add_argument("identifier", metavar="IDENTIFIER")
    return parser


def add_reading(parser: argparse.ArgumentParser) -> None:
    """The words of a reading of any kind."""
    parser.add_argument("values", metavar="VALUE", nargs="*", help="one number, or the nine points of a doorway")
    parser.add_argument("--observed", choices=("yes", "no"), help="whether the expected result was observed")
    parser.add_argument("--effect", action="append", default=[], metavar="'COMPONENT ACTION SECONDS'")
    parser.add_argument("--no-effects", action="store_true", help="the trigger was given and nothing was seen")
    parser.add_argument("--check", action="append", default=[], metavar="'ITEM=yes'", help="an item of the checklist")
    parser.add_argument("--instrument", metavar="SERIAL")


def add_conditions(parser: argparse.ArgumentParser) -> None:
    """One option a condition: ``--temp-out-c 14``; ``--temp-out`` will do."""
    for known in CONDITIONS:
        long, short = known.key.replace("_", "-"), known.key.rpartition("_")[0].replace("_", "-")
        wanted = f"{known.label}, {known.unit}".replace("%", "%%")
        parser.add_argument(f"--{long}", f"--{short}", dest=known.key, metavar="NUMBER", help=wanted)


def conditions_given(chosen: argparse.Namespace) -> dict[str, Decimal]:
    """The conditions that were given; raises ``Invalid`` naming the one that cannot be read."""
    return parse_conditions({known.key: getattr(chosen, known.key) or "" for known in CONDITIONS})


def reading_given(bench_: Bench, instance: TestInstance, chosen: argparse.Namespace) -> dict[str, Any]:
    """The reading as fields of a ``Result`` or a ``Correction``."""
    numbers = tuple(number_given(value, instance.unit) for value in chosen.values)
    if len(numbers) not in (0, 1, 9):
        raise Invalid(f"One number or nine points are needed, not {len(numbers)}.")
    return {
        "value": numbers[0] if len(numbers) == 1 else None,
        "points": numbers if len(numbers) == 9 else (),
        "observed": tuple(map(_effect, chosen.effect)) if chosen.effect or chosen.no_effects else None,
        "result_observed": None if chosen.observed is None else chosen.observed == "yes",
        "checklist": tuple(map(_item, chosen.check)),
        "instrument_id": _instrument(bench_, chosen.instrument),
    }


def _item(text: str) -> ChecklistItem:
    """``Belts tight=yes`` as an item that was looked at."""
    from firemode_desktop.domain.reading import ChecklistItem

    what, _, answer = text.rpartition("=")
    if not what.strip() or answer.strip().lower() not in ("yes", "no"):
        raise Invalid(f"“{text}” is no item of a checklist; write ITEM=yes or ITEM=no, e.g. “Belts tight=yes”.")
    return ChecklistItem(what.strip(), answer.strip().lower() == "yes")


def number_given(text: str, unit: str | None) -> Decimal:
    """A typed number; one in another unit is refused with the conversion that would be right."""
    from firemode_desktop.domain.numbers import offer, parse_number

    number = parse_number(text)
    conversion = offer(number, unit) if unit else None
    if conversion is not None:
        raise Invalid(f"“{text}” is not in {unit}; it would be {conversion.value.normalize():f} {unit}.")
    return number.value


def _effect(text: str) -> ObservedEffect:
    """``FAN-01-A start 3.4`` as an observed effect."""
    from firemode_desktop.domain.observed import ObservedEffect

    words = text.split()
    if len(words) < 3:
        raise Invalid(f"“{text}” is no effect; write COMPONENT ACTION SECONDS, e.g. “FAN-01-A start 3.4”.")
    return ObservedEffect(words[0], " ".join(words[1:-1]), number_given(words[-1], "s"))


def _instrument(bench_: Bench, serial: str | None) -> UUID | None:
    """The id of the instrument with this serial number."""
    if serial is None:
        return None
    found = [key for key, instrument in bench_.instruments.items() if instrument.serial_number == serial.strip()]
    if len(found) != 1:
        known = sorted(instrument.serial_number for instrument in bench_.instruments.values())
        how = "No instrument has" if not found else f"{len(found)} instruments have"
        raise Invalid(f"{how} the serial number “{serial}”.", known)
    return found[0]
