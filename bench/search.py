# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search index: time to make it, its size, its memory, and how quickly it answers each class of query.

    python -m bench.search [--passages 100000 | --corpus FILE] [--rivals] [--seconds 2] [--json]

Passages are made up from a seed (compounds of Swedish stems, with the spread of a language), or read from a file of real ones
(``sv-passages.jsonl.gz`` of the folder that VERKSTAD_SHARED names). ``--rivals`` asks SQLite's FTS5 and, where one answers,
PostgreSQL's full text the same of the same passages, in the same run. Times are those of a wall clock, one query at a time and
eight at a time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import groupby, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.parse import quote_plus
from uuid import UUID

from verkstad.edition.rendering.frame import Face
from verkstad.edition.searching.answer import answer
from verkstad.edition.searching.site import Sign
from verkstad.records.published import Site
from verkstad.search.analysis.compounds import Splitter
from verkstad.search.analysis.dictionary import swedish_dictionary
from verkstad.search.analysis.words import plain_words
from verkstad.search.index import Opened, build_index, update_index
from verkstad.search.passages import Bundle, Named, Passage, Place
from verkstad.search.query import parse
from verkstad.search.results import best

A_WORKSHOP = 40
"""Passages of a made-up workshop."""
WORDS = 24
"""Words of a made-up passage."""
CUE = 60
"""Characters of a cue."""
SIGN = Sign(
    Site(base_url="https://workshops.example", name="Prov"),
    {"sv": Face("Prov", "", None, "", None, ""), "en": Face("Prov", "", None, "", None, "")},
)
POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"


class Text(NamedTuple):
    """A passage to measure on."""

    workshop: str
    title: str
    speaker: str
    text: str


def made_up(count: int, seed: int = 1) -> Iterator[Text]:
    """Passages of words whose frequencies fall as those of a language, one in three a compound."""
    chance = Random(seed)
    dictionary = swedish_dictionary()
    begins = sorted(word for word in dictionary.beginnings if 4 <= len(word) <= 9 and word.isalpha())
    ends = sorted(word for word in dictionary.endings if 4 <= len(word) <= 9 and word.isalpha())
    chance.shuffle(begins)
    chance.shuffle(ends)
    vocabulary = ["och", "att", "det", "som", "en", "på", "är", "av", "för", "med"] + [
        chance.choice(begins[:8000]) + chance.choice(ends[:8000])
        if chance.random() < 0.34
        else chance.choice(begins + ends)
        for _ in range(200_000)
    ]
    weights, total = [], 0.0
    for rank in range(1, len(vocabulary) + 1):
        total += 1 / (rank + 2.7)
        weights.append(total)
    for number in range(count):
        workshop = number // A_WORKSHOP
        words = chance.choices(vocabulary, cum_weights=weights, k=WORDS)
        yield Text(
            str(workshop),
            f"Workshop {workshop} om {vocabulary[200 + workshop % 5000]}",
            f"Talare {workshop % 997}",
            " ".join(words),
        )


def read_corpus(path: Path) -> Iterator[Text]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            yield Text(one["recording_id"], one["title"], one["speaker"], one["text"])


def moments(text: str, second: int) -> tuple[int, ...]:
    """Where its cues begin if each is about as long as captions are, and four seconds after the one before."""
    found: list[int] = []
    while (place := text.find(" ", (found[-2] if found else 0) + CUE) + 1) > 0:
        second += 4
        found += [place, second]
    return tuple(found)


def bundles(texts: Iterable[Text]) -> Iterator[str]:
    for number, (_, group) in enumerate(groupby(texts, key=lambda text: text.workshop), 1):
        found = list(group)
        first, slug = found[0], f"w-{number}"
        place = Place(
            slug,
            first.title,
            "",
            "sv",
            f"{2000 + number % 25}-{1 + number % 12:02}-10",
            False,
            "workshop",
            number % 2 == 0,
            False,
        )
        passages = tuple(
            Passage(
                "speech",
                "sv",
                "",
                one.text,
                (0,),
                (0,),
                second=30.0 * at,
                anchor="t=",
                moments=moments(one.text, 30 * at),
            )
            for at, one in enumerate(found)
        )
        own = Passage("event", "sv", first.title)
        yield Bundle(
            str(UUID(int=number << 66)), slug, place, (Named(f"p-{first.speaker.lower().replace(' ', '-')}", first.speaker),),
            (Named(f"o-{number % 200}", f"Organisation {number % 200}"),), (Named(f"t-{number % 300}", f"Ämne {number % 300}"),), (Named("prov", "Prov"),),
            (own, *passages),
        ).to_json()  # fmt: skip


