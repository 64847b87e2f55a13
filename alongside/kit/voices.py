"""Voice notes: the sound, and nothing of where, when or by whom it was recorded.

Recorders put the place into the title, and the day beside each track. Writing sound anew would
take a whole studio, so it stays as the phone wrote it; but only what is known to be sound stays,
and whatever else is in the file goes (`sounds/`).
"""

from alongside.kit.sounds import mp3, mp4, ogg
from alongside.kit.sounds.bare import AFilm, NotAVoice, Voice

__all__ = ["ENDS", "AFilm", "NotAVoice", "Voice", "as_voice"]

ENDS = {"audio/mp4": "m4a", "audio/mpeg": "mp3", "audio/ogg": "ogg"}


def as_voice(sent: bytes) -> Voice:
    """The sound alone. Raises NotAVoice, and AFilm of what has pictures."""
    try:
        return _bare(sent)
    except NotAVoice:
        raise
    except Exception as why:  # a broken file trips its reader in more ways than it names
        raise NotAVoice from why


def _bare(sent: bytes) -> Voice:
    if mp4.begins(sent):
        return mp4.bare(sent)
    if ogg.begins(sent):
        return ogg.bare(sent)
    return mp3.bare(sent)
