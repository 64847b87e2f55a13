"""What anybody would write with Django: signed in, the ORM, a template, and nothing else."""

from datetime import timedelta

from django import forms
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.bench.floor.models import Note, Promise, Tie

NEWEST = 50
MET = ("met", "chance")
LATELY = timedelta(days=14)


class NoteForm(forms.Form):
    tie = forms.IntegerField()
    kind = forms.CharField(max_length=10)
    words = forms.CharField()
    promise = forms.CharField(required=False)
    due = forms.DateField(required=False)


def _ties(request: HttpRequest) -> list[Tie]:
    ties = Tie.objects.filter(worker_id=request.user.pk).select_related("person")
    return list(ties.order_by("person__name"))


def _with_last(request: HttpRequest, ties: list[Tie]) -> list[tuple[Tie, object]]:
    met = Note.objects.filter(tie__worker_id=request.user.pk, kind__in=MET)
    last = dict(met.values_list("tie_id").annotate(last=Max("happened_at")))
    return [(tie, last.get(tie.pk)) for tie in ties]


def story(request: HttpRequest, tie: int) -> HttpResponse:
    between = get_object_or_404(Tie.objects.select_related("person"), pk=tie)
    notes = Note.objects.filter(tie=between).select_related("author").order_by("-happened_at")
    return render(request, "floor/notes.html", {"tie": between, "notes": notes[:NEWEST]})


def today(request: HttpRequest) -> HttpResponse:
    ties = _ties(request)
    mine = {"tie__worker_id": request.user.pk}
    night = timezone.localtime().replace(hour=23, minute=59, second=59)
    due = Promise.objects.filter(**mine, kept=False, due_at__lte=night)
    due = due.select_related("tie__person", "by").order_by("due_at")
    newest: dict[int, Note] = {}
    for note in (
        Note.objects.filter(**mine, happened_at__gte=timezone.now() - LATELY)
        .select_related("tie", "author")
        .order_by("-happened_at")
    ):
        newest.setdefault(note.tie_id, note)
    left = [note for note in newest.values() if note.author_id == note.tie.person_id]
    page = {"due": due, "left": left, "people": _with_last(request, ties)}
    return render(request, "floor/today.html", page)


def people(request: HttpRequest) -> HttpResponse:
    rows = _with_last(request, _ties(request))
    return render(request, "floor/people.html", {"people": rows})


def search(request: HttpRequest) -> HttpResponse:
    notes = Note.objects.filter(
        tie__worker_id=request.user.pk, words__icontains=request.GET.get("q", "")
    )
    notes = notes.select_related("author").order_by("-happened_at")[:NEWEST]
    return render(request, "floor/notes.html", {"notes": notes})


def add(request: HttpRequest) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "floor/people.html", {"people": []})
    said = form.cleaned_data
    tie = get_object_or_404(Tie, pk=said["tie"])
    with transaction.atomic():
        note = Note.objects.create(
            tie=tie,
            author_id=tie.person_id,
            kind=said["kind"],
            happened_at=timezone.now(),
            words=said["words"],
        )
        if said["promise"]:
            Promise.objects.create(
                tie=tie, note=note, by_id=tie.person_id, words=said["promise"], due_at=None
            )
    return redirect("floor:story", tie.pk)
