# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publishing: from what is published in the archive to a new edition that readers see, in one step or not at all."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import verkstad
from verkstad.edition import build, everything, housekeeping, lock, manifest, update
from verkstad.edition.contents import ContentMissing
from verkstad.edition.searching import making
from verkstad.edition.source import Source, Step
from verkstad.edition.state import FORMAT, State
from verkstad.edition.state_library import StateLibrary
from verkstad.edition.store import Line, Root, Writer, current_number, numbers, read_root, root_name, sync_all
from verkstad.edition.together import ProcessEnded
from verkstad.edition.units import Unit
from verkstad.records.collecting import without_collecting
from verkstad.records.published import Site

SEARCH_WAITS = "search_waits"
"""Key of the state: something that readers see is not in the index yet."""
WITHDRAWN, MUST_GO = "withdrawn", "must_go"
"""Keys of the state: how far the archive had come in withdrawing, and whether kept editions are still to be forgotten."""


@dataclass
class Published:
    """What a publishing did. ``number`` is the edition readers now see; equal to ``before`` when nothing had changed."""

    number: int
    before: int | None
    everything: bool = False
    units: int = 0
    files: int = 0
    removed: int = 0
    seconds: float = 0.0
    due: int = 0
    """Units of the whole archive that are still to follow (see :func:`follow_up`)."""
    must_go: bool = False
    """Something was taken down that kept editions must not have either; they were forgotten."""
    seconds_by_step: dict[str, float] = field(default_factory=dict)


class PublishError(Exception):
    """Publishing failed; readers see the edition they saw before."""


class OnHold(PublishError):
    """An earlier edition was chosen with ``rollback``: nothing is published until that is released."""


class BrokenLinks(PublishError):
    """Pages link to addresses that the new edition would not have. ``links`` maps each to a page that names it."""

    def __init__(self, links: dict[str, str]) -> None:
        self.links = links
        named = "; ".join(f"{page} → {link}" for link, page in sorted(links.items())[:5])
        super().__init__(f"{len(links)} addresses within the site do not exist: {named}")


class MissingFiles(BrokenLinks):
    """Pages name uploaded files whose bytes are not in the store."""

    def __init__(self, links: dict[str, str]) -> None:
        super().__init__(links)
        named = "; ".join(f"{page} → {unquote(link)}" for link, page in sorted(links.items())[:5])
        self.args = (
            f"{len(links)} files are not in the store: {named}. Put them back under media, or take them off those pages.",
        )


class Busy(PublishError):
    """Another process is publishing into the same folder."""


