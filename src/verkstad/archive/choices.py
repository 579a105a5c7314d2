# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that a column may hold, each with the label that people see. The records know the same words by type."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(TextChoices):
    WORKSHOP = "workshop", _("Workshop")
    WEBINAR = "webinar", _("Webinar")
    SEMINAR = "seminar", _("Seminar")
    HEARING = "hearing", _("Hearing")
    WORKING_MEETING = "working_meeting", _("Working meeting")
    COMMUNITY_DAY = "community_day", _("Community day")
    HACKATHON = "hackathon", _("Hackathon")
    CONFERENCE = "conference", _("Conference")
    MEETUP = "meetup", _("Meetup")
    COURSE = "course", _("Course")


class EventStatus(TextChoices):
    SCHEDULED = "scheduled", _("As planned")
    CANCELLED = "cancelled", _("Cancelled")
    POSTPONED = "postponed", _("Postponed")


class Precision(TextChoices):
    DAY = "day", _("Day")
    MONTH = "month", _("Month")


class Mode(TextChoices):
    ONLINE = "online", _("Online")
    ON_SITE = "on_site", _("On site")
    BOTH = "both", _("On site and online")


class SummaryState(TextChoices):
    APPROVED = "approved", _("Approved")
    REWRITTEN = "rewritten", _("Rewritten, not yet approved")
    MACHINE = "machine", _("Written by a machine, not yet approved")


class AgendaKind(TextChoices):
    INTRODUCTION = "introduction", _("Introduction")
    TALK = "talk", _("Talk")
    PANEL = "panel", _("Panel")
    GROUP_DISCUSSION = "group_discussion", _("Group discussion")
    DISCUSSION = "discussion", _("Discussion")
    DEMONSTRATION = "demonstration", _("Demonstration")
    REPORT = "report", _("Report")
    BREAK = "break", pgettext_lazy("agenda", "Break")
    CLOSING = "closing", _("Closing")
    OTHER = "other", _("Other")


class AppearanceRole(TextChoices):
    SPEAKER = "speaker", _("Speaker")
    MODERATOR = "moderator", _("Moderator")
    PANELLIST = "panellist", _("On the panel")
    HOST = "host", _("Host")
    FACILITATOR = "facilitator", _("Facilitator")
    CONTACT = "contact", _("Contact")


class OrganiserRole(TextChoices):
    ORGANISER = "organiser", _("Organiser")
    CO_ORGANISER = "co_organiser", _("Co-organiser")
    HOST = "host", _("Host")
    PARTNER = "partner", _("In cooperation with")
    INITIATOR = "initiator", _("Initiator")
    PUBLISHER = "publisher", _("Publisher")


class TopicRelation(TextChoices):
    ABOUT = "about", pgettext_lazy("topic of a workshop", "About")
    MENTIONS = "mentions", _("Mentions")


class LinkKind(TextChoices):
    FORUM = "forum", _("Forum thread")
    PRE_READING = "pre_reading", _("Pre-reading")
    PARTNER_PAGE = "partner_page", _("Page at an organisation")
    SIGN_UP = "sign_up", _("Sign-up")
    NOTES = "notes", _("Notes")
    TOOL = "tool", _("Tool")
    REFERENCE = "reference", _("Reference")
    OTHER = "other", _("Other")


class RelationKind(TextChoices):
    RELATED = "related", _("Related")
    CONTINUES = "continues", _("Continues")
    PART_OF = "part_of", _("Part of")
    REPLACES = "replaces", _("Replaces")
    SAME_AS = "same_as", _("Same as")


class MaterialKind(TextChoices):
    SLIDES = "slides", _("Slides")
    DOCUMENT = "document", _("Document")
    NOTES = "notes", _("Notes")
    SUMMARY = "summary", _("Summary")
    REPORT = "report", _("Report")
    CODE = "code", _("Code")
    DATA = "data", _("Data")
    PAGE = "page", _("Page")
    OTHER = "other", _("Other")


