# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The templates: one Jinja2 environment per language, with every translated phrase folded into the template when it is compiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from verkstad.edition.rendering.assets import asset_path
from verkstad.edition.rendering.escaping import PlainCodeGenerator
from verkstad.edition.rendering.plain import PlainContext, PlainTemplate
from verkstad.edition.rendering.tongue import tongue
from verkstad.records.base import LANGUAGES, Language

EDITION = Path(__file__).resolve().parents[1]
TEMPLATES = EDITION / "templates"


class _Fold(NodeTransformer):
    """Put the translation in the place of every ``_("…")``, and each constant of the language in the place of its name.

    A page then costs no look-up for its fixed words, and header and footer become a few long strings.
    """

    def __init__(self, language: Language, template: str | None) -> None:
        self.say = tongue(language).gettext
        self.template = template
        self.constants = constants(language)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        if node.ctx == "load" and node.name in self.constants:
            return nodes.Const(self.constants[node.name], lineno=node.lineno)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name != "_":
            return node
        if len(node.args) != 1 or not isinstance(node.args[0], nodes.Const) or node.kwargs:
            raise TemplateSyntaxError("_() takes one constant string", node.lineno, self.template)
        return nodes.Const(self.say(node.args[0].value), lineno=node.lineno)


class TranslatedEnvironment(Environment):
    language: Language
    code_generator_class = PlainCodeGenerator
    context_class = PlainContext
    template_class = PlainTemplate

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """A template by its name, loaded once: nothing is asked of the disk or of a lock each time a page extends another."""
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, parent)
        return found

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _Fold(self.language, name).visit(tree)
        return tree


def constants(language: Language) -> dict[str, str]:
    """The names that every template may use and that never change: the language, its home address, and the assets."""
    return {
        "language": language,
        "home": "/" if language == "sv" else "/en/",
        "style": asset_path("style.css"),
        "font": asset_path("serif.woff2"),
        "icon": asset_path("icon.svg"),
        "script": asset_path("search.js"),
        "event_script": asset_path("event.js"),
    }


def fill(words: str, **parts: object) -> Markup:
    """A sentence with links in it: ``fill(_("Write to %(contact)s."), contact=link)``; what is not Markup is escaped."""
    return escape(words) % parts


@cache
def environment(language: Language, folders: tuple[Path, ...] = ()) -> Environment:
    """The environment of a language; ``folders`` are searched for templates before our own."""
    made = TranslatedEnvironment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.language = language
    # Templates see tuples and records, never dicts with attributes: the built-in is five times as fast, and as strict.
    made.getattr = getattr  # type: ignore[method-assign, assignment]
    made.globals["fill"] = fill
    return made


def macros(language: Language, template: str) -> Any:
    """The macros of a file of the site's own, as attributes: for what is drawn once and stands on many pages."""
    return environment(language).get_template(template).module


def prepare() -> None:
    """Read every template of the site's own now, so that processes forked from this one need not."""
    for language in LANGUAGES:
        made = environment(language)
        for name in made.list_templates(["html"]):
            made.get_template(name)


def render(language: Language, template: str, context: Mapping[str, Any], *, folders: Sequence[Path] = ()) -> bytes:
    return environment(language, tuple(folders)).get_template(template).render(context).encode()
