// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// Saves what was written, as it is written: to the server, and in this browser until the server has it.
// Nothing that was typed is lost: without a connection, without a session, or when two wrote in the same line.

const REST = 1000;
const WAITS = [3, 10, 30];
const AT_A_TIME = 2000;
const OLD = 30 * 24 * 3600 * 1000;

export class Saving extends EventTarget {
  constructor({ model, address, key, token, same }) {
    super();
    Object.assign(this, { model, address, key, token, same });
    this.refused = new Map(); // id → the line as it was refused, and the sentence
    this.conflicts = new Map(); // id → mine and theirs
    this.takenBack = new Set(); // written on an older version than the one that this page shows
    this.failed = 0;
    this.running = null;
    this.isStopped = false;
  }

  /** What waits to be saved and can be: not what was refused, as long as it is the same. */
  waiting() {
    const { changed, removed } = this.model.pending();
    const left = changed.filter((cue) => !this.same(cue, this.refused.get(cue.id)?.cue));
    for (const cue of left) this.refused.delete(cue.id);
    for (const id of this.refused.keys()) if (!this.model.get(id)) this.refused.delete(id);
    return { changed: left, removed };
  }

  get isAllSaved() {
    const { changed, removed } = this.model.pending();
    return !changed.length && !removed.length && !this.conflicts.size;
  }