class RecordingState(TextChoices):
    NONE = "none", _("Not recorded")
    PLANNED = "planned", _("Will be recorded")
    PROCESSING = "processing", _("Recorded, being prepared")
    PUBLISHED = "published", pgettext_lazy("recording", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("recording", "Taken down")
    UNKNOWN = "unknown", _("Not known")


class CaptionState(TextChoices):
    """Who answers for the words: readers see it."""

    MACHINE = "machine", pgettext_lazy("captions", "Automatic")
    CORRECTED = "corrected", pgettext_lazy("captions", "Corrected")
    APPROVED = "approved", pgettext_lazy("captions", "Approved")


class CaptionsLimit(TextChoices):
    """The limits of how long captions may be missing: the words of ``rules.captions_due.DutyState``."""

    URGENT = "urgent", _("Captions are urgent")
    LATE = "late", _("Captions are late")


class AddressResult(TextChoices):
    """What came of looking at an address elsewhere."""

    ANSWERS = "answers", _("Answers")
    GONE = "gone", _("Gone")
    REFUSES = "refuses", _("Cannot be checked")
    UNREACHABLE = "unreachable", _("Does not answer")
    CERTIFICATE = "certificate", _("The certificate is wrong")
    NOT_ASKED = "not_asked", _("Not asked")


class AudioDescription(TextChoices):
    """Whether what only the picture shows is also told."""

    NOT_NEEDED = "not_needed", _("Not needed")
    WANTED = "wanted", _("Wanted, not made yet")
    PRESENT = "present", _("There is one")


class JobKind(TextChoices):
    READ = "read", _("Reading a file")
    CUT = "cut", _("Cutting a recording")
    TRANSCRIBE = "transcribe", _("Writing down what is said")
    LINKS = "links", _("Looking at addresses elsewhere")


class JobState(TextChoices):
    WAITING = "waiting", pgettext_lazy("work", "Waiting")
    RUNNING = "running", pgettext_lazy("work", "Under way")
    DONE = "done", pgettext_lazy("work", "Done")
    FAILED = "failed", pgettext_lazy("work", "Failed")


class OrganisationKind(TextChoices):
    AUTHORITY = "authority", _("Public authority")
    MUNICIPALITY = "municipality", _("Municipality")
    REGION = "region", _("Region")
    GOVERNMENT = "government", _("Government")
    UNIVERSITY = "university", _("University")
    COMPANY = "company", _("Company")
    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", _("Foundation")
    NETWORK = "network", _("Network")
    PARLIAMENT_PARTY = "parliament_party", _("Party in parliament")
    EU_BODY = "eu_body", _("Body of the European Union")
    FOREIGN_BODY = "foreign_body", _("Body in another country")
    PROJECT = "project", _("Project")
    OTHER = "other", _("Other")


class TopicKind(TextChoices):
    SUBJECT = "subject", _("Subject")
    SOFTWARE = "software", _("Software")
    SERVICE = "service", _("Service")
    STANDARD = "standard", _("Standard")
    LAW = "law", _("Law")
    DATA_SET = "data_set", _("Data set")
    PROGRAMME = "programme", _("Programme")


class TombstoneReason(TextChoices):
    WITHDRAWN = "withdrawn", _("Withdrawn")
    AUTHOR_REQUEST = "author_request", _("At the author's request")
    RIGHTS = "rights", _("Somebody else holds the rights")
    PERSONAL_DATA = "personal_data", _("Personal data")
    MERGED = "merged", _("Merged with another")
    MISTAKE = "mistake", _("Published by mistake")


class WithdrawalReason(TextChoices):
    """Why somebody took something down: the classes of a tombstone, but for merging."""

    PERSONAL_DATA = TombstoneReason.PERSONAL_DATA.value, _("Personal data")
    AUTHOR_REQUEST = TombstoneReason.AUTHOR_REQUEST.value, _("At the author's request")
    RIGHTS = TombstoneReason.RIGHTS.value, _("Somebody else holds the rights")
    MISTAKE = TombstoneReason.MISTAKE.value, _("Published by mistake")
    WITHDRAWN = TombstoneReason.WITHDRAWN.value, _("Another reason")


class UploadPurpose(TextChoices):
    """What an upload becomes when it is whole; its thing is an event, a material, a recording or a series."""

    MATERIAL = "material", _("New material")
    VERSION = "version", _("New version of a material")
    RECORDING = "recording", _("Recording")
    EVENT_PICTURE = "event_picture", _("Picture of a workshop")
    SERIES_PICTURE = "series_picture", _("Picture of a series")


class ThingKind(TextChoices):
    SERIES = "series", _("Series")
    EVENT = "event", _("Workshop")
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    TOPIC = "topic", _("Topic")
    MATERIAL = "material", _("Material")
    RECORDING = "recording", _("Recording")


class Sureness(TextChoices):
    STATED = "stated", _("Stated in so many words")
    DERIVED = "derived", _("Follows by a rule")
    UNCERTAIN = "uncertain", _("Uncertain")


class ClaimState(TextChoices):
    CHOSEN = "chosen", _("Chosen")
    REJECTED = "rejected", _("Rejected")
    OPEN = "open", pgettext_lazy("claim", "Open")


class Role(TextChoices):
    """What a member of the desk is there to do; ``rules/access.py`` says what each may."""

    ADMINISTRATOR = "administrator", _("Administrator")
    EDITOR = "editor", _("Editor")
    CONTRIBUTOR = "contributor", _("Contributor")
    REVIEWER = "reviewer", _("Reviewer")
