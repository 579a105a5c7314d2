# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Jinja2 does around each page, done once or with less: a third of the time of a short page went there.

Our templates get all that they show as one mapping, see no global but the environment's own, and hand no name to one another
but macros. So a page's names can stand in one dict, and the macros of a file are made once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import Environment, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing


class _Names(dict[str, Any]):
    """The names of a page. One that is not there is Jinja2's ``missing``, which the template then refuses to show."""

    def __missing__(self, key: str) -> Any:
        return missing


class PlainContext(Context):
    """A context whose names are looked up in one dict, by the interpreter itself."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: Any = None,
    ) -> None:
        super().__init__(environment, _Names(parent), name, blocks)
        self.vars = self.parent
        self.resolve_or_missing = self.parent.__getitem__  # type: ignore[method-assign, assignment]

    def call(self, called: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
        if type(called) is not Macro:
            return super().call(called, *args, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(self.eval_ctx, *args, **named)


class PlainTemplate(Template):
    def render(self, *args: Any, **named: Any) -> str:
        names = {**self.environment.globals, **dict(*args, **named)}
        context = PlainContext(self.environment, names, self.name, self.blocks)
        try:
            return "".join(self.root_render_func(context))
        except Exception:
            self.environment.handle_exception()

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._module is None:
            self._module = self.make_module()
        return self._module
