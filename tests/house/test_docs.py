# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documentation names every setting, command, check and format, and its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tools.reference import TABLES, NoPlace, with_table

ROOT = Path(__file__).resolve().parents[2]
EXCHANGE = ROOT / "src/verkstad/exchange"
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")])


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_says_what_the_code_says(name):
    path, table = TABLES[name]
    page = (ROOT / path).read_text("utf-8")

    assert with_table(page, name, table()) == page, f"{path} is behind the code: run make docs"


def test_a_table_replaces_the_one_before():
    page = "a\n<!-- x: written by make docs -->\nold\n<!-- end of x -->\nb\n"

    assert with_table(page, "x", "new\n") == page.replace("old", "new")
    with pytest.raises(NoPlace):
        with_table(page, "y", "new\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL).replace("(NNNN-title.md)", "")
    targets = re.findall(r"\]\(([^)\s]+)\)", text)

    inner = [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]

    assert [target for target in inner if not (page.parent / target).exists()] == []


def test_every_format_is_named_for_reusers():
    page = (ROOT / "docs/reuser.md").read_text("utf-8")
    modules = {
        path.stem if path.stem != "__init__" else path.parent.name
        for path in [*EXCHANGE.glob("*.py"), *EXCHANGE.glob("*/__init__.py")]
        if re.search(
            r"^(def write_|from verkstad\.exchange\.\w+\.\w+ import describe_)", path.read_text("utf-8"), re.MULTILINE
        )
    }

    assert {"ical", "jsonld"} <= modules
    assert {module for module in modules if f"`{module}`" not in page} == set()


def test_every_page_of_documentation_that_the_code_names_exists():
    named = {
        (path.relative_to(ROOT), name)
        for path in [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.po"), *(ROOT / "tools").glob("*.py")]
        for name in re.findall(r"(?<![\w/])docs/[\w./-]+\.md", path.read_text("utf-8"))
    }

    assert named
    assert {(path, name) for path, name in named if not (ROOT / name).exists()} == set()


def test_every_decision_has_a_number_of_its_own_and_stands_in_the_list():
    folder = ROOT / "docs/decisions"
    files = sorted(path.name for path in folder.glob("[0-9]*.md"))
    listed = re.findall(r"^\| \[(\d{4})\]\((\S+)\)", (folder / "README.md").read_text("utf-8"), re.MULTILINE)

    assert len({name[:4] for name in files}) == len(files)
    assert [name for _, name in listed] == files
    assert all(name.startswith(number) for number, name in listed)


def test_make_help_tells_every_target_that_the_documentation_names():
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    named = {name for page in PAGES for name in re.findall(r"(?<![\w`])make ([a-z-]+)(?=[\s`)#;]|$)", _code(page))}

    assert {"run", "test"} <= named
    assert {name for name in named if f"  make {name} " not in told} == set()


def test_both_readmes_have_the_same_pictures_commands_and_pages():
    english, swedish = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.sv.md"))

    def parts(text: str) -> tuple[list[str], list[str]]:
        links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("README")]
        return sorted(links), re.findall(r"^make \w+", text, re.MULTILINE)

    assert parts(swedish) == parts(english)


def _code(page: Path) -> str:
    """What stands in code, inline or in a block."""
    text = page.read_text("utf-8")
    return "\n".join(re.findall(r"```.*?```", text, re.DOTALL) + re.findall(r"`[^`\n]+`", text))
