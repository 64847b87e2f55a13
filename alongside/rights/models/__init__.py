from alongside.rights.models.copies import TakenOut

__all__ = ["TakenOut"]