@contextlib.contextmanager
def one_builder(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the folder's lock: one builder at a time."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(lock.held(folder, wait=wait))
        except BlockingIOError as error:
            raise Busy(f"another process is publishing into {folder}") from error
        yield


@functools.cache
def code_digest() -> str:
    """Changes when anything does that a page is made with: our code, templates, styles, words."""
    found = hashlib.sha256()
    package = Path(verkstad.__file__).parent
    for room in ("archive/rules", "records", "exchange", "search", "edition", "locale"):
        for path in sorted((package / room).rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js", ".mo", ".xml", ".ttf", ".woff2", ".svg"}:
                found.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def publish(
    folder: Path, *, source: Source, site: Site, at: datetime, rebuild: bool = False, late: bool = True, jobs: int | None = None,
    keep: int = 10, progress: Callable[[int, int], None] | None = None,
) -> Published:  # fmt: skip
    """Make and switch to an edition of what is published at ``at``. With nothing new, the current edition stays.

    Only what changed is made again, unless ``rebuild``, or the code or the site's own facts changed. With ``late``, the files of
    the whole archive follow at once in a second edition; otherwise :func:`follow_up` makes them.
    An earlier edition that was chosen by hand stays, unless something was withdrawn that it has. What was withdrawn is gone from
    the files of the whole archive too, and from kept editions, before this ends; should it be broken off, the next one does it.
    Raises PublishError (OnHold, BrokenLinks) or OSError (a full disk); then readers see what they saw before, or the change
    without the files that were to follow.
    """
    with one_builder(folder), without_collecting():
        with opened(folder) as session:
            if is_on_hold(folder):
                if not session.must_go(source):
                    raise OnHold(
                        f"edition {current_number(folder)} was chosen by hand; release it with 'verkstad publish --release'"
                    )
                release(folder)
            try:
                done = session.publish(source, site, at, rebuild=rebuild, jobs=jobs or build.cores(), progress=progress)
            except (ContentMissing, ProcessEnded) as failure:
                raise PublishError(str(failure)) from failure
            if session.state.get(SEARCH_WAITS):
                done = session.make_searchable(done)
            if done.due and (late or done.must_go):
                done = session.follow_up(site, done)
            housekeeping.forget_damaged(folder)
            if done.must_go:
                done = session.purge_search(done)
                housekeeping.forget_all_but_newest(folder)
                session.state.put(MUST_GO, "")
        housekeeping.forget_old(folder, keep=keep)
    return done


def must_go(folder: Path, source: Source) -> bool:
    """Whether something was withdrawn that the editions of this folder still have."""
    with opened(folder) as session:
        return session.must_go(source)


def follow_up(folder: Path, *, site: Site) -> Published | None:
    """Make the files of the whole archive that :func:`publish` left for later; None when none are due."""
    with one_builder(folder):
        if is_on_hold(folder):
            return None
        with opened(folder) as session:
            return session.follow_up(site, None) if session.state.due() else None


def is_on_hold(folder: Path) -> bool:
    return (folder / "hold").exists()


def rollback(folder: Path, *, to: int | None = None) -> int:
    """Show an earlier edition again and publish nothing until :func:`release`; returns its number. Raises PublishError when there is none."""
    with one_builder(folder):
        now = current_number(folder)
        earlier = [number for number in numbers(folder) if now is None or number < now]
        if to is None and not earlier:
            raise PublishError("there is no earlier edition to go back to")
        chosen = earlier[-1] if to is None else to
        if chosen not in numbers(folder):
            raise PublishError(f"edition {chosen} is not kept; kept are {', '.join(map(str, numbers(folder)))}")
        (folder / "hold").write_text(f"{chosen}\n")
        Writer(folder).switch(chosen)
        return chosen


def release(folder: Path) -> None:
    """End the hold that :func:`rollback` began; the next publishing shows the newest again."""
    (folder / "hold").unlink(missing_ok=True)


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Session]:
    state = State(folder / "state.sqlite")
    try:
        yield Session(folder, state, Writer(folder))
    finally:
        state.close()


class Session:
    """One publisher at work, with the lock held: the state, and the store that it writes to."""

    def __init__(self, folder: Path, state: State, writer: Writer) -> None:
        self.folder = folder
        self.state = state
        self.writer = writer
        self.known = manifest.Known(folder, None)
        self._clock = time.perf_counter()
        self._steps: dict[str, float] = {}
        self._search_was_waiting = bool(state.get(SEARCH_WAITS))

    def _step(self, name: str) -> None:
        now = time.perf_counter()
        self._steps[name] = self._steps.get(name, 0.0) + now - self._clock
        self._clock = now

    def base(self) -> Root | None:
        """The edition that the state describes; None when there is none, or its root is gone."""
        number = self.state.get("edition")
        if (
            number is None
            or int(number) == housekeeping.damaged(self.folder)
            or not (self.folder / root_name(int(number))).exists()
        ):
            return None
        return read_root(self.folder, root_name(int(number)))

    def must_go(self, source: Source) -> bool:
        known = self.state.get(WITHDRAWN)
        return bool(self.state.get(MUST_GO)) or (known is not None and known != source.withdrawals_so_far())

    def publish(
        self,
        source: Source,
        site: Site,
        at: datetime,
        *,
        rebuild: bool,
        jobs: int,
        progress: Callable[[int, int], None] | None,
    ) -> Published:
        started = self._clock = time.perf_counter()
        base = self.base()
        self.known = manifest.Known(self.folder, base)
        facts = hashlib.sha256(site.model_dump_json().encode()).hexdigest()
        digest = f"{FORMAT} {code_digest()} {facts} {source.identity()}"
        fresh = rebuild or base is None or self.state.get("digest") != digest
        # Asked before anything is read: what is withdrawn meanwhile is seen to the next time.
        withdrawn, is_withdrawn = source.withdrawals_so_far(), self.must_go(source)
        self._step("digest")
        with self._transaction(), contextlib.ExitStack() as on_their_way:
            index: making.Making | None = None

            def search(bundles: everything.Bundles | None = None) -> Callable[[], bool]:
                nonlocal index
                is_anew = fresh or self._search_was_waiting
                begun = making.begin_index(self.folder, self.state, base, fresh=is_anew, bundles=bundles)
                index = on_their_way.enter_context(begun)
                return index.is_ready

            if not fresh:
                step = update.update(self.state, source, site, at, base, self.writer, self.known)
                fresh = step is None  # something changed that every page shows
            if fresh:
                step = everything.everything(
                    self.state, source, site, at, self.writer, self.known, jobs=jobs, search=search, progress=progress
                )
            assert step is not None
            self.state.put("digest", digest)
            self.state.put(WITHDRAWN, withdrawn)
            if step.must_go or is_withdrawn:  # kept until they are gone, should this be broken off
                self.state.put(MUST_GO, "1")
            # An index takes as long as all else: what only comes or changes is searchable a moment after the switch.
            if index is None and (is_withdrawn or step.must_go or making.would_forget(self.state)):
                search()
            root = self._seal(step, at, base, index, fresh=fresh)
        done = self._switch(root, step, base, fresh, started)
        done.must_go = step.must_go or is_withdrawn
        return done

    def follow_up(self, site: Site, done: Published | None) -> Published:
        """Make what is due, as an edition of its own."""
        started = self._clock = time.perf_counter()
        base = self.base()
        assert base is not None
        with self._transaction():
            library = StateLibrary(self.state, site, at=base.at)
            units = [Unit.read(key) for key in sorted(self.state.due())]
            self.known = manifest.Known(self.folder, base)
            built = list(build.build(units, library, update.parts_of(self.state), self.writer, self.known.get))
            step = Step(built, set(), set())
            root = self._seal(step, base.at, base, None, fresh=False)
        after = self._switch(root, step, base, False, started)
        if done is not None:
            after.before, after.everything, after.seconds_by_step = (
                done.before,
                done.everything,
                {**done.seconds_by_step, "late": after.seconds},
            )
            after.units, after.files, after.removed = (
                after.units + done.units,
                after.files + done.files,
                after.removed + done.removed,
            )
            after.seconds, after.must_go = done.seconds, done.must_go
        return after

    def make_searchable(self, done: Published) -> Published:
        """Bring the index up to what readers see already. The edition takes the place of the one just made, which differs by it alone."""
        self._clock = time.perf_counter()
        base = self.base()
        assert base is not None
        with self._transaction():
            is_lost = self._search_was_waiting  # what changed was noted by a publishing that was broken off
            search = making.make_index(self.folder, self.state, base, fresh=is_lost)
            self.state.put(SEARCH_WAITS, "")
            if search == base.search:
                return done
            root = base._replace(number=max(numbers(self.folder)) + 1, search=search)
            self.writer.put_root(root)
            self.state.put("edition", str(root.number))
        self.writer.switch(root.number)
        if done.number != done.before:
            (self.folder / root_name(base.number)).unlink()
        self._step("search")
        done.number, done.seconds_by_step = root.number, dict(self._steps)
        return done

    def purge_search(self, done: Published) -> Published:
        """Make the index anew, as an edition of its own: what was taken out is found no more, but its words may stand in old files."""
        base = self.base()
        assert base is not None
        with self._transaction():
            search = making.make_index(self.folder, self.state, base, fresh=False, anew=True)
            root = base._replace(number=max(numbers(self.folder), default=0) + 1, search=search)
            self.writer.put_root(root)
            self.state.put("edition", str(root.number))
        self.writer.switch(root.number)
        done.number = root.number
        return done

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self.state.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.state.db.execute("ROLLBACK")
            raise
        self.state.db.execute("COMMIT")
        self._step("commit")

    def _seal(
        self, step: Step, at: datetime, base: Root | None, index: making.Making | None, *, fresh: bool
    ) -> Root | None:
        """Write manifest and root of what was built, checked first, and with ``index``; None when it is all as before."""
        changes = manifest.Update(self.writer, self.known, None if fresh else base)
        if fresh:
            for one in step.built:
                changes.replace((), one.lines)
            self.state.put_new_units((str(one.unit), [line.path for line in one.lines]) for one in step.built)
        else:
            for one in step.built:
                changes.replace(self.state.paths(str(one.unit)), one.lines)
                self.state.put_unit(str(one.unit), (line.path for line in one.lines))
        for owner in step.removed:
            changes.replace(self.state.paths(owner), [])
            self.state.put_unit(owner, ())
        self._put_uploads(step, changes)
        self._step("state")
        broken = {link: page for link, page in build.merge_links(step.built).items() if not self._exists(link)}
        if missing := {link: page for link, page in broken.items() if link.startswith(build.FILES)}:
            raise MissingFiles(missing)
        if broken:
            raise BrokenLinks(broken)
        self._step("check")
        self.state.set_due(str(unit) for unit in step.due)
        shards, files = changes.write()
        if index is not None:
            search = index.finish()
            self.state.put(SEARCH_WAITS, "")
            self._step("search")
        else:
            assert base is not None
            search = base.search
            if self.state.changed_parts() or not making.is_ready(self.folder, base):
                self.state.put(SEARCH_WAITS, "1")
        next_moment = self.state.next_moment(at)
        if base is not None and shards == base.shards and next_moment == base.next_moment and search == base.search:
            self._step("manifest")
            return None
        root = Root(max(numbers(self.folder), default=0) + 1, at, next_moment, shards, files, search)
        # What the root names must be on the disk before the root is: of a full build all at once, else file by file.
        if fresh:
            sync_all(self.folder)
        else:
            self.writer.flush()
        self.writer.put_root(root)
        self.state.put("edition", str(root.number))
        self._step("manifest")
        return root

    def _put_uploads(self, step: Step, changes: manifest.Update) -> None:
        """Several things may show one file: it stays as long as any of them does."""
        shown = {str(one.unit): [(line.path, line.text) for line in one.uploads] for one in step.built}
        paths = self.state.put_uploads(shown | {owner: [] for owner in step.removed})
        lines = ((path, self.state.upload_line(path)) for path in sorted(paths))
        changes.replace(paths, (Line(path, 200, text) for path, text in lines if text is not None))

    def _exists(self, link: str) -> bool:
        if link.startswith(build.FILES):
            return self.state.upload_line(unquote(link)) is not None
        return self.state.has_path(link) or link in build.APPLICATION

    def _switch(self, root: Root | None, step: Step, base: Root | None, fresh: bool, started: float) -> Published:
        before = current_number(self.folder)
        newest = root.number if root else base.number if base else 0
        if before != newest:
            self.writer.switch(newest)
        self._step("switch")
        return Published(
            newest, before, fresh, len(step.built), sum(len(one.lines) for one in step.built), len(step.removed),
            time.perf_counter() - started, len(step.due), seconds_by_step=dict(self._steps),
        )  # fmt: skip
