"""Where a planning run writes down what it meets: problems, questions, what is left out."""

from collections import Counter

from django.utils.translation import gettext as _

from alongside.interchange.planning.plan import Answers, LeftOut, Question
from alongside.interchange.planning.reasons import why
from alongside.interchange.problems import Problem

MOST_PROBLEMS = 20_000
MOST_QUESTIONS = 1_000


class Ledger:
    """Collects once. ``muted`` ledgers answer questions and remember nothing, for later walks."""

    def __init__(self, answers: Answers, *, muted: bool = False) -> None:
        self.answers = answers
        self._muted = muted
        self._problems: dict[str, list[Problem]] = {}
        self._more: Counter[str] = Counter()
        self._questions: dict[str, Question] = {}
        self._left: Counter[tuple[str, str, str]] = Counter()

    def quiet(self) -> "Ledger":
        """The same answers, remembering nothing."""
        return Ledger(self.answers, muted=True)

    def problem(self, file: str, row: int, column: str, says: str) -> None:
        """Name something wrong. After twenty thousand in one file the rest are counted."""
        if self._muted:
            return
        kept = self._problems.setdefault(file, [])
        if len(kept) < MOST_PROBLEMS:
            kept.append(Problem(file, row, column, says))
        else:
            self._more[file] += 1

    def more(self, file: str, count: int) -> None:
        """So many more of this file were met before, and only counted."""
        if count and not self._muted:
            self._more[file] += count

    def ask(self, question: Question) -> str:
        """What was answered, or the safe default. The question is kept for people to see."""
        if not self._muted and len(self._questions) < MOST_QUESTIONS:
            self._questions.setdefault(question.key, question)
        given = self.answers.get(question.key, "")
        known = any(given == choice.value for choice in question.choices)
        return given if known or (given and question.open_to) else question.default

    def leave(self, file: str, column: str, reason: str, count: int = 1) -> None:
        """Count something that stays behind; ``reason`` is a short word of ``reasons``."""
        if count and not self._muted:
            self._left[file, column, reason] += count

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem kept, file by file, and one line for those that were only counted."""
        every = [problem for kept in self._problems.values() for problem in kept]
        for file, count in self._more.items():
            says = _("There are %(count)s more problems like these in this file.") % {
                "count": count
            }
            every.append(Problem(file, 0, "", says))
        return tuple(every)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, those about safety first."""
        return tuple(sorted(self._questions.values(), key=lambda question: not question.urgent))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What stays behind, by file, column and reason."""
        return tuple(
            LeftOut(file, column, count, why(reason))
            for (file, column, reason), count in self._left.items()
        )
