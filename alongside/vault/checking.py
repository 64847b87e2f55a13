"""Looking over what is sealed, to find the words that no longer open."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.apps import apps

from alongside.vault.fields import Damaged, DamagedBytes, SealedModel, open_rows, sealed_fields

BATCH = 500


def damaged_words() -> dict[str, int]:
    """How many words in each table cannot be opened. The log names each row."""
    found: Counter[str] = Counter()
    for model in apps.get_models():
        if issubclass(model, SealedModel):
            for rows in _in_batches(model._base_manager.iterator(chunk_size=BATCH)):
                found[model._meta.db_table] += _damaged_in(rows)
    return {table: number for table, number in found.items() if number}


def _in_batches(rows: Iterable[SealedModel]) -> Iterator[list[SealedModel]]:
    walk = iter(rows)
    while batch := list(islice(walk, BATCH)):
        yield batch


def _damaged_in(rows: list[SealedModel]) -> int:
    open_rows(rows)
    return sum(
        isinstance(getattr(row, field), Damaged | DamagedBytes)
        for row in rows
        for field in sealed_fields(type(row))
    )