def queries(texts: Iterable[Text], seed: int = 2) -> dict[str, list[str]]:
    """Queries of each class, of words that stand in the passages."""
    chance, counts = Random(seed), Counter[str]()
    sample: list[list[str]] = []
    for text in texts:
        words = [word.lower() for word in plain_words(text.text)]
        counts.update(set(words))
        if len(words) > 6 and len(sample) < 3000:
            sample.append(words)
    known = [word for word, count in counts.most_common() if word.isalpha() and len(word) > 3]
    splitter = Splitter(swedish_dictionary())
    compounds = [word for word in known[:20_000] if splitter.parts_of(word)][:400]
    middling = known[200:6000]

    def some(choose: Callable[[], str], n: int = 60) -> list[str]:
        return [choose() for _ in range(n)]

    def phrase() -> str:
        words = chance.choice(sample)
        at = chance.randrange(len(words) - 2)
        return f'"{words[at]} {words[at + 1]}"'

    return {
        "common word": known[:60],
        "word": some(lambda: chance.choice(middling)),
        "compound": some(lambda: chance.choice(compounds)),
        "part of compounds": some(lambda: splitter.parts_of(chance.choice(compounds))[-1]),
        "phrase": some(phrase),
        "beginning": some(lambda: chance.choice(middling)[:4] + "*"),
        "one letter": [f"{letter}*" for letter in "abdefghiklmnoprstuvåäö"],
        "two words": some(lambda: f"{chance.choice(known[:300])} {chance.choice(middling)}"),
        "two words, a year": some(lambda: f"{chance.choice(known[:300])} {chance.choice(known[:300])} år:2012"),
        "slip": some(lambda: _slip(chance.choice(middling), chance)),
    }


