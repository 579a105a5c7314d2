# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's settings, made from the table in settings_table. Production is the start; VERKSTAD_DEBUG loosens it."""

from __future__ import annotations

from urllib.parse import urlsplit

from verkstad.site.databases import database
from verkstad.site.keys import secret_key
from verkstad.site.logging_in import log_in_settings, saml_is_installed
from verkstad.site.mailing import mail_settings
from verkstad.site.settings_table import read_settings
from verkstad.site.words import LOCALE

VERKSTAD = read_settings()
"""The checked values of the table; other rooms are handed what they need and do not read it."""

VERKSTAD_SITE_OF = "verkstad.site.identity.site_of"
"""Where the desk learns who the site is, for its previews: it may not import this room."""

DEBUG = VERKSTAD["VERKSTAD_DEBUG"]
SECRET_KEY = VERKSTAD["VERKSTAD_SECRET_KEY"] or secret_key(VERKSTAD.home / "keys")
ALLOWED_HOSTS = VERKSTAD.allowed_hosts
_HTTPS = urlsplit(VERKSTAD.base_url).scheme == "https"

INSTALLED_APPS = [
    "verkstad.archive",
    "verkstad.participation",
    "verkstad.editing",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *(["allauth.socialaccount.providers.saml"] if saml_is_installed() else []),
    "django_filters",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "verkstad.site.faults.SafeHeaders",
    "verkstad.site.desk_files.CompressTexts",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # the desk's own styles and scripts, from the installed packages
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "verkstad.editing.access.gate.Gate",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "verkstad.site.urls"
ASGI_APPLICATION = "verkstad.site.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database(VERKSTAD["DATABASE_URL"], home=VERKSTAD.home)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "verkstad.editing.access.backend.MemberBackend",  # who somebody is
    "verkstad.editing.shared.permissions.RuleBackend",  # what they may do
]
vars().update(log_in_settings(VERKSTAD))
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "svenska"), ("en", "English")]
LOCALE_PATHS = [LOCALE]
USE_I18N = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/edit/static/"
WHITENOISE_USE_FINDERS = True  # nothing to collect at each upgrade
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "verkstad.site.desk_files.AddressesFollowContent"},
}
MEDIA_ROOT = VERKSTAD.home / "media"
MEDIA_URL = "/edit/media/"
# Uploads are private: readers get published bytes from the edition, never from here.
FILE_UPLOAD_PERMISSIONS = 0o640
# What is larger than memory should hold goes to the home's own disk on its way: /tmp may be memory, or small.
FILE_UPLOAD_TEMP_DIR = MEDIA_ROOT / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o750)
VERKSTAD_UPLOAD_AT_MOST = VERKSTAD["VERKSTAD_UPLOAD_MAX_MB"] * 1024**2
"""Bytes; the desk asks for it here."""
VERKSTAD_TRANSCRIBE_MODEL = VERKSTAD["VERKSTAD_TRANSCRIBE_MODEL"]
"""Whether the desk may offer to have speech written down; the worker does it."""

VERKSTAD_CAPTIONS_LIMITS = VERKSTAD.captions_limits
"""The same for how long captions may be missing."""

# No reader gets a cookie. These are for editors; __Host- ties a cookie to one host and to https.
SESSION_COOKIE_NAME = "__Host-verkstad" if _HTTPS else "verkstad"
CSRF_COOKIE_NAME = "__Host-verkstad-csrf" if _HTTPS else "verkstad-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_TRUSTED_ORIGINS = [VERKSTAD.base_url]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
X_FRAME_OPTIONS = "DENY" if not DEBUG else "SAMEORIGIN"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # an event's form holds all its agenda and all its speakers
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # what stands on subdomains of ours is their owners' to say
    "security.W008",  # the redirect to https is made by whatever ends TLS in front of us
    "security.W021",  # preloading a whole domain is its owner's choice
]

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {
    # Shared by all processes: attempts to log in are counted here.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "verkstad_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

WAGTAIL_SITE_NAME = VERKSTAD["VERKSTAD_SITE_NAME"] or "Verkstad"
WAGTAILADMIN_BASE_URL = VERKSTAD.base_url
WAGTAIL_I18N_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 2000  # milliseconds of rest before a draft is saved; the browser keeps a copy at once
WAGTAIL_ENABLE_UPDATE_CHECK = False  # asks a third party, and tells it who we are
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # would tell a third party who our editors are
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "svenska"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # the desk says "Swedish time" of its times; a workshop has a zone of its own
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"

vars().update(
    mail_settings(
        VERKSTAD["VERKSTAD_MAIL_URL"], sender=VERKSTAD["VERKSTAD_MAIL_FROM"] or VERKSTAD["VERKSTAD_CONTACT_EMAIL"]
    )
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO" if DEBUG else "WARNING"},
    "loggers": {
        "verkstad": {"level": "INFO"},
        # Wagtail writes keys as numbers ("pk=%d") in its lines of this level; ours are UUIDs.
        "wagtail": {"level": "WARNING"},
    },
}
