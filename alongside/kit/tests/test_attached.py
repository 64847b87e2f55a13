"""Photos and voice notes: opened, bared of all that a phone wrote beside them, and played."""

from io import BytesIO

import pytest
from django.test import RequestFactory
from PIL import Image

from alongside.kit import photos
from alongside.kit.media import media
from alongside.kit.photos import WIDEST, NotAPhoto, as_photo
from alongside.kit.tests.sounds import SOUND, WHERE, box, m4a, mp3, ogg
from alongside.kit.voices import AFilm, NotAVoice, as_voice

GPS, TURNED, UPSIDE = 0x8825, 0x0112, 6


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    out = BytesIO()
    mode = "RGBA" if kind == "PNG" else "RGB"
    Image.new(mode, size, "#2f6b66").save(out, kind, **more)
    return out.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg))


def test_where_a_photo_was_taken_leaves_and_it_stands_upright() -> None:
    about = Image.Exif()
    about[TURNED] = UPSIDE
    about[0x010E] = WHERE.decode()
    about.get_ifd(GPS)[1] = "N"
    taken = photo(exif=about, comment=WHERE)
    assert WHERE in taken
    kept = as_photo(BytesIO(taken))
    assert WHERE not in kept
    assert not opened(kept).getexif()
    assert opened(kept).size == (40, 60)


@pytest.mark.parametrize("kind", photos.KINDS)
def test_each_kind_of_picture_becomes_one_kind(kind: str) -> None:
    kept = opened(as_photo(BytesIO(photo(kind))))
    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (60, 40))


@pytest.mark.parametrize("stands", range(10))
def test_a_photo_stands_upright_whichever_way_the_phone_was_held(stands: int) -> None:
    about = Image.Exif()
    about[TURNED] = stands
    lies = opened(as_photo(BytesIO(photo(exif=about)))).size
    assert lies == ((40, 60) if stands in range(5, 9) else (60, 40))


def test_odd_words_beside_a_photo_do_not_stop_it() -> None:
    about = Image.Exif()
    about[TURNED], about[0x010E] = UPSIDE, "My dog"
    taken = photo(exif=about)
    begins = taken.index(b"Exif")
    for at in range(begins + 6, begins + len(about.tobytes())):
        odd = taken[:at] + b"\xff" + taken[at + 1 :]
        assert opened(as_photo(BytesIO(odd))).format == "JPEG"


def test_a_large_photo_becomes_as_large_as_a_page_needs() -> None:
    kept = opened(as_photo(BytesIO(photo(size=(WIDEST * 2, WIDEST)))))
    assert kept.size == (WIDEST, WIDEST // 2)


@pytest.mark.parametrize(
    "what", [b"", b"hello", photo()[:200], b"<svg xmlns='http://www.w3.org/2000/svg'/>", ogg()]
)
def test_what_is_no_photo_is_none_whatever_it_is_called(what: bytes) -> None:
    with pytest.raises(NotAPhoto):
        as_photo(BytesIO(what))


def test_a_picture_made_to_fill_the_memory_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST_DOTS", 60 * 40 - 1)
    with pytest.raises(NotAPhoto):
        as_photo(BytesIO(photo()))


@pytest.mark.parametrize(
    ("sound", "kind"), [(m4a(), "audio/mp4"), (mp3(), "audio/mpeg"), (ogg(), "audio/ogg")]
)
def test_where_a_voice_note_was_recorded_leaves_and_it_plays_on(sound: bytes, kind: str) -> None:
    assert WHERE in sound
    kept = as_voice(sound)
    assert WHERE not in kept.content
    assert kept.kind == kind
    again = as_voice(kept.content)
    assert (again.content, again.seconds) == (kept.content, kept.seconds)


def test_the_day_of_a_recording_leaves_and_the_sound_stays_where_it_is_pointed_to() -> None:
    sound = m4a(seconds=90)
    kept = as_voice(sound)
    assert kept.seconds == 90
    assert sound.index(SOUND) == kept.content.index(SOUND)
    day = (3_900_000_000).to_bytes(4, "big")
    assert day in sound
    assert day not in kept.content


@pytest.mark.parametrize(
    "what",
    [
        *(b"", b"hello", b"hello" * 400, m4a()[:60], mp3()[:90], ogg()[:40], photo()),
        m4a(codec=b"samr"),
        m4a(more=box(b"moof")),
        m4a() + box(b"moof"),
    ],
)
def test_what_phones_and_browsers_do_not_play_is_not_taken(what: bytes) -> None:
    with pytest.raises(NotAVoice):
        as_voice(what)


@pytest.mark.parametrize(
    "what",
    [
        m4a(handler=b"vide"),
        m4a(handler=b"meta"),
        m4a(more=box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), b"meta", bytes(12))))),
        ogg(serials=(7, 8)),
    ],
)
def test_a_film_or_a_second_track_is_no_voice_note(what: bytes) -> None:
    with pytest.raises(AFilm):
        as_voice(what)


def test_what_lies_between_the_sounds_goes_too() -> None:
    kept = as_voice(m4a(beside=b"and who was there"))
    assert SOUND in kept.content
    assert b"who was there" not in kept.content


@pytest.mark.parametrize(
    ("asked", "status", "content", "range_"),
    [
        ("", 200, b"0123456789", None),
        ("bytes=0-1", 206, b"01", "bytes 0-1/10"),
        ("bytes=8-", 206, b"89", "bytes 8-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=4-99", 206, b"456789", "bytes 4-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=5-2", 200, b"0123456789", None),
        ("bytes=0-1,4-5", 200, b"0123456789", None),
        ("bytes=-", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
def test_sound_is_given_whole_or_in_the_part_that_is_asked_for(
    asked: str, status: int, content: bytes, range_: str | None
) -> None:
    request = RequestFactory().get("/", headers={"Range": asked})
    answer = media(request, b"0123456789", "audio/ogg")
    assert (answer.status_code, answer.content) == (status, content)
    assert answer.headers.get("Content-Range") == range_
    assert answer.headers["Accept-Ranges"] == "bytes"
