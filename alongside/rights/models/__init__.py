from alongside.rights.models.copies import TakenOut
from alongside.rights.models.erasures import (
    ErasureAsk,
    ErasureDecision,
    ErasureStep,
    Hold,
    Step,
)
from alongside.rights.models.logs import About, Hearer, LogAnswer, LogEntry, LogHearer
from alongside.rights.models.requests import (
    DataRequest,
    RequestStep,
    What,
    WhyNot,
    Withheld,
    WithheldReview,
)

__all__ = [
    "About",
    "DataRequest",
    "ErasureAsk",
    "ErasureDecision",
    "ErasureStep",
    "Hearer",
    "Hold",
    "LogAnswer",
    "LogEntry",
    "LogHearer",
    "RequestStep",
    "Step",
    "TakenOut",
    "What",
    "WhyNot",
    "Withheld",
    "WithheldReview",
]
