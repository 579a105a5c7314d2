# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The built-in server against nginx on the same files, and against a bare hello-world of the same server, in the same run.

    python -m bench.serve [--events 1000 | --editions FOLDER] [--rounds 5] [--seconds 3] [--ports 8100] [--json]

Rounds go in turn (ours, nginx, hello-world, ours, …), so that what else the machine does falls on all alike; medians count.
One worker each. Processor time is that of the server's processes, from /proc. wrk asks, over 16 connections kept open, with a
browser's headers.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.generate import AT, generate
from verkstad.edition.publish import publish
from verkstad.edition.source import RecordsSource
from verkstad.edition.store import Entry, Reader
from verkstad.edition.tree import write_tree
from verkstad.records.published import Site

CONNECTIONS = 16
HEADERS = {
    "Host": "127.0.0.1",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "sv,en;q=0.5",
    "Accept-Encoding": "gzip",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
}
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
  access_log off; gzip_static on; types {{ text/html html; }} default_type application/octet-stream; charset utf-8;
  sendfile on; tcp_nopush on; keepalive_requests 1000000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {root}; index index.html; }}
}}
"""
HELLO = """
import os
from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.log import LogLevels

BODY = os.environ["HELLO_BODY"].encode() * int(os.environ["HELLO_TIMES"])

class Hello:
    async def __rsgi__(self, scope, proto):
        proto.response_bytes(200, [("content-type", "text/plain")], BODY)

def make():
    return Hello()

if __name__ == "__main__":
    Granian("hello:make", factory=True, port=int(os.environ["PORT"]), interface=Interfaces.RSGI, http=HTTPModes.http1,
            loop=Loops.auto, websockets=False, workers=1, log_level=LogLevels.warning).serve()
"""
ASK = """
local paths = {{ {paths} }}
local at = 0
request = function() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
"""
SERVE = """
from verkstad.site.serving import serve
from verkstad.site.settings_table import read_settings
serve(read_settings(), beside=False, ready=lambda address: None)
"""


class Round(NamedTuple):
    requests_per_second: float
    processor_us: float
    """Microseconds of processor time per request."""
    p50_ms: float
    p99_ms: float


class Measured(NamedTuple):
    name: str
    rounds: list[Round]

    @property
    def per_core(self) -> float:
        """Requests in a second of processor time: what one core can do, whatever else the machine did meanwhile."""
        return 1e6 / self.median("processor_us")

    def median(self, field: str) -> float:
        return statistics.median(getattr(each, field) for each in self.rounds)


class Left(Exception):
    """A tool is missing; the measure is left out, by name."""


def measure(
    editions: Path, *, rounds: int = 5, seconds: int = 3, ports: int = 8100, pages: int = 200
) -> list[Measured]:
    """Every server on one page and on ``pages`` pages in turn. Raises Left."""
    for tool in ("wrk", "nginx"):
        if not _tool(tool):
            raise Left(f"{tool} is missing (sudo apt-get install {'nginx-light' if tool == 'nginx' else tool})")
    with tempfile.TemporaryDirectory(prefix="verkstad-bench-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        chosen = _pages(editions, pages)
        write_tree(editions, folder / "tree")
        one, many = _script(folder / "one.lua", chosen[:1]), _script(folder / "many.lua", chosen)
        body = chosen[0].gzip_size or chosen[0].size
        # A home of the measure's own, so that it holds nothing but a link to the edition.
        (folder / "home").mkdir()
        (folder / "home" / "editions").symlink_to(editions.resolve())
        ours = stack.enter_context(_ours(folder / "home", ports))
        nginx = stack.enter_context(_nginx(folder, ports + 1))
        hello = stack.enter_context(_hello(folder, ports + 2, b"Hello, world!", 1))
        same = stack.enter_context(_hello(folder, ports + 3, b"x", body))
        plan: list[tuple[str, Callable[[], set[int]], int, Path]] = [
            ("Verkstad, one page", ours, ports, one),
            ("nginx, one page", nginx, ports + 1, one),
            ("hello-world, 13 bytes", hello, ports + 2, one),
            ("hello-world, the page's size", same, ports + 3, one),
            (f"Verkstad, {len(chosen)} pages", ours, ports, many),
            (f"nginx, {len(chosen)} pages", nginx, ports + 1, many),
        ]
        found = {name: Measured(name, []) for name, *_ in plan}
        for _name, _processes, port, script in plan:
            _wrk(port, script, 1)  # to fill caches, of ours and of the disk
        for _ in range(rounds):
            for name, processes, port, script in plan:
                found[name].rounds.append(_round(processes(), port, script, seconds))
        return list(found.values())


def _pages(editions: Path, number: int) -> list[Entry]:
    """Pages of events, the first of them of median size."""
    reader = Reader(editions)
    reader.refresh()
    pages = [
        entry
        for entry in reader.entries()
        if entry.path.startswith("/event/") and entry.path.endswith("/") and entry.status == 200
    ]
    if not pages:
        raise Left(f"there is no edition with events in {editions}")
    by_size = sorted(pages, key=lambda entry: (entry.gzip_size or entry.size, entry.path))
    median = by_size[len(by_size) // 2]
    step = max(1, len(pages) // number)
    return [median, *(entry for entry in pages[::step] if entry is not median)][:number]


def _script(file: Path, pages: list[Entry]) -> Path:
    file.write_text(ASK.format(paths=", ".join(f'"{entry.path}"' for entry in pages)))
    return file


def _round(processes: set[int], port: int, script: Path, seconds: int) -> Round:
    before = _processor_seconds(processes)
    requests, p50, p99, took = _wrk(port, script, seconds)
    used = _processor_seconds(processes) - before
    return Round(requests / took, used / requests * 1e6, p50, p99)


def _wrk(port: int, script: Path, seconds: int) -> tuple[int, float, float, float]:
    headers = [part for name, value in HEADERS.items() for part in ("-H", f"{name}: {value}")]
    command = [
        _tool("wrk"),
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--latency",
        *headers,
        "-s",
        str(script),
        f"http://127.0.0.1:{port}/",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30).stdout
    if "Non-2xx" in said:
        raise RuntimeError(said)
    requests, took = re.search(r"(\d+) requests in ([\d.]+m?s)", said).groups()
    p50, p99 = (_milliseconds(re.search(rf"{share}%\s+([\d.]+[mu]?s)", said)[1]) for share in (50, 99))
    return int(requests), p50, p99, _milliseconds(took) / 1000


def _milliseconds(told: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", told).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def _processor_seconds(processes: set[int]) -> float:
    """User and system time of the processes, from the scheduler's own count in nanoseconds, thread by thread."""
    total = 0
    for process in processes:
        for thread in Path(f"/proc/{process}/task").iterdir():
            total += int((thread / "schedstat").read_text().split()[0])
    return total / 1e9


