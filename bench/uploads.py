# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A recording of two gigabytes through the desk, as the browser sends it: in parts, over one connection kept open.

    python -m bench.uploads [--mb 2000] [--part-mb 8] [--port 8190] [--home FOLDER] [--break] [--json]

The server is ``verkstad demo`` over a home of its own (or the one that is named, which keeps the file), on loopback. Told are the time to send and the time to finish (looking at
the file, its sum, its place), and the server's memory before and at its peak (VmHWM of the web process, from /proc). With
``--break`` the web server is stopped half-way and started again, and the upload goes on from what the disk says.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

MB = 1_000_000
BOX = 8


@contextlib.contextmanager
def served(home: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    environ = {**os.environ, "VERKSTAD_HOME": str(home), "PORT": str(port), "VERKSTAD_WORKERS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "verkstad.site.command", "demo"],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                if ask(http.client.HTTPConnection("127.0.0.1", port, timeout=60), "GET", "/edit/login/")[0] == 200:
                    break
            time.sleep(0.5)
        yield process
    finally:
        process.terminate()
        process.wait(60)


def ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    found = {name.lower(): value for name, value in response.getheaders()}
    cookies = [value for name, value in response.getheaders() if name.lower() == "set-cookie"]
    found["set-cookie"] = "; ".join(cookie.partition(";")[0] for cookie in cookies)
    return response.status, found, response.read()


class Member:
    """An administrator let in by the command, with the cookies and the token that the desk asks for."""

    def __init__(self, home: Path, port: int) -> None:
        self.port = port
        environ = {**os.environ, "VERKSTAD_HOME": str(home), "PORT": str(port)}
        command = [sys.executable, "-m", "verkstad.site.command", "editor", "add", "bench@example.org", "--json"]
        told = subprocess.run(
            [*command, "--role", "administrator"], env=environ, capture_output=True, text=True, check=True
        )
        self.cookies: dict[str, str] = {}
        for step in (urlsplit(json.loads(told.stdout)["link"]).path, "/edit/policy/"):
            page = self.ask("GET", step)[2].decode()
            if token := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page):  # no form: accepted before
                form = f"csrfmiddlewaretoken={token[1]}&accept=1"
                self.ask("POST", step, form, Content_Type="application/x-www-form-urlencoded")

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def ask(
        self, method: str, path: str, body: Any = None, on: Any = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {"Cookie": cookies, "Origin": f"http://127.0.0.1:{self.port}", **headers}
        if "verkstad-csrf" in self.cookies:
            given["X-CSRFToken"] = self.cookies["verkstad-csrf"]
        answer = ask(on or self.connection(), method, path, body, **given)
        for cookie in filter(None, answer[1]["set-cookie"].split("; ")):
            name, _, value = cookie.partition("=")
            self.cookies[name] = value
        return answer


def film(mb: int) -> tuple[bytes, int]:
    """The first bytes of an MP4 of so many megabytes whose tracks come first, and its whole size; the rest may be anything."""

    def box(kind: bytes, content: bytes) -> bytes:
        return (len(content) + BOX).to_bytes(4) + kind + content

    size = mb * MB
    start = box(b"ftyp", b"isom\0\0\2\0isommp41") + box(b"moov", box(b"hdlr", b"\0" * 8 + b"vide"))
    return start + (size - len(start)).to_bytes(4) + b"mdat", size


def memory_of(process: subprocess.Popen[bytes], field: str) -> int:
    """MB of the largest of the server's processes."""
    found = [0]
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            status = (folder / "status").read_text()
            parents = {process.pid, *children_of(process.pid)}
            if int(folder.name) in parents and (size := re.search(rf"{field}:\s+(\d+) kB", status)):
                found.append(int(size[1]) // 1000)
    return max(found)


def children_of(pid: int) -> set[int]:
    with contextlib.suppress(OSError):
        own = {
            int(one) for task in Path(f"/proc/{pid}/task").iterdir() for one in (task / "children").read_text().split()
        }
        return own.union(*(children_of(one) for one in own))
    return set()


def measure(mb: int, part_mb: int, port: int, *, kept: Path | None, broken: bool) -> dict[str, Any]:
    head, size = film(mb)
    part = part_mb * 1024 * 1024
    filler = os.urandom(1024 * 1024) * part_mb
    with tempfile.TemporaryDirectory(prefix="verkstad-bench-") as folder, contextlib.ExitStack() as running:
        home = kept or Path(folder)
        process = running.enter_context(served(home, port))
        member = Member(home, port)
        page = member.ask("GET", "/edit/recordings/")[2].decode()
        recording = re.search(r"/edit/recordings/edit/([0-9a-f-]{36})/", page)[1]  # type: ignore[index]
        values = {"filename": "hela.mp4", "purpose": "recording", "thing": recording}
        about = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in values.items())
        status, headers, _ = member.ask("POST", "/edit/uploads/", "", Upload_Length=str(size), Upload_Metadata=about)
        assert status == 201, status
        url, offset, line, before = headers["location"], 0, member.connection(), memory_of(process, "VmRSS")
        began, away = time.perf_counter(), 0.0
        while offset < size:
            if broken and offset > size // 2:
                broken, stopped = False, time.perf_counter()
                running.close()
                process = running.enter_context(served(home, port))
                line = member.connection()
                offset = int(member.ask("HEAD", url)[1]["upload-offset"])
                away = time.perf_counter() - stopped
            length = min(part, size - offset)
            body = memoryview(head + filler if offset == 0 else filler)[:length]
            kind = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": str(offset)}
            status, headers, _ = member.ask("PATCH", url, bytes(body), line, **kind)
            assert status == 204, status
            offset = int(headers["upload-offset"])
        sent = time.perf_counter() - began - away
        status, _, answer = member.ask("POST", f"{url}/finish", "")
        assert status == 200, answer
        finished = time.perf_counter() - began - away - sent
        assert size in {file.stat().st_size for file in (home / "media").glob("??/*")}
        return {
            "mb": mb,
            "send_seconds": round(sent, 1),
            "finish_seconds": round(finished, 1),
            "mb_per_second": round(mb / sent),
            "memory_mb_before": before,
            "memory_mb_peak": memory_of(process, "VmHWM"),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mb", type=int, default=2000)
    parser.add_argument("--part-mb", type=int, default=8)
    parser.add_argument("--port", type=int, default=8190)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--break", dest="broken", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.mb, given.part_mb, given.port, kept=given.home, broken=given.broken)
    print(json.dumps(found) if given.json else "\n".join(f"{name}: {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
