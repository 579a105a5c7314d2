# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every root and every child of one has in common: an identity that never changes, and drafts beside the published row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import DraftStateMixin, LockableMixin, Orderable, Revision, RevisionMixin, WorkflowMixin

from verkstad.archive.errors import ContentRefused, HeldBack, IdentityChanged, SlugTaken
from verkstad.archive.fields import new_id
from verkstad.archive.models.checking import CheckedAtOnce
from verkstad.archive.rules.access import refuse_unless

_MICROSECOND = timedelta(microseconds=1)

_OF_EVERY_ROW = (
    "live", "has_unpublished_changes", "first_published_at", "latest_revision", "locked", "locked_at", "locked_by",
)  # fmt: skip
"""What Wagtail keeps of a thing as a whole."""
_OF_WAGTAIL = {"latest_revision", "live_revision"}
"""References that no revision brings: the row's own are put in their place."""


def is_held_back(thing: Root) -> bool:
    """Whether it was withdrawn and not reinstated since."""
    from verkstad.archive.models.withdrawing import Withdrawal  # made after this module

    return Withdrawal.objects.of_things().filter(thing_id=thing.pk).exists()


class RootQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(live=True)

    def with_drafts(self) -> Self:
        """Those whose latest draft differs from what readers see, or that readers do not see."""
        return self.filter(Q(has_unpublished_changes=True) | Q(live=False))


class Root(CheckedAtOnce, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """A thing with its own drafts and history. The row is what is published; with ``live`` false nobody reads it.

    ``id`` follows the thing from first draft to archive package and never changes.
    """

    thing_kind: str
    """The word for this model among the kinds of things."""

    together: ClassVar[dict[str, str | None]] = {}
    """First parts of the names of columns that stand together, and the one without which the others say nothing."""

    of_the_row = ("live_revision", "last_published_at", "expired", "expire_at")
    """Fields that belong to the thing as a whole: a revision never brings its own value."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    live = models.BooleanField(verbose_name=_("published"), default=False, editable=False)

    objects = RootQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:
        thing = super().from_db(db, field_names, values)
        thing._stored_id = thing.pk
        return thing

    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = getattr(self, "_stored_id", None)
        if stored is not None and stored != self.pk:
            raise IdentityChanged(self, stored)
        super().save(*args, **kwargs)
        self._stored_id = self.pk

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        # Whole or not at all, with what follows from it (receivers.py), by whatever road it came here.
        with transaction.atomic():
            # The desk publishes from the form's object, which holds the draft; facts of the row come from the row.
            row = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            if is_held_back(row):
                raise HeldBack(row)
            if row.live and row.live_revision_id is None:
                # A row that was never published from a revision; Wagtail would take it down while a new version is scheduled.
                row.live_revision = Revision.objects.create(
                    content_object=row,
                    content=row.serializable_data(),
                    object_str=str(row),
                    created_at=revision.created_at - _MICROSECOND,
                )
                type(row).objects.filter(pk=row.pk).update(live_revision=row.live_revision)
            revision.content_object = row
            content = revision.as_object()
            if not kwargs.get("skip_permission_checks"):  # whoever skips them has asked already: an action of ours
                refuse_unless(kwargs.get("user"), "publish", row, content)
            if problems := content.refusals_to_publish():
                raise ContentRefused(row, problems)
            super(Root, row).publish(revision, *args, **kwargs)

    def refusals_to_publish(self) -> dict[str, list[str]]:
        """Sentences, by field, on why this content may be a draft but not what readers see; none when it may."""
        return {}

    def save_revision(self, user: Any = None, *args: Any, **kwargs: Any) -> Revision:
        # By whatever road a draft comes: neither what is there nor what it would become may be another's.
        refuse_unless(user, "change", self, *type(self).objects.filter(pk=self.pk) if user is not None else ())
        return super().save_revision(user, *args, **kwargs)

    def unpublish(
        self, set_expired: bool = False, commit: bool = True, user: Any = None, log_action: bool | str = True
    ) -> None:
        refuse_unless(user, "withdraw", self)
        with transaction.atomic():
            # Who may is our own rule, asked before (rules/access.py); Wagtail's looks for a method that our things lack.
            action = UnpublishAction(self, set_expired=set_expired, commit=commit, user=user, log_action=log_action)
            action.execute(skip_permission_checks=True)

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Self:
        # Asking after every reference of every part would be a query each: a large agenda has hundreds. What a draft
        # names is never deleted (actions/deleting.py); only references that let go by themselves are asked after.
        thing = super().from_serializable_data(data, check_fks=False, strict_fks=strict_fks)
        if check_fks:
            for field in cls._meta.fields:
                lets_go = field.remote_field is not None and field.remote_field.on_delete is models.SET_NULL
                key = getattr(thing, field.attname) if lets_go and field.name not in _OF_WAGTAIL else None
                if key is not None and not field.related_model._base_manager.filter(pk=key).exists():
                    setattr(thing, field.attname, None)
        return thing

    def with_content_json(self, content: dict[str, Any]) -> Self:
        thing = super().with_content_json(content)
        thing.take_facts_of(self)
        return thing

    def take_facts_of(self, row: Self) -> None:
        """Say of the thing as a whole what its row says, whatever this draft was loaded from, and when."""
        for name in (*_OF_EVERY_ROW, *self.of_the_row):
            setattr(self, name, getattr(row, name))

    @property
    def modified_at(self) -> Any:
        """When what readers see of it last changed."""
        return self.last_published_at


class NamedRoot(Root):
    """A root with an address of its own. The slug is frozen at first publishing: later only ``change_slug`` changes it."""

    slug = models.CharField(
        verbose_name=_("address"),
        max_length=120,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use a–z, digits and single hyphens."))],
    )

    class Meta:
        abstract = True

    def take_facts_of(self, row: Self) -> None:
        super().take_facts_of(row)
        if row.first_published_at is not None:
            self.slug = row.slug

    def clean(self) -> None:
        from verkstad.archive.taken import is_slug_taken  # asks tables whose models are made after this one

        super().clean()
        if is_slug_taken(self, self.slug):
            raise ValidationError({"slug": SlugTaken(self, self.slug).message()})


def hidden_index(model: str) -> models.Index:
    """For finding the few things that readers do not see, among the many that they do."""
    return models.Index(name=f"archive_{model}_hidden", fields=["id"], condition=Q(live=False))


class Child(CheckedAtOnce, Orderable):
    """A part of a root. The integer key may change with every published draft; ``uid`` does not, and names the part."""

    uid_is_content = False
    """Whether records tell the uid, because other parts refer to it or readers follow it."""
    is_only_a_reference = False
    """Whether records tell nothing of it but the thing it refers to."""

    uid = models.UUIDField(default=new_id, unique=True)
    # Never null as in Orderable: one database sorts nulls first, the other last.
    sort_order = models.IntegerField(default=0, editable=False)

    class Meta(Orderable.Meta):
        abstract = True

    def _do_update(
        self, base_qs: Any, using: Any, pk_val: Any, values: Any, update_fields: Any, forced_update: Any
    ) -> bool:
        # A query more on each save of each part, for the sake of one that never happens, would be too dear:
        # the update asks for key and uid at once, and only when it finds nothing do we look why.
        found = super()._do_update(base_qs.filter(uid=self.uid), using, pk_val, values, update_fields, forced_update)
        if not found and (stored := base_qs.filter(pk=pk_val).values_list("uid", flat=True).first()):
            raise IdentityChanged(self, stored)
        return found
