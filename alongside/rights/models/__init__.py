from alongside.rights.models.copies import TakenOut
from alongside.rights.models.erasures import (
    ErasureAsk,
    ErasureDecision,
    ErasureStep,
    Hold,
    Step,
)

__all__ = ["ErasureAsk", "ErasureDecision", "ErasureStep", "Hold", "Step", "TakenOut"]