def _slip(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + chance.choice("aeiou") + word[at:]


class Times(NamedTuple):
    """Milliseconds: of the clock, and of the processor, which other work on the machine does not lengthen by waiting."""

    p50: float
    p99: float
    processor_p50: float
    processor_p99: float


def clock(ask: Callable[[str], object], asked: list[str], seconds: float, side_by_side: int = 1) -> Times:
    """Each query once before it counts, then all of them until the time is up."""
    for query in asked:
        ask(query)

    def one(query: str) -> tuple[float, float]:
        start, processor = time.perf_counter(), time.thread_time()
        ask(query)
        return (time.perf_counter() - start) * 1000, (time.thread_time() - processor) * 1000

    taken: list[tuple[float, float]] = []
    end = time.perf_counter() + seconds
    with ThreadPoolExecutor(side_by_side) as pool:
        while time.perf_counter() < end or len(taken) < len(asked):
            taken += pool.map(one, asked) if side_by_side > 1 else map(one, asked)
    waited, worked = (sorted(column) for column in zip(*taken, strict=True))
    late = min(len(taken) - 1, int(len(taken) * 0.99))
    return Times(statistics.median(waited), waited[late], statistics.median(worked), worked[late])


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def anonymous_memory() -> int:
    """Bytes of this process that no file backs."""
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measure(texts: list[Text], seconds: float, rivals: bool) -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="verkstad-search-"))
    try:
        asked = queries(texts)
        lines = list(bundles(texts))
        text_bytes = sum(len(text.text.encode()) for text in texts)
        swedish_dictionary()
        start, processor = time.perf_counter(), time.process_time()
        build_index(folder / "a", lines)
        found: dict[str, Any] = {
            "passages": len(texts), "text_bytes": text_bytes, "index_seconds": time.perf_counter() - start,
            "index_processor_seconds": time.process_time() - processor, "index_bytes": size_of(folder / "a" / "index"),
        }  # fmt: skip
        start = time.perf_counter()
        update_index(folder / "a", folder / "b", removed=[], bundles=[lines[len(lines) // 2]])
        found["change_seconds"] = time.perf_counter() - start
        del lines
        # In a process of its own, as a server is: its memory is not that of the measure.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found |= pool.submit(serving, folder / "b", asked, seconds).result()
        if rivals:
            found["rivals"] = {
                "SQLite FTS5": _fts5(texts, asked, folder, seconds),
                "PostgreSQL": _postgres(texts, asked, seconds),
            }
        return found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def serving(folder: Path, asked: dict[str, list[str]], seconds: float) -> dict[str, Any]:
    """Open an index and ask it everything."""
    before = anonymous_memory()
    start = time.perf_counter()
    opened = Opened.open(folder)
    found: dict[str, Any] = {"open_seconds": time.perf_counter() - start, "classes": {}}
    opened.speller.meant("uppvärmning")

    def page(query: str) -> object:
        return answer(SIGN, opened, f"q={quote_plus(query)}", "sv")

    for name, ones in asked.items():
        found["classes"][name] = {
            "ten": clock(lambda query: best(opened, parse(query)), ones, seconds),
            "page": clock(page, ones, seconds),
            "eight": clock(page, ones, seconds, 8),
        }
    return {**found, "memory_bytes": anonymous_memory(), "memory_before": before}


_RIVALS = ("common word", "word", "phrase", "beginning", "two words")


def _fts5(texts: list[Text], asked: dict[str, list[str]], folder: Path, seconds: float) -> dict[str, Any]:
    """SQLite's own: no stems, no compounds; the ten best by bm25, and how many there are."""
    path = folder / "fts5.sqlite"
    database = sqlite3.connect(path, check_same_thread=False)
    start = time.perf_counter()
    database.execute("CREATE VIRTUAL TABLE passage USING fts5(title, text)")
    database.executemany("INSERT INTO passage VALUES (?, ?)", ((text.title, text.text) for text in texts))
    database.commit()
    found: dict[str, Any] = {"index_seconds": time.perf_counter() - start, "index_bytes": path.stat().st_size}

    def ask(query: str) -> object:
        words = (
            query if query.startswith('"') or query.endswith("*") else " ".join(f'"{word}"' for word in query.split())
        )
        best = database.execute(
            "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 10", (words,)
        ).fetchall()
        return best, database.execute("SELECT count(*) FROM passage WHERE passage MATCH ?", (words,)).fetchone()

    found["classes"] = {name: {"ten": clock(ask, asked[name], seconds)} for name in _RIVALS}
    database.close()
    return found


def _postgres(texts: list[Text], asked: dict[str, list[str]], seconds: float) -> dict[str, Any] | str:
    """PostgreSQL's full text with its Swedish stemmer, over a GIN index; the ten best by ts_rank, and how many there are."""
    import psycopg  # only where it is asked for

    try:
        connection = psycopg.connect(os.environ.get("TEST_POSTGRES_URL", POSTGRES), connect_timeout=3)
    except psycopg.OperationalError as error:
        return f"LEFT OUT: {str(error).splitlines()[0]}"
    with connection, connection.cursor() as cursor:
        start = time.perf_counter()
        cursor.execute("CREATE TEMPORARY TABLE passage (id serial, words tsvector)")
        cursor.execute("CREATE TEMPORARY TABLE raw (title text, said text)")
        with cursor.copy("COPY raw FROM STDIN") as copy:
            for text in texts:
                copy.write_row((text.title, text.text))
        cursor.execute(
            "INSERT INTO passage (words) SELECT setweight(to_tsvector('swedish', title), 'A') || to_tsvector('swedish', said) FROM raw"
        )
        cursor.execute("CREATE INDEX ON passage USING gin (words)")
        cursor.execute("ANALYZE passage")
        found: dict[str, Any] = {"index_seconds": time.perf_counter() - start}

        def ask(query: str) -> object:
            if query.endswith("*"):
                kind, words = "to_tsquery", query[:-1] + ":*"
            else:
                kind, words = "websearch_to_tsquery", query
            best = cursor.execute(  # the name of the function is one of ours
                f"SELECT id FROM passage, {kind}('swedish', %s) AS asked WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC LIMIT 10",
                (words,),
            ).fetchall()
            return best, cursor.execute(
                f"SELECT count(*) FROM passage WHERE words @@ {kind}('swedish', %s)", (words,)
            ).fetchone()

        found["classes"] = {name: {"ten": clock(ask, asked[name], seconds)} for name in _RIVALS}
        connection.rollback()
    return found


def table(name: str, found: dict[str, Any]) -> list[str]:
    """The figures of one corpus as Markdown; as they are measured, or as JSON has them, without names."""
    lines = [
        f"#### {name}",
        "",
        f"{found['passages']:,} passages, {found['text_bytes'] / 1e6:.0f} MB of text: indexed in {found['index_seconds']:.1f} s "
        f"({found['index_processor_seconds']:.1f} s of processor time), {found['index_bytes'] / 1e6:.0f} MB on disk "
        f"({found['index_bytes'] / found['text_bytes']:.2f} times the text); one workshop changed in {found['change_seconds'] * 1000:.0f} ms; opened and "
        f"checked in {found['open_seconds']:.1f} s; {found['memory_bytes'] / 2**20:.0f} MiB of anonymous memory of the process that answers, "
        f"{found['memory_before'] / 2**20:.0f} before it opened the index. Load at the end {os.getloadavg()[0]:.1f}.",
        "",
        "Milliseconds of processor time, and in brackets of the clock:",
        "",
        "| query | the ten best and how many, p50 | p99 | whole page, p50 | p99 | eight at a time, p50 | p99 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for query, one in found["classes"].items():
        figures = " | ".join(figure for key in ("ten", "page", "eight") for figure in told(Times(*one[key])))
        lines.append(f"| {query} | {figures} |")
    for rival, one in found.get("rivals", {}).items():
        if isinstance(one, str):
            lines += ["", f"{rival}: {one}"]
            continue
        classes = "; ".join(
            f"{query} {times.p50:.1f} ms, p99 {times.p99:.1f} ms"
            for query, times in ((query, Times(*each["ten"])) for query, each in one["classes"].items())
        )
        lines += [
            "",
            f"{rival}, the ten best and how many, by the clock: {classes}. Indexed in {one['index_seconds']:.1f} s.",
        ]
    return lines


def told(times: Times) -> tuple[str, str]:
    return f"{times.processor_p50:.1f} ({times.p50:.1f})", f"{times.processor_p99:.1f} ({times.p99:.1f})"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passages", type=int, help="how many; 100,000 made up, or all of the corpus")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    source = read_corpus(options.corpus) if options.corpus else made_up(options.passages or 100_000)
    texts = list(islice(source, options.passages))
    found = measure(texts, options.seconds, options.rivals)
    name = options.corpus.name if options.corpus else "made up"
    print(json.dumps(found) if options.json else "\n".join(table(name, found)))


if __name__ == "__main__":
    main()
