"""The words columns are called in other systems, and what each means here.

A meaning is a short word. ``relation:LABEL`` is a column of names, each joined to the row's person
in the way LABEL says. ``left:WHY`` is a column with no place here, and why.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

WORDS = """
name first_name last_name middle_name suffix called number our_ref group categories role
organisation born phone mobile email way_kind way_value way_label way_comment street postcode
city reach message_ok safe_words identifier todos memos owner created changed active other
who author when ended kind words title status start due all_day to by extra
a_name a_first a_last a_number a_group label b_name b_first b_last b_number since until
"""
MEANINGS = frozenset(WORDS.split())

LEFT = "left:"
RELATION = "relation:"

WHY_SCORE = "score"
WHY_PRIORITY = "priority"
WHY_ELIGIBLE = "eligible"
WHY_CLOSED = "closed"
WHY_NUMBER = "state_number"
WHY_BOXES = "boxes"
WHY_QUALITY = "quality"
WHY_MACHINE = "machine"
WHY_OPENED = "opened"
WHY_NO_PLACE = "no_place"

REFUSED = (
    (
        (
            r"\b(risk|vulnerability|need|needs|complexity|outcome|outcomes|star|screening)\b.*"
            r"\b(scores?|rating|band|level|total)\b|\brisk$|\bscore\b|\brag\b|\bthreshold"
        ),
        WHY_SCORE,
    ),
    (r"priorit|\burgent|\burgency|\btriage|\btier\b", WHY_PRIORITY),
    (r"eligib|suitab|\baccepted\b", WHY_ELIGIBLE),
    (r"\bclos(ed|ure|ing)\b|\bexit\b|\bdischarge|\bend reason|\bleaving reason", WHY_CLOSED),
    (r"\bssn\b|social security|national insurance|\bnino\b|\bni number|\bnhs\b", WHY_NUMBER),
    (r"data quality", WHY_QUALITY),
    (
        (
            r"\brace\b|ethnic|gender|\bsex\b|veteran|\bnationality|religion|\basian\b|\bwhite\b|"
            r"black af|native|orientation|marital|military|\bwar\b|theater|\biraq|afghanistan|"
            r"desert storm|disab|year entered|year separated"
        ),
        WHY_BOXES,
    ),
    (
        (
            r"^(export id|data source id|date deleted|last modification|modified|updated|"
            r"date updated|"
            r"last user|unread|last updated.*|changed( at)?)$"
        ),
        WHY_MACHINE,
    ),
    (r"\bcaseload\b|\breferr|\benrol", WHY_NO_PLACE),
)

HEADINGS: tuple[tuple[str, str], ...] = (
    ("from code|from id", "a_number"),
    ("to code|to id", "b_number"),
    ("from|person 1|person a|first person", "a_name"),
    ("to|person 2|person b|second person|related (to|person)|other person", "b_name"),
    ("type|relation(ship)?( type)?|type of relation(ship)?|how related|connection", "label"),
    ("last name|surname|family name|user last name|lastname", "last_name"),
    (
        "(first|given|fore) ?name|christian name|user first name|first names?|forenames?",
        "first_name",
    ),
    ("middle names?", "middle_name"),
    ("name suffix|suffix", "suffix"),
    (
        (
            "likes? to be called|known as|preferred name|called|nick ?name|goes by|aka|"
            "likes being called"
        ),
        "called",
    ),
    (
        (
            "our refs?|refs?|reference|ref (no|number)|(client|person|case|"
            "service user) (ref|reference)"
        ),
        "our_ref",
    ),
    (
        (
            "code|(personal|user|person|client|party|contact|organi[sz]ation|worker|"
            "staff)? ?id|id no|"
            "number|system id|record id|unique id|uid|uuid"
        ),
        "number",
    ),
    ("line of business|person type|contact type|role in team|group|sector", "group"),
    ("categor(y|ies)|tags?|labels?", "categories"),
    ("(detailed )?position|role|job title|job|post", "role"),
    ("organi[sz]ation name|company name|agency name|charity name|company", "organisation"),
    ("organi[sz]ation|agency|employer|works (for|at)", "organisation"),
    ("birthday|date of birth|d ?o ?b|born|birth ?date", "born"),
    ("mobile( phone| number| no)?|cell( phone)?", "mobile"),
    ("(home |user |work |tele)?phone( number| no)?|tel(ephone)?( number| no)?|landline", "phone"),
    ("(user )?e ?mail( address)?", "email"),
    ("contact mechanisms type", "way_kind"),
    ("contact mechanisms value", "way_value"),
    ("contact mechanisms name", "way_label"),
    ("contact mechanisms comment", "way_comment"),
    ("identifiers code", "identifier"),
    (
        (
            ".*address(es)? (zip|post(al)?) ?code|zip( code)?|post ?code|postal code|"
            "addresses postal code"
        ),
        "postcode",
    ),
    (".*address(es)? city|addresses city|town|city", "city"),
    (
        (
            "(billing |home |shipping |postal )?(address )?address|addresses street|street|"
            "address line 1|"
            "home address|where .* (live|lives|stay|stays)"
        ),
        "street",
    ),
    (
        (
            "best (way|time)s? to (reach|contact).*|how to reach.*|contact preference|"
            "preferred contact.*"
        ),
        "reach",
    ),
    (
        "ok to leave a? ?(voice)? ?message|(can|may) (we|i) leave a message|leave a message",
        "message_ok",
    ),
    ("safe (contact|to).*|contact safely.*", "safe_words"),
    ("active to ?dos?|to ?dos?|open tasks", "todos"),
    ("memos?", "memos"),
    ("owner( user)?|record owner", "owner"),
    ("creat(ed|ion)( date| at| on)?|date created|entered( on)?|date (entered|typed)", "created"),
    ("active|archived", "active"),
    ("start date|since|date from", "since"),
    ("end date|until|date to", "until"),
)

NOTE_HEADINGS: tuple[tuple[str, str], ...] = (
    (
        (
            "resource|has for subject|subject|about|who|with|person|name|client|service user|"
            "client name|person name|party|contact|(full|person s) name|for whom|concerning"
        ),
        "who",
    ),
    (
        (
            "has as participant|author|(created|written|entered|recorded|noted|"
            "logged) by( name)?|worker|"
            "(key|support|case|outreach) ?worker|staff( member| name)?|by|user|who by|"
            "practitioner|worker name"
        ),
        "author",
    ),
    (
        (
            "start|date|when|(contact|note|visit|session|meeting) date|date (and|&) time|date time|"
            "date of (contact|visit|note)|happened( on)?|day|timestamp|start time"
        ),
        "when",
    ),
    ("end|finish|end time", "ended"),
    ("(activity|contact|note|visit)? ?(sub)? ?type|kind|method|mode|(contact )?method|how", "kind"),
    (
        (
            "notes?|minutes|description|message|details?|comments?|text|words|content|body|summary|"
            "what happened|case notes?|contact notes?|record|narrative|observations?|note text"
        ),
        "words",
    ),
    ("title|heading|headline", "title"),
    ("status|outcome|result", "status"),
)

TASK_HEADINGS: tuple[tuple[str, str], ...] = (
    (
        (
            "has as participant|who|assigned to|assignee|by whom|worker|staff|promised by|"
            "responsible|who by|"
            "by|(key|support|outreach) ?worker|action owner|lead"
        ),
        "by",
    ),
    (
        (
            "has for subject|subject|for|for whom|about|with|to whom|promised to|person|name|"
            "client|"
            "client name|person name|service user"
        ),
        "to",
    ),
    ("end|due( date| on| by)?|deadline|by when|target date|finish|to be done by|when", "due"),
    ("start|start date", "start"),
    ("all day", "all_day"),
    ("status|state|done|complete(d)?|progress", "status"),
    (
        "title|task( name)?|to ?do|action( point)?|what|promise|job|item|subject line|activity",
        "words",
    ),
    ("description|details?|notes?|comments?", "extra"),
)

MORE = {"notes": NOTE_HEADINGS, "tasks": TASK_HEADINGS}
LISTS = frozenset({"people", "organisations", "workers"})
OWN_NAME = re.compile("(full |organi.ation |company )?name")
SAFE_IN_PEOPLE = re.compile("description|notes?|comments?|contact notes?")
RELATION_HEADING = re.compile(
    r"(is|are|was|rents|works|helps?|supports?|employs?|knows|lives|must|may|shares?|related)\b.*"
    r"\b(of|by|from|with|for|to|is|employs|helps|supports|knows)$|employs|supports|helps|knows"
    r"|(support|key|outreach|link) ?workers?|supported by"
)


@lru_cache(maxsize=4096)
def plain_heading(heading: str) -> str:
    """``BillingAddress - ZipCode (activity)?`` as ``billing address zip code``: easy to compare."""
    text = re.sub(r"\s\(\d+\)$", "", heading)
    text = re.sub(r"\([^)]*\)", " ", text)
    text = re.sub(r"([a-z])([A-Z])", r"\1 \2", text)
    text = re.sub(r"([A-Z])([A-Z][a-z])", r"\1 \2", text)
    return " ".join(re.sub(r"[^\w&]+|_", " ", text).lower().split())


@lru_cache(maxsize=4096)
def refused_for(heading: str) -> str:
    """Why a column of this name is never brought in, as a short word; empty when it may be."""
    plain = plain_heading(heading)
    return next((why for pattern, why in REFUSED if re.search(pattern, plain)), "")


@lru_cache(maxsize=4096)
def meaning_of(heading: str, kind: str) -> str:
    """What a heading means in a file of this kind, by its words alone; empty when unknown."""
    plain = plain_heading(heading)
    if why := refused_for(heading):
        return LEFT + why
    own = _in_lists(plain) if kind in LISTS else ""
    if own or (own := _first(MORE.get(kind, ()), plain)):
        return own
    if RELATION_HEADING.fullmatch(plain):
        return RELATION + plain
    return _first(HEADINGS, plain)


def _first(table: Iterable[tuple[str, str]], plain: str) -> str:
    return next((word for pattern, word in table if re.fullmatch(pattern, plain)), "")


def _in_lists(plain: str) -> str:
    """What a heading means only in a list of people or organisations."""
    if SAFE_IN_PEOPLE.fullmatch(plain):
        return "safe_words"
    if plain in {"supporter", "worker"}:
        return RELATION + "supported by"
    return "name" if OWN_NAME.fullmatch(plain) else ""
