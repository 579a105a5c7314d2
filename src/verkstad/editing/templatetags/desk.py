# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def desk_name() -> str:
    """The name of the site, as its operator set it; Verkstad where none is set."""
    return settings.WAGTAIL_SITE_NAME
