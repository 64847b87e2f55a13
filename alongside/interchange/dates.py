"""Reading days and times as different systems write them.

Day-first or month-first is decided by a whole column (13/02 settles it for every row); a column
that never settles it is said to be ambiguous and read day first until somebody answers.
"""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?$"
)
SLASHED = re.compile(
    r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{2,4})"
    r"(?:,?[T ]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([AaPp]\.?[Mm]\.?)?)?$"
)
WORDED = re.compile(
    r"(?:[A-Za-z]+,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?(?:\s+(?:of\s+)?|-)([A-Za-z]{3,9})\.?|"
    r"([A-Za-z]{3,9})\.?(?:\s+|-)(\d{1,2})(?:st|nd|rd|th)?)(?:,?\s+|-)['’]?(\d{4}|\d{2})"
    r"(?:,?\s+(?:at\s+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([AaPp]\.?[Mm]\.?)?)?$"
)
SERIAL = re.compile(r"\d{4,5}(?:\.\d+)?$")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([AaPp]\.?[Mm]\.?)?$")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A sheet's own count of days knows no zone.
EXCEL_START = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)
EARLIEST_SERIAL, LATEST_SERIAL = 3_000, 80_000
NOON = 12
CENTURY = 100
SHORT, YEAR = 2, 4
TURN_OF_CENTURY = 70


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and a time of day where one was written. ``offset`` holds a zone that was written."""

    day: dt.date
    time: dt.time | None = None
    offset: dt.tzinfo | None = None

    @property
    def key(self) -> str:
        """The same for the same writing in CSV and XLSX, whatever zone it is later read in."""
        return f"{self.day.isoformat()}T{(self.time or dt.time()).isoformat()}"

    def aware(self, zone: dt.tzinfo) -> dt.datetime:
        """The moment as aware UTC, read in ``zone`` unless a zone was written."""
        naive = dt.datetime.combine(self.day, self.time or dt.time())
        return naive.replace(tzinfo=self.offset or zone).astimezone(dt.UTC)


@dataclass(slots=True)
class DateEvidence:
    """What a column's cells show about how its dates are written; fed one cell at a time."""

    seen: int = 0
    read: int = 0
    day_first: int = 0
    month_first: int = 0
    undecided: int = 0
    fractions: int = 0
    serials: int = 0

    def add(self, text: str) -> None:
        """Take one filled cell into account."""
        self.seen += 1
        moment = read_moment(text)
        if moment is None and read_moment(text, month_first=True) is None:
            return
        self.read += 1
        self.serials += bool(SERIAL.match(text.strip()))
        if moment and moment.time and moment.time.microsecond:
            self.fractions += 1
        found = SLASHED.match(text.strip())
        if not found or len(found[1]) == YEAR:
            return
        first, second = int(found[1]), int(found[2])
        self.day_first += first > NOON
        self.month_first += second > NOON
        self.undecided += first <= NOON and second <= NOON and first != second

    @property
    def is_dates(self) -> bool:
        """Nearly every filled cell is a date, and not merely a number."""
        return self.seen > 0 and self.read >= 0.8 * self.seen and self.serials < self.read

    @property
    def ambiguous(self) -> bool:
        """Nothing in the column says whether the day or the month comes first."""
        return bool(self.undecided) and self.day_first == self.month_first

    @property
    def reads_month_first(self) -> bool:
        """The column shows the month first."""
        return self.month_first > self.day_first

    @property
    def looks_like_server_time(self) -> bool:
        """Parts of a second are written only by machines, and theirs is UTC."""
        return self.fractions > 0.5 * max(self.read, 1)


def read_moment(text: str, *, month_first: bool = False) -> Moment | None:
    """The day and time written in a cell, or None when it is not a date anyone could read."""
    plain = " ".join(text.split())
    try:
        return (
            _iso(plain)
            or _slashed(plain, month_first=month_first)
            or _worded(plain)
            or _serial(plain)
        )
    except ValueError:
        return None


def read_day(
    text: str, *, month_first: bool = False, past: dt.date | None = None
) -> dt.date | None:
    """The day written in a cell. With ``past``, a two-figure year never lands after that day."""
    moment = read_moment(text, month_first=month_first)
    if moment is None:
        return None
    if past and moment.day > past and not re.search(r"\d{4}", text):
        return moment.day.replace(year=moment.day.year - CENTURY)
    return moment.day


def read_time(text: str) -> dt.time | None:
    """A time of day on its own: 15:30, 3.30pm."""
    found = CLOCK.match(text.strip())
    try:
        return _time(*found.groups()) if found else None
    except ValueError:
        return None


def zone_called(name: str) -> ZoneInfo:
    """A zone by its name, such as Europe/London."""
    return ZoneInfo(name)


def _iso(text: str) -> Moment | None:
    found = ISO.match(text)
    if not found:
        return None
    day = dt.date(int(found[1]), int(found[2]), int(found[3]))
    if found[4] is None:
        return Moment(day)
    micro = int((found[7] or "0").ljust(6, "0"))
    time = dt.time(int(found[4]), int(found[5]), int(found[6] or 0), micro)
    return Moment(day, time, _offset(found[8]))


def _offset(text: str | None) -> dt.tzinfo | None:
    if not text:
        return None
    if text == "Z":
        return dt.UTC
    sign = -1 if text[0] == "-" else 1
    figures = text[1:].replace(":", "")
    return dt.timezone(sign * dt.timedelta(hours=int(figures[:2]), minutes=int(figures[2:])))


def _slashed(text: str, *, month_first: bool) -> Moment | None:
    found = SLASHED.match(text)
    if not found:
        return None
    first, second, third = int(found[1]), int(found[2]), int(found[3])
    if len(found[1]) == YEAR:
        day = dt.date(first, second, third)
    elif len(found[1]) > SHORT:
        return None
    elif month_first:
        day = dt.date(_full_year(found[3]), first, second)
    else:
        day = dt.date(_full_year(found[3]), second, first)
    return Moment(day, _time(*found.groups()[3:]) if found[4] else None)


def _full_year(figures: str) -> int:
    year = int(figures)
    if len(figures) > SHORT:
        return year
    return year + (2000 if year < TURN_OF_CENTURY else 1900)


def _worded(text: str) -> Moment | None:
    found = WORDED.match(text)
    if not found:
        return None
    month = (found[2] or found[3])[:3].lower()
    if month not in MONTHS:
        return None
    day = dt.date(_full_year(found[5]), MONTHS.index(month) + 1, int(found[1] or found[4]))
    return Moment(day, _time(*found.groups()[5:]) if found[6] else None)


def _serial(text: str) -> Moment | None:
    if not SERIAL.match(text) or not EARLIEST_SERIAL <= float(text) <= LATEST_SERIAL:
        return None
    whole = EXCEL_START + dt.timedelta(days=float(text))
    near = (whole + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
    return Moment(near.date(), near.time() if "." in text else None)


def _time(hour: str, minute: str, second: str | None = None, half: str | None = None) -> dt.time:
    hours = int(hour)
    if half:
        hours = hours % NOON + (NOON if half[0] in "Pp" else 0)
    return dt.time(hours, int(minute), int(second or 0))
