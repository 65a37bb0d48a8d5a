"""What the words of a fire panel's event log mean. Data of ``resources/event_logs.toml``, whose head says how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from firemode_desktop.domain.sequence import same_word
from firemode_desktop.domain.tables import Table

FILE = "event_logs.toml"
COLUMNS = ("time", "date", "milliseconds", "point", "description", "event")
_NEITHER = re.compile(r"[\W_]+")
_CHANGE = re.compile(r"->|→|=>|\bto\b", re.IGNORECASE)


def spaced(text: str) -> str:
    """Words as they are compared: lower case, anything but letters and digits one space."""
    return " ".join(_NEITHER.sub(" ", text.casefold()).split())


class Tells(StrEnum):
    """What the words of an event are about."""

    ACTION = "action"
    REST = "rest"
    NOISE = "noise"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Says:
    """One family of words and the actions they may mean; ``any_``: they only say that something is on."""

    words: tuple[str, ...]
    means: tuple[str, ...]
    any_: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What an event says that a component did: the action, or None; and why, in a few words."""

    tells: Tells
    action: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class EventWords:
    """The words of event logs: headings by column, events that say nothing, events of rest, families of actions."""

    columns: Mapping[str, tuple[str, ...]]
    elapsed: tuple[str, ...]
    noise: tuple[str, ...]
    rest: tuple[str, ...]
    off: frozenset[str]
    says: tuple[Says, ...]

    def tells(self, event: str) -> Tells:
        """Whether an event is an action, a return to rest, noise, or nothing that is known."""
        text = spaced(event)
        said = self._families(text)
        if _has(text, self.noise) and not any(text in each.words for each in said):
            return Tells.NOISE
        if _has(text, self.rest) and not any(text in each.words for each in said):
            return Tells.REST
        return Tells.ACTION if said else Tells.UNKNOWN

    def done(self, event: str, expected: Sequence[str]) -> Done:
        """What a component did by the words of an event; ``expected`` are the actions its steps name, in order."""
        text = spaced(event)
        named = next((action for action in expected if spaced(action) == text), None)
        if named is not None:
            return Done(Tells.ACTION, named, f"{event} is what is expected of it")
        tells = self.tells(event)
        if tells is not Tells.ACTION:
            return self._none(tells, event, expected)
        return self._meant(event, self._families(self._after_change(text, event)), expected)

    def _none(self, tells: Tells, event: str, expected: Sequence[str]) -> Done:
        inside = [action for action in expected if f" {spaced(action)} " in f" {spaced(event)} "]
        if tells is Tells.UNKNOWN and len(inside) == 1:
            return Done(Tells.ACTION, inside[0], f"{event} names {inside[0].replace('_', ' ')}")
        return Done(tells, None, _NOTHING[tells].format(event=event or "a blank event"))

    def _meant(self, event: str, said: Sequence[Says], expected: Sequence[str]) -> Done:
        means = [action for each in said for action in each.means]
        wanted = [action for action in expected if same_word(action) in means]
        if len({same_word(action) for action in wanted}) == 1:
            return Done(Tells.ACTION, wanted[0], _taken_for(event, wanted[0]))
        if wanted:
            best = min(wanted, key=lambda action: means.index(same_word(action)))
            return Done(Tells.ACTION, best, _taken_for(event, best))
        if all(each.any_ for each in said) and len(set(expected)) == 1:
            return self._switched_on(event, expected[0])
        return Done(Tells.ACTION, means[0], _taken_for(event, means[0]))

    def _switched_on(self, event: str, action: str) -> Done:
        if same_word(action) in self.off:
            why = f"{event} may mean that it was told to {action.replace('_', ' ')}, or the opposite"
            return Done(Tells.UNKNOWN, None, why)
        return Done(Tells.ACTION, action, f"{_taken_for(event, action)}, the only thing expected of it")

    def _families(self, text: str) -> list[Says]:
        """The families whose words stand in a text; a longer phrase hides the shorter ones inside it."""
        found = [(len(word), word, each) for each in self.says for word in each.words if f" {word} " in f" {text} "]
        kept = [
            each for size, word, each in found if not any(other > size and word in longer for other, longer, _ in found)
        ]
        return list(dict.fromkeys(kept))

    def _after_change(self, text: str, event: str) -> str:
        """Of ``OFF -> ON`` what it changed to."""
        after = spaced(_CHANGE.split(event)[-1])
        return after if self._families(after) else text

    @classmethod
    def parse(cls, text: str, source: str) -> EventWords:
        """The words of a TOML text; raises ``Invalid`` naming the key."""
        root = Table.parse(text, source)
        columns = root.table("columns")
        return cls(
            {name: tuple(columns.texts(name)) for name in COLUMNS},
            tuple(columns.texts("elapsed")),
            tuple(root.table("noise").texts("words")),
            tuple(root.table("rest").texts("words")),
            frozenset(root.table("off").texts("actions")),
            tuple(
                Says(tuple(one.texts("words")), tuple(one.texts("means")), "any" in one and one.yes_no("any"))
                for one in root.tables("says")
            ),
        )


_NOTHING = {
    Tells.NOISE: "{event} says nothing of what it did",
    Tells.REST: "{event} is a return to rest",
    Tells.UNKNOWN: "what {event} means is not known",
}


def _taken_for(event: str, action: str) -> str:
    return f"{event} is taken for {action.replace('_', ' ')}"


def _has(text: str, words: Iterable[str]) -> bool:
    return any(f" {word} " in f" {text} " for word in words)
