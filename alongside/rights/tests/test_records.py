"""What a place says it keeps is what its tables keep."""

from alongside.kit.kept import Kept
from alongside.people.models import Person
from alongside.rights.records import record
from tests import house

PAGE = house.ROOT / "docs" / "records.md"


def test_the_page_is_as_new_as_the_models() -> None:
    assert PAGE.read_text(encoding="utf-8") == record(), (
        "Write it again: alongside records > docs/records.md"
    )


def test_every_table_and_every_field_is_on_the_page() -> None:
    said = PAGE.read_text(encoding="utf-8")
    for model in house.our_models():
        if hasattr(model, "kept"):
            part = said.split(f"### {model._meta.label}\n")[1].split("\n### ")[0]
            for field in model._meta.concrete_fields:
                assert f"| `{field.name}` |" in part, f"{model._meta.label}.{field.name}"


def test_a_field_without_its_reason_fails() -> None:
    """The test of the house that asks for each field's reason does ask."""
    from tests.test_architecture import test_every_table_says_why_each_field_is_kept as asks

    whole = Person.kept
    for wrong in (
        {name: why for name, why in whole.fields.items() if name != "called"},
        {**whole.fields, "called": ""},
        {**whole.fields, "mood": "we wondered"},
    ):
        Person.kept = Kept(**{**vars_of(whole), "fields": wrong})  # type: ignore[arg-type]
        try:
            asks(Person)
        except AssertionError:
            continue
        finally:
            Person.kept = whole
        raise AssertionError(wrong)


def vars_of(kept: Kept) -> dict[str, object]:
    return {name: getattr(kept, name) for name in Kept.__dataclass_fields__}