@contextlib.contextmanager
def _started(command: list[str], port: int, **environ: str) -> Iterator[Callable[[], set[int]]]:
    """A server, and the numbers of its processes."""
    process = subprocess.Popen(command, env={**os.environ, **environ}, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield lambda: {process.pid, *_children(process.pid)}
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _ours(home: Path, port: int) -> contextlib.AbstractContextManager[Callable[[], set[int]]]:
    return _started([sys.executable, "-c", SERVE], port, VERKSTAD_HOME=str(home), PORT=str(port), VERKSTAD_WORKERS="1")


def _nginx(folder: Path, port: int) -> contextlib.AbstractContextManager[Callable[[], set[int]]]:
    # nginx's worker is another user than root's own when root measures, and must reach the files.
    folder.chmod(0o755)
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port, root=folder / "tree"))
    return _started([_tool("nginx"), "-c", str(config)], port)


def _hello(
    folder: Path, port: int, body: bytes, times: int
) -> contextlib.AbstractContextManager[Callable[[], set[int]]]:
    (folder / "hello.py").write_text(HELLO)
    return _started(
        [sys.executable, str(folder / "hello.py")],
        port,
        PYTHONPATH=str(folder),
        PORT=str(port),
        HELLO_BODY=body.decode(),
        HELLO_TIMES=str(times),
    )


def _tool(name: str) -> str:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin") or ""


def _children(process: int) -> set[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return {int(child) for child in found} | {grand for child in found for grand in _children(int(child))}


def _wait(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"nothing answers at port {port}")


def table(measured: list[Measured]) -> str:
    """The figures as Markdown, and what they come to against what must be reached."""
    lines = [
        "| server | requests a second | per core | processor time a request | p50 | p99 |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {each.name} | {each.median('requests_per_second'):,.0f} | {each.per_core:,.0f} | {each.median('processor_us'):.1f} µs "
        f"| {each.median('p50_ms'):.2f} ms | {each.median('p99_ms'):.2f} ms |"
        for each in measured
    ]
    ours, nginx, bare, same, ours_many, nginx_many = measured
    lines += [
        "",
        f"Processor time a request: {ours.median('processor_us') / nginx.median('processor_us'):.2f} times nginx's on one page, "
        f"{ours_many.median('processor_us') / nginx_many.median('processor_us'):.2f} on many (at most 3). "
        f"Requests per core: {ours.per_core / bare.per_core:.2f} of the bare hello-world's, "
        f"{ours.per_core / same.per_core:.2f} of one that sends as much (at least 0.8). "
        f"p99: {ours.median('p99_ms'):.2f} ms (under 5).",
    ]
    return "\n".join(lines)


@contextlib.contextmanager
def made_edition(events: int) -> Iterator[Path]:
    """An edition of a made-up archive, for as long as it is measured."""
    with tempfile.TemporaryDirectory(prefix="verkstad-bench-") as name:
        site = Site(base_url="https://workshops.example", name="Provnätverket")
        publish(Path(name), source=RecordsSource(generate(events)), site=site, at=AT)
        yield Path(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--editions", type=Path, help="the editions folder of a home, instead of a made-up archive")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--ports", type=int, default=8100)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    try:
        with (
            made_edition(asked.events) if asked.editions is None else contextlib.nullcontext(asked.editions) as editions
        ):
            measured = measure(editions, rounds=asked.rounds, seconds=asked.seconds, ports=asked.ports)
    except Left as error:
        sys.exit(f"LEFT OUT: {error}")
    if asked.json:
        print(
            json.dumps(
                {
                    each.name: {field: each.median(field) for field in Round._fields} | {"per_core": each.per_core}
                    for each in measured
                }
            )
        )
    else:
        print(table(measured))


if __name__ == "__main__":
    main()
