"""What sort of moment a note tells of: by the file's own column, else by its first words."""

import re

GIVEN = {
    "tried": (
        r"fail|tried|no answer|no reply|unsuccessful|did ?n.?t answer|missed call|no show",
        r"voicemail",
    ),
    "by_chance": (r"chance|bumped|ran into",),
    "message": (r"message|text|sms|e-?mail|letter|whatsapp|post",),
    "call": (r"call|phone|telephone|incoming|outgoing|rang",),
    "met": (r"meet|met|visit|face|in person|home|session|drop.?in|walk|appointment|outreach",),
}
SHOWN = {
    "tried": (
        r"^tried\b|no answer|rang out|went to voicemail|straight to voicemail|not recognised",
        r"no sign|nobody (in|home)|didn't (knock|answer|pick up)|had gone\b|^not in\b|^drove past",
    ),
    "by_chance": (r"^(ran into|bumped into|saw .* across|passed .* on)|by chance",),
    "message": (
        r"^(texts?|messages?|voice note|card|e-?mail|letter)\b|messaged|texted|left a card",
        r"^told .* i'm away|back and forth|^sent .* a message",
    ),
    "call": (
        r"\b(rang|called me|phoned|phone call|short call|long call|on the phone)\b",
        r"spoke to .* on|^call(ed)? |\bcalled from\b|^returned .* call|^dialled",
    ),
    "met": (
        r"^(saw|met|sat|tea|had a|visited|walked|went with|good long catch|first time)\b",
        r"^(three of us|popped|gave .* a lift|called round|coffee|brew|lunch)\b",
        r"^(breakfast with|hospital, ward|half an hour with)\b",
        r"already waiting|asked to meet|turned up early",
    ),
}
FIRST_WORDS = 120
SENTENCE = re.compile(r"(?<=[.!?\n])\s")


def kind_given(*told: str) -> str:
    """The kind a file's own words name, read from all of them together; empty when unknown."""
    return _first(_GIVEN, " ".join(told).lower())


def kind_shown(words: str) -> str:
    """The kind a note's first sentence shows; empty when it does not."""
    start = words[: 2 * FIRST_WORDS].strip()
    return _first(_SHOWN, SENTENCE.split(start, maxsplit=1)[0][:FIRST_WORDS].lower())


def _compiled(table: dict[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile("|".join(patterns)) for kind, patterns in table.items()}


def _first(table: dict[str, re.Pattern[str]], text: str) -> str:
    return next((kind for kind, pattern in table.items() if pattern.search(text)), "")


_GIVEN, _SHOWN = _compiled(GIVEN), _compiled(SHOWN)
