"""Words that several kinds of record here say of themselves."""

PERSONS_KEY = "the person's own"
WITH_THE_PERSON = "with the whole story of the person"
