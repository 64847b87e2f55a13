from alongside.access.viewer import Life, Viewer
from alongside.drafts.actions import keep_draft, let_draft_go
from alongside.drafts.models import Draft
from alongside.drafts.queries import draft_of
from conftest import Pair


def test_what_was_typed_last_stands_and_only_its_writer_sees_it(pair: Pair) -> None:
    keep_draft(by=pair.sam, form="note", fields={"words": ["Tea"]})
    keep_draft(by=pair.sam, form="note", fields={"words": ["Tea at Pauline’s"]})
    assert draft_of(pair.sam, "note") == {"words": ["Tea at Pauline’s"]}
    assert draft_of(pair.dawn, "note") is None
    assert draft_of(Viewer(pair.sam.person_id, Life.OWN), "note") is None


def test_a_passphrase_is_never_kept(pair: Pair) -> None:
    keep_draft(by=pair.sam, form="me", fields={"passphrase": ["x"], "called": ["Sam"]})
    assert draft_of(pair.sam, "me") == {"called": ["Sam"]}


def test_a_saved_form_lets_its_draft_go(pair: Pair) -> None:
    keep_draft(by=pair.sam, form="note", fields={"words": ["Tea"]})
    let_draft_go(by=pair.sam, form="note")
    assert not Draft.objects.exists()
