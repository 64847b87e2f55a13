"""Who is meant by a name, looked up in the lists people came in with.

Every people sheet is a list of its own. A column of names belongs to the list that holds most of
them, so the Wren of one team is never taken for the Wren of another. Two people of one name in a
list are both given back, and somebody has to say which.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from alongside.interchange.planning.keys import other_spellings, same_name

HERE = "already here"
POINTER = re.compile(r"^[a-z_]+(?:\.[a-z_]+)+,\s*")
PARTS = (re.compile(r"\s*[/;\n]\s*"), re.compile(r"\s*,\s+"), re.compile(r"\s+(?:and|&|\+)\s+"))
ENOUGH = 0.5

Tiers = tuple[tuple[str, ...], ...]


@dataclass
class NameList:
    """The names and numbers of one list."""

    names: dict[str, list[str]] = field(default_factory=dict)
    spellings: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)


@dataclass
class Directory:
    """All lists, and which refs a human said are one person."""

    lists: dict[str, NameList] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)

    def add(self, of: str, ref: str, names: Iterable[str], kind: str, number: str = "") -> None:
        """Put somebody on a list under every name they go by."""
        held = self.lists.setdefault(of, NameList())
        self.kinds.setdefault(ref, kind)
        for name in names:
            self.labels.setdefault(ref, name)
            _put(held.names, same_name(name), ref)
            for spelling in other_spellings(name):
                _put(held.spellings, same_name(spelling), ref)
        if number:
            held.numbers.setdefault(same_name(number), ref)

    def tiers_for(self, names: Iterable[str]) -> tuple[Tiers, float]:
        """The lists, those that hold most of these names first, and the share the best holds."""
        wanted = {same_name(name) for name in names if name.strip()}
        if not wanted:
            return ((tuple(self.lists),) if self.lists else (), 0.0)
        shares: dict[float, list[str]] = {}
        for of, held in self.lists.items():
            known = held.names.keys() | held.spellings.keys() | held.numbers.keys()
            shares.setdefault(len(wanted & known) / len(wanted), []).append(of)
        order = sorted(shares, reverse=True)
        return tuple(tuple(shares[share]) for share in order), order[0] if order else 0.0

    def who(self, name: str, tiers: Tiers) -> tuple[str, ...]:
        """Everybody a name could mean: none, one, or several who share it."""
        plain = same_name(name)
        for tier in tiers:
            found: dict[str, None] = {}
            for of in tier:
                held = self.lists[of]
                number = held.numbers.get(plain)
                refs = [number] if number else held.names.get(plain) or held.spellings.get(plain)
                found.update((self.one(ref), None) for ref in refs or ())
            if found:
                return tuple(found)
        return ()

    def one(self, ref: str) -> str:
        """The ref that stands for this person after a human said two are one."""
        return self.aliases.get(ref, ref)

    def names_in(self, cell: str, tiers: Tiers) -> list[str]:
        """The names in a cell: whole if that is somebody, else cut where the parts are somebody."""
        whole = POINTER.sub("", cell).strip()
        if not whole:
            return []
        if self.who(whole, tiers):
            return [whole]
        for cut in PARTS:
            parts = [part for part in cut.split(whole) if part]
            if len(parts) > 1 and any(self.who(part, tiers) for part in parts):
                return [name for part in parts for name in self.names_in(part, tiers)]
        return [part for part in PARTS[0].split(whole) if part]

    def initialled(self, text: str) -> tuple[str, ...]:
        """Workers whom ``Sam T.`` could mean: a first name and the first letter of the last."""
        found = re.fullmatch(r"(.+?)\s+(\w)\.?", text.strip())
        if not found:
            return ()
        first, letter = same_name(found[1]), found[2].casefold()
        return tuple(
            dict.fromkeys(
                self.one(ref)
                for ref, name in self.labels.items()
                if self.kinds.get(ref) == "worker" and _begins(same_name(name), first, letter)
            )
        )


def _begins(name: str, first: str, letter: str) -> bool:
    return name.startswith(first + " ") and name[len(first) + 1 :].startswith(letter)


def _put(held: dict[str, list[str]], name: str, ref: str) -> None:
    refs = held.setdefault(name, [])
    if name and ref not in refs:
        refs.append(ref)
