# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of files at the desk: an event's materials, one material's versions, a recording's file, a picture."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from verkstad.archive.actions import files
from verkstad.archive.actions.publishing import publish
from verkstad.archive.choices import UploadPurpose
from verkstad.archive.errors import ArchiveError
from verkstad.archive.models import Event, FileVersion, Material, Recording, Root, Series
from verkstad.archive.rules.access import may
from verkstad.archive.rules.licences import LICENCES
from verkstad.editing.materials import purposes
from verkstad.editing.materials.forms import PictureForm, RecordingForm
from verkstad.editing.materials.readings import ask_to_read_again, standing_of, words_of_reading
from verkstad.editing.materials.rows import file_of, past_files, rows_of, unfinished
from verkstad.editing.materials.serving import private_address
from verkstad.editing.materials.uploads import PART
from verkstad.editing.shared.pages import edit_url, thing_or_404
from verkstad.editing.shared.states import called, state_of
from verkstad.editing.shared.tasks import Task, TaskPage
from verkstad.exchange.pictures import widths
from verkstad.intake.files import FileRefused


class FilesPage(TaskPage):
    """A page about the files of one thing."""

    unnamed = "save"
    refusals = (ArchiveError, FileRefused)

    purpose: str
    kind: str

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.thing: Any = thing_or_404(self.kind, kwargs["key"])
        self.at = timezone.now()
        self.typed: Any = None  # the forms as somebody typed them, when they are shown again

    def about(self) -> Any:
        return self.thing

    def tasks(self) -> dict[str, Task]:
        return {"send": self.send}

    def send(self, _about: str) -> HttpResponse:
        """Files of an ordinary form: those that can be taken are, of the others it is said why not."""
        came = 0
        for sent in self.request.FILES.getlist("files"):
            try:
                purposes.receive_form_file(sent, self.purpose, self.thing, by=self.request.user, at=self.at)
                came += 1
            except (ArchiveError, FileRefused) as refused:
                messages.error(self.request, refused.message())
        if came:
            said = ngettext("%(n)s file has come in.", "%(n)s files have come in.", came) % {"n": came}
            messages.success(self.request, said)
        elif not self.request.FILES:
            messages.warning(self.request, _("Choose a file first."))
        return redirect(self.address())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        at_most = purposes.at_most(self.purpose)
        return super().get_context_data(
            thing=self.thing,
            state=state_of(self.thing),
            purpose=self.purpose,
            may_change=may(self.request.user, "change", self.thing),
            may_publish=may(self.request.user, "publish", self.thing),
            unfinished=unfinished(self.request.user, self.purpose, self.thing),
            licences=LICENCES,
            part=PART,
            at_most=at_most,
            limit=filesizeformat(at_most),
            form_limit=filesizeformat(min(at_most, purposes.FORM_FILE_AT_MOST)),
            **kwargs,
        )

    def publish_now(self, thing: Root) -> bool:
        """Publish and say so; where it is refused, say why."""
        try:
            publish(thing, by=self.request.user, at=self.at)
        except ArchiveError as refused:
            messages.error(self.request, refused.message())
            return False
        messages.success(self.request, _("“%(thing)s” is published.") % {"thing": called(thing)})
        return True