  note() {
    this.tell("saving");
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), 300);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), REST);
  }

  tell(what, detail = {}) {
    this.dispatchEvent(new CustomEvent("told", { detail: { what, ...detail } }));
  }

  /** Save now. Several at once are one after another; true when the server has everything. */
  async flush() {
    clearTimeout(this.timer);
    this.running ??= this.send().finally(() => (this.running = null));
    await this.running;
    return this.isAllSaved;
  }

  async send() {
    this.keep();
    while (!this.isStopped) {
      const { changed, removed } = this.hold(this.waiting());
      if (!changed.length && !removed.length) break;
      this.tell("saving");
      const part = changed.slice(0, AT_A_TIME);
      const answer = await this.ask(part, removed);
      if (answer === null) return;
      this.failed = 0;
      if (!this.took(answer, part, removed)) return;
    }
    this.keep();
    this.tell(this.refused.size ? "refused" : this.isAllSaved ? "saved" : "saving");
  }

  /** Without the lines that cannot be saved as they are, which is said at them. */
  hold({ changed, removed }) {
    const left = changed.filter((cue) => {
      const why = cue.text.trim() === "" ? "no-words" : cue.end <= cue.start ? "backwards" : null;
      if (why) this.refused.set(cue.id, { cue, why });
      return !why;
    });
    return { changed: left, removed };
  }

  async ask(changed, removed, isAgain = false) {
    const lines = changed.map(({ id, start, end, text, speaker }) => ({ id, start, end, text, speaker: speaker ?? "" }));
    const right = changed.filter((cue) => cue.by === "person").map((cue) => cue.id);
    let answer;
    try {
      answer = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify({ changed: lines, removed, right, based_on: this.model.version }),
        redirect: "manual",
      });
    } catch {
      return this.later("away");
    }
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.type === "opaqueredirect" || (answer.status === 403 && !isJson)) {
      // Another log-in has another token: the page itself knows it.
      if (!isAgain && (await this.isLoggedIn())) return this.ask(changed, removed, true);
      return this.later("login");
    }
    if (!isJson || answer.status >= 500) return this.later("away");
    return { status: answer.status, ...(await answer.json()) };
  }

  async isLoggedIn() {
    try {
      const page = await fetch(location.href, { redirect: "manual" });
      if (!page.ok) return false;
      const found = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
      this.token = found?.value ?? this.token;
      return Boolean(found);
    } catch {
      return false;
    }
  }

  later(what) {
    this.keep();
    this.tell(what);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), WAITS[Math.min(this.failed++, WAITS.length - 1)] * 1000);
    return null;
  }

  took(answer, changed, removed) {
    if (answer.status === 200) {
      this.model.settle(changed, removed, answer.version);
      for (const id of [...changed.map((cue) => cue.id), ...removed]) this.takenBack.delete(id);
      if (answer.cues) this.model.takeIn(answer.cues, answer.version);
      this.tell("state", { state: answer.state, words: answer.words });
    } else if (answer.status === 409) {
      this.part(answer, new Set([...changed.map((cue) => cue.id), ...removed]));
    } else if (answer.status === 422) {
      for (const cue of changed) {
        if (answer.problems[cue.id]) this.refused.set(cue.id, { cue, sentence: answer.problems[cue.id] });
      }
      if (!changed.some((cue) => answer.problems[cue.id])) {
        this.isStopped = true;
        this.tell("unreadable", { sentence: answer.error });
        return false;
      }
      this.tell("refused");
    } else {
      this.isStopped = true;
      this.tell(answer.status === 403 ? "may-not" : "unreadable", { sentence: answer.error });
      return false;
    }
    return true;
  }

  /** Two wrote in the same lines: take in what the other has, and put both in front of whoever writes here. */
  part(answer, sent) {
    const there = new Map(answer.cues.map((cue) => [cue.id, cue]));
    for (const id of sent) {
      const [mine, known, theirs] = [this.model.get(id), this.model.base.get(id), there.get(id)];
      const isOthers = !this.same(known, theirs) || this.takenBack.has(id);
      if (isOthers && !this.same(mine, theirs)) this.conflicts.set(id, { mine: mine ?? null, theirs: theirs ?? null });
    }
    this.takenBack.clear();
    this.model.takeIn(answer.cues, answer.version, new Set(this.conflicts.keys()));
    this.keep();
    this.tell("conflict");
  }

  /** One's own words in a line after all: they are saved over the other's, which is known by now. */
  settleConflict(id, isMine) {
    const { mine } = this.conflicts.get(id);
    this.conflicts.delete(id);
    if (isMine) this.model.change([[this.model.get(id) ?? null, mine]].filter(([one, other]) => one || other));
    this.keep();
    this.note();
  }

  keep() {
    clearTimeout(this.keeping);
    const { changed, removed } = this.model.pending();
    const mine = [...this.conflicts.values()].map((one) => one.mine).filter(Boolean);
    try {
      if (!changed.length && !removed.length && !mine.length) {
        if (this.kept === undefined) localStorage.removeItem(this.key);
      } else if (this.kept === undefined) {
        localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), version: this.model.version, changed: [...changed, ...mine], removed }));
      }
    } catch {
      // The browser has no room, or keeps nothing: then what stands on the page is what there is.
    }
  }

  /** What an earlier visit could not save; until it is taken back or thrown away, nothing is kept over it. */
  found() {
    try {
      for (const name of Object.keys(localStorage).filter((one) => one.startsWith("verkstad:captions:"))) {
        const kept = JSON.parse(localStorage.getItem(name));
        if (!(Date.now() - kept?.at <= OLD)) localStorage.removeItem(name);
      }
      const kept = JSON.parse(localStorage.getItem(this.key)) ?? undefined;
      const isNews = ({ changed, removed }) =>
        changed.some((cue) => !this.same(cue, this.model.get(cue.id))) || removed.some((id) => this.model.get(id));
      this.kept = kept && isNews(kept) ? kept : undefined;
    } catch {
      this.kept = undefined;
    }
    return this.kept;
  }

  takeBack() {
    const { changed, removed, version } = this.kept;
    this.kept = undefined;
    const pairs = changed.map((cue) => [this.model.get(cue.id) ?? null, cue]);
    for (const id of removed) if (this.model.get(id)) pairs.push([this.model.get(id), null]);
    // From the version that it was written on: what others wrote in the same lines since then is found by the server.
    this.takenBack = new Set([...changed.map((cue) => cue.id), ...removed]);
    this.model.version = Math.min(version, this.model.version);
    this.model.change(pairs);
  }

  throwAway() {
    this.kept = undefined;
    localStorage.removeItem(this.key);
  }
}
