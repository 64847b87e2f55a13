"""Pages of somebody's own that need not say who sees them, and why not."""

SAYS_ITSELF = {
    *("shares:mine", "shares:between", "shares:quietly", "pages:shared", "pages:who-looked"),
    "pages:just-me",
    *("pages:sharing-one", "profiles:who", "lifemaps:who", "circles:who"),
}
"""They are about nothing but who sees what, and who looked; or say that nobody else sees them."""
OF_THE_OTHER = {
    *(
        "pages:shared-with-me",
        "pages:words-left",
        "profiles:between",
        "lifemaps:between",
        "lifemaps:between-then",
    ),
    "circles:between",
}
"""What somebody else opened: theirs. Beside it stands what they read of mine."""
TO_WRITE_IN = {
    *("pages:say", "pages:note", "moments:telling", "moments:otherwise", "moments:placing"),
    *("moments:taking-down", "agreements:writing", "agreements:seeing-otherwise"),
    *("agreements:resting", "agreements:ending", "agreements:hard-writing"),
    *("agreements:answering", "promises:make", "promises:moving", "plans:beginning"),
    *("asks:asking", "asks:after", "asks:opened-door"),
    "plans:spending",
}
"""A form a tap away from a page that says it: the form says itself who will read the words."""
TO_TAKE_ALONG = {"circles:copy", "profiles:attachment", "rights:copy"}
"""A file, which stays where it is put; and one photo of a page that says it."""
NOTHING_OF_A_LIFE = {
    *("pages:away", "pages:people", "pages:new-person", "drafts:fresh"),
    *("relationships:inviting", "relationships:helping-back", "relationships:both-me"),
    *("relationships:join", "rights:requests", "rights:complaints", "rights:complain"),
    "rights:erasing",
}
"""Ways in, names, and what the place is asked for."""
NEED_NONE = SAYS_ITSELF | OF_THE_OTHER | TO_WRITE_IN | TO_TAKE_ALONG | NOTHING_OF_A_LIFE