class EventFilesView(FilesPage):
    template_name = "verkstad/materials/event.html"
    purpose = UploadPurpose.MATERIAL
    kind = "event"
    thing: Event

    def tasks(self) -> dict[str, Task]:
        return {
            **super().tasks(), "save": self.save, "publish": self.publish_one, "publish-all": self.publish_all, "remove": self.remove,
            "recording": self.new_recording, "read": self.read_again,
        }  # fmt: skip

    def get_page_title(self) -> str:
        return _("Material of “%(event)s”") % {"event": called(self.thing)}

    def way(self) -> list[tuple[str, str]]:
        return [(edit_url("event", self.thing.pk), called(self.thing))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.typed or rows_of(self.thing, user=self.request.user)
        recordings = Recording.objects.filter(event=self.thing).select_related("latest_revision")
        return super().get_context_data(
            rows=rows,
            recordings=[(recording, state_of(recording)) for recording in recordings.order_by("sort_order", "pk")],
            waiting=sum(row.may_publish for row in rows),
            **kwargs,
        )

    def save(self, _about: str) -> HttpResponse | None:
        return redirect(self.address()) if self._save() else None

    def _save(self) -> bool:
        """Keep what differs in each row; when one cannot be kept, none is, and all is shown as it was typed."""
        rows = rows_of(self.thing, user=self.request.user, data=self.request.POST)
        typed = [row for row in rows if row.form.is_bound]
        if [row for row in typed if not row.form.is_valid()]:  # each is looked at, so that each says what it has to
            messages.error(self.request, _("Nothing was saved yet: see what is said at the fields below."))
            self.typed = rows
            return False
        changed = [row for row in typed if row.form.has_changed()]
        try:
            with transaction.atomic():
                for row in changed:
                    files.keep_draft(row.material, row.form.changes(), by=self.request.user, at=self.at)
        except ArchiveError as refused:
            messages.error(self.request, refused.message())
            self.typed = rows
            return False
        if changed:
            count = len(changed)
            said = ngettext("%(n)s material is saved.", "%(n)s materials are saved.", count) % {"n": count}
            messages.success(self.request, said)
        return True

    def publish_one(self, about: str) -> HttpResponse | None:
        if not self._save():
            return None
        self.publish_now(self._material(about))
        return redirect(f"{self.address()}#material-{about}")

    def publish_all(self, _about: str) -> HttpResponse | None:
        if not self._save():
            return None
        for material in Material.objects.filter(event=self.thing).with_drafts().order_by("sort_order", "pk"):
            if not self.publish_now(material):
                break
        return redirect(self.address())

    def remove(self, about: str) -> HttpResponse:
        material = self._material(about)
        title = called(material)
        files.remove_material(material, by=self.request.user)
        messages.success(self.request, _("“%(thing)s” is removed.") % {"thing": title})
        return redirect(self.address())

    def read_again(self, about: str) -> HttpResponse | None:
        if not self._save():
            return None
        ask_to_read_again(self._material(about), by=self.request.user, at=self.at)
        return redirect(f"{self.address()}#material-{about}")

    def new_recording(self, _about: str) -> HttpResponse:
        recording = files.add_recording(self.thing, by=self.request.user, at=self.at)
        return redirect(reverse("verkstad_materials:recording", args=[recording.pk]))

    def _material(self, about: str) -> Material:
        try:
            return get_object_or_404(Material, event=self.thing, pk=UUID(about))
        except ValueError:
            raise Http404 from None


class OneFileView(FilesPage):
    """A thing with one file at a time, and those it had before."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = files.content_of(self.thing)
        return super().get_context_data(
            file=file_of(self.thing, content), content=content, past=past_files(self.thing), **kwargs
        )

    def return_to(self, about: str) -> HttpResponse:
        version = get_object_or_404(FileVersion, thing_id=self.thing.pk, pk=about if about.isdecimal() else 0)
        files.return_to_file(self.thing, version, by=self.request.user, at=self.at)
        messages.success(self.request, _("The draft has “%(file)s” again.") % {"file": version.file_name})
        return redirect(self.address())

    def publish(self, _about: str) -> HttpResponse:
        self.publish_now(self.thing)
        return redirect(self.address())


class MaterialFileView(OneFileView):
    template_name = "verkstad/materials/material.html"
    purpose = UploadPurpose.VERSION
    kind = "material"
    thing: Material

    def tasks(self) -> dict[str, Task]:
        return {
            **super().tasks(), "return": self.return_to, "publish": self.publish, "answering": self.answering, "read": self.read_again,
        }  # fmt: skip

    def get_page_title(self) -> str:
        return _("The file of “%(material)s”") % {"material": called(self.thing)}

    def way(self) -> list[tuple[str, str]]:
        return [(reverse("verkstad_materials:event", args=[self.thing.event_id]), _("Material"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(reading=words_of_reading(self.thing, standing_of(self.thing)), **kwargs)

    def read_again(self, _about: str) -> HttpResponse:
        ask_to_read_again(self.thing, by=self.request.user, at=self.at)
        return redirect(self.address())

    def answering(self, _about: str) -> HttpResponse:
        keys = [key for key in self.request.POST.getlist("answering") if key.isdecimal() and len(key) < 19]
        versions = FileVersion.objects.filter(thing_id=self.thing.pk, pk__in=keys).select_related("file")
        files.let_earlier_answer(self.thing, list(versions.order_by("pk")), by=self.request.user, at=self.at)
        messages.success(self.request, _("Saved. It shows when the material is published."))
        return redirect(self.address())


class RecordingFileView(OneFileView):
    template_name = "verkstad/materials/recording.html"
    purpose = UploadPurpose.RECORDING
    kind = "recording"
    thing: Recording

    def tasks(self) -> dict[str, Task]:
        return {**super().tasks(), "return": self.return_to, "publish": self.publish, "save": self.save}

    def get_page_title(self) -> str:
        return _("Recording of “%(event)s”") % {"event": called(self.thing.event)}

    def way(self) -> list[tuple[str, str]]:
        return [(reverse("verkstad_materials:event", args=[self.thing.event_id]), _("Material"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.typed or RecordingForm(files.content_of(self.thing))
        return super().get_context_data(form=form, edit_url=edit_url("recording", self.thing.pk), **kwargs)

    def save(self, _about: str) -> HttpResponse | None:
        form = RecordingForm(files.content_of(self.thing), self.request.POST)
        if not form.is_valid():
            self.typed = form
            return None
        if form.has_changed():
            files.keep_draft(self.thing, form.changes(), by=self.request.user, at=self.at)
        messages.success(self.request, _("The draft is saved."))
        return redirect(self.address())


class PictureView(OneFileView):
    template_name = "verkstad/materials/picture.html"
    thing: Event | Series

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.kind = kwargs["kind"]
        if self.kind not in {"event", "series"}:
            raise Http404
        self.purpose = UploadPurpose.EVENT_PICTURE if self.kind == "event" else UploadPurpose.SERIES_PICTURE
        super().setup(request, *args, **kwargs)

    def tasks(self) -> dict[str, Task]:
        return {**super().tasks(), "save": self.save, "remove": self.remove}

    def get_page_title(self) -> str:
        return _("Picture of “%(thing)s”") % {"thing": called(self.thing)}

    def way(self) -> list[tuple[str, str]]:
        return [(edit_url(self.kind, self.thing.pk), called(self.thing))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        image = files.content_of(self.thing).get("image", {})
        form = self.typed or PictureForm(image)
        context = super().get_context_data(
            form=form, image=image, edit_url=edit_url(self.kind, self.thing.pk), **kwargs
        )
        name = f"x-{widths(image['width'])[0]}.jpg" if image.get("width") else "x"
        shown = private_address(self.thing, image["file"], name) if image.get("file") else ""
        return context | {"file": file_of(self.thing, image), "shown": shown}

    def save(self, _about: str) -> HttpResponse | None:
        form = PictureForm(files.content_of(self.thing).get("image", {}), self.request.POST)
        if not form.is_valid():
            self.typed = form
            return None
        files.describe_picture(self.thing, form.changes(), by=self.request.user, at=self.at)
        messages.success(self.request, _("The draft is saved."))
        return redirect(self.address())

    def remove(self, _about: str) -> HttpResponse:
        files.remove_picture(self.thing, by=self.request.user, at=self.at)
        messages.success(self.request, _("The picture is taken off the draft."))
        return redirect(self.address())
