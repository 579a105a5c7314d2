# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The models: one room of tables, told apart by what they are about."""

from verkstad.archive.models.addresses import CheckedAddress
from verkstad.archive.models.agenda import (
    AgendaItem,
    Appearance,
    Correction,
    Link,
    Organiser,
    Relation,
    Session,
    TopicLink,
    Uncertainty,
)
from verkstad.archive.models.base import Child, NamedRoot, Root
from verkstad.archive.models.captions import CaptionTrack
from verkstad.archive.models.desk import Claim, EditorNote
from verkstad.archive.models.event import Event
from verkstad.archive.models.files import FileVersion, StoredFile, Upload
from verkstad.archive.models.material import Material
from verkstad.archive.models.members import Grant, PolicyAcceptance
from verkstad.archive.models.merging import Merge, ToldApart
from verkstad.archive.models.people import Organisation, Person
from verkstad.archive.models.planning import PlanningStep, SeriesStep, SlidesRequest
from verkstad.archive.models.progress import PublishingProgress
from verkstad.archive.models.readings import FileReading
from verkstad.archive.models.recording import Recording
from verkstad.archive.models.reminders import CaptionsReminder
from verkstad.archive.models.series import Series, SeriesOrganiser
from verkstad.archive.models.template import EventTemplate
from verkstad.archive.models.topic import BroaderTopic, Topic
from verkstad.archive.models.traces import ArchiveIdentity, ChangedThing, FormerSlug, Tombstone
from verkstad.archive.models.withdrawing import Disposal, DisposalRule, Withdrawal
from verkstad.archive.models.work import Job

__all__ = [
    "AgendaItem",
    "Appearance",
    "ArchiveIdentity",
    "BroaderTopic",
    "CaptionTrack",
    "CaptionsReminder",
    "ChangedThing",
    "CheckedAddress",
    "Child",
    "Claim",
    "Correction",
    "Disposal",
    "DisposalRule",
    "EditorNote",
    "Event",
    "EventTemplate",
    "FileReading",
    "FileVersion",
    "FormerSlug",
    "Grant",
    "Job",
    "Link",
    "Material",
    "Merge",
    "NamedRoot",
    "Organisation",
    "Organiser",
    "Person",
    "PlanningStep",
    "PolicyAcceptance",
    "PublishingProgress",
    "Recording",
    "Relation",
    "Root",
    "Series",
    "SeriesOrganiser",
    "SeriesStep",
    "Session",
    "SlidesRequest",
    "StoredFile",
    "ToldApart",
    "Tombstone",
    "Topic",
    "TopicLink",
    "Uncertainty",
    "Upload",
    "Withdrawal",
]
