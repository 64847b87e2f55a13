"""`<paper:kind>` in an address: as a PDF, in large print, as a Word file, and nothing else."""

from django.urls import register_converter

from alongside.kit.paper.sheets import Kind


class KindOfPaper:
    """What Django's address book takes."""

    regex = "|".join(Kind)

    def to_python(self, value: str) -> Kind:
        return Kind(value)

    def to_url(self, value: str) -> str:
        return Kind(value).value


register_converter(KindOfPaper, "paper")
