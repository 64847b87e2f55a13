"""The record of what a place keeps, and for how long: written from what each model says of itself.

The headings follow what the law asks a place to be able to show (in the UK and the EU: article 30
of the GDPR), in our own words. What only the place knows is left for it to fill in.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from alongside.access.book import rules_for
from alongside.rights.copies.gathering import kept_of
from alongside.vault.fields import sealed_fields

BEGINNING = """# What is kept here, why, and for how long
Written by `alongside records` from the models themselves: do not change it by hand. A field without
its reason fails a test, and so does this page when it is older than the models.

## Who keeps it, and how to reach them
*Each place fills in: its name and address, who answers questions about data there, and how.*

## Why
So that two people who walk together keep what they share: what matters, what was promised, what
happened, what got in the way. Nobody is scored, sorted or predicted. *Each place adds the law it
stands on. That somebody agrees to be seen is another thing, and is asked apart.*

## About whom
People who are supported, those who walk with them, colleagues, partners, neighbours: one kind of
person for all, each a side of a relationship.

## Who is shown it
The sides of a relationship, on the grounds that each kind names below. Each showing leaves a line
that the person can read. Running the place gives no ground to read. Nothing is sent to anybody by
the software, and nothing leaves the place but copies people make themselves, and backups.

## Other countries
None, unless the place keeps its machine or its backups there. *Each place fills in where they are.*

## How it is kept safe
Words about a life are sealed, each with the key of the one whose words they are; keys lie in a
store of their own, sealed by a master key that is in no database. Who knows whom, and on which
days they met, can be read by whoever holds the machine. Copies of keys are kept for thirty days.
"""


def record() -> str:
    """The whole page, in Markdown."""
    return "\n".join([BEGINNING, *_kinds(), *_schedule()]) + "\n"


def _kinds() -> Iterator[str]:
    yield "## What is kept"
    for model in _ours():
        kept = kept_of(model)
        grounds = ", ".join(ground.value for ground in rules_for(model)) or "nobody is shown it"
        yield f"\n### {model._meta.label}"
        yield _first_sentence(model)
        yield ""
        yield f"- **Whose:** {kept.owner}"
        yield f"- **Shown on the ground of:** {grounds}"
        yield f"- **Sealed with the key:** {kept.key}"
        yield f"- **In a copy:** {kept.export}"
        yield f"- **Erased by:** {kept.erase}"
        yield f"- **When two people turn out to be one:** {kept.merge}"
        yield f"- **Kept:** {kept.retention}"
        yield ""
        yield "| field | what for | sealed |"
        yield "|---|---|---|"
        sealed = set(sealed_fields(model))
        for name, why in kept.fields.items():
            yield f"| `{name}` | {why} | {'yes' if name in sealed else ''} |"


def _schedule() -> Iterator[str]:
    """The same, by how long."""
    yield "\n## For how long\n"
    yield "| kept | what |"
    yield "|---|---|"
    by_time: dict[str, list[str]] = {}
    for model in _ours():
        by_time.setdefault(kept_of(model).retention, []).append(model._meta.label)
    for time, labels in sorted(by_time.items()):
        yield f"| {time} | {', '.join(labels)} |"
    yield ""
    yield "*As long as the law says* is for each place to fill in, by the law it stands on."


def _ours() -> list[type[models.Model]]:
    found = [model for model in apps.get_models() if hasattr(model, "kept")]
    return sorted(found, key=lambda model: str(model._meta.label))


def _first_sentence(model: type[models.Model]) -> str:
    return (model.__doc__ or "").strip().split("\n")[0]
