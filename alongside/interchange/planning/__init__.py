"""Planning a bring-in: what would be written, what waits, what is asked, what stays behind."""

from alongside.interchange.planning.building import Opened, make_plan, open_files, plan_files

__all__ = ["Opened", "make_plan", "open_files", "plan_files"]
