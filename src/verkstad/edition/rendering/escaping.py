# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Escaping that gives plain strings, and a compiler of templates that uses it.

Jinja2 wraps every escaped value as Markup, to be thrown away when the page is joined: half of a page's time. The escaping
itself is MarkupSafe's own.
"""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner
except ImportError:  # where MarkupSafe has no compiled part
    from markupsafe._native import _escape_inner


def as_html(value: object) -> str:
    """A value as it stands in HTML: Markup as it is, all else escaped."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    return str(escape(value))


class PlainCodeGenerator(CodeGenerator):
    """Writes ``as_html(…)`` where Jinja2 writes ``escape(…)`` around what a template outputs."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline(f"from {__name__} import as_html, _escape_inner as as_text")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(as_text(shown) if type(shown := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(") is str else as_html(shown))")

    def blockvisit(self, body: Iterable[nodes.Node], frame: Frame) -> None:
        """The body of a block into a list that is joined at its end: handing up each piece through every template around costs more."""
        if frame.toplevel or frame.buffer is not None:
            super().blockvisit(body, frame)
            return
        self.buffer(frame)
        super().blockvisit(body, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None
