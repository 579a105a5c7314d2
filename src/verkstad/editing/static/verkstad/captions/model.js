// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// The lines, what can be undone of them, and which of them the server does not have as they are here.
// A line is never changed in place: each change is a list of pairs, the line before and after (null where there is none).

const UNDONE_AT_MOST = 500;
const GOES_ON = 1500; // milliseconds in which what is typed in one field is one change

export class Model extends EventTarget {
  constructor({ cues, version }) {
    super();
    this.version = version;
    this.byId = new Map();
    this.base = new Map(); // as the server has them
    this.touched = new Set(); // lines that are a person's at the server
    this.undos = [];
    this.redos = [];
    for (const cue of cues) {
      this.byId.set(cue.id, cue);
      this.base.set(cue.id, cue);
    }
    this.sort();
  }

  sort() {
    this.cues = [...this.byId.values()].sort(inOrder);
  }

  get(id) {
    return this.byId.get(id);
  }

  indexOf(id) {
    return this.cues.findIndex((cue) => cue.id === id);
  }

  /** The line that is heard at a time, or the last one before it; null before the first. */
  at(seconds) {
    let [low, high] = [0, this.cues.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cues[middle].start <= seconds) low = middle + 1;
      else high = middle;
    }
    return this.cues[low - 1] ?? null;
  }

  /** Change lines as one step; `field` names the field that is typed in, so that its letters are undone together. */
  change(pairs, { field = null, from = "tools" } = {}) {
    const last = this.undos.at(-1);
    const goesOn = field && last?.field === field && Date.now() - last.at < GOES_ON && !this.redos.length;
    if (goesOn) {
      last.pairs = [[last.pairs[0][0], pairs[0][1]]];
      last.at = Date.now();
    } else {
      this.undos.push({ pairs, field, at: Date.now() });
      if (this.undos.length > UNDONE_AT_MOST) this.undos.shift();
    }
    this.redos = [];
    this.put(pairs, from);
  }

  put(pairs, from) {
    for (const [before, after] of pairs) {
      if (after) this.byId.set(after.id, after);
      else this.byId.delete(before.id);
    }
    this.sort();
    this.dispatchEvent(new CustomEvent("change", { detail: { pairs, from } }));
  }

  undo() {
    return this.step(this.undos, this.redos, ([before, after]) => [after, before]);
  }

  redo() {
    return this.step(this.redos, this.undos, (pair) => pair);
  }

  step(from, to, turned) {
    const step = from.pop();
    if (!step) return null;
    to.push({ ...step, field: null });
    const pairs = step.pairs.map(turned).map(([now, then]) => [now, then && this.touched.has(then.id) ? byPerson(then) : then]);
    this.put(pairs, "undo");
    return pairs;
  }

  /** What the server does not have as it is here. */
  pending() {
    const changed = this.cues.filter((cue) => !same(cue, this.base.get(cue.id)));
    const removed = [...this.base.keys()].filter((id) => !this.byId.has(id));
    return { changed, removed };
  }

  /** The server has these lines now as they were sent. */
  settle(changed, removed, version) {
    for (const cue of changed) {
      if (cue.by === "person") this.touched.add(cue.id);
      this.base.set(cue.id, cue);
    }
    for (const id of removed) {
      this.touched.add(id); // brought back, it is a line that a person wrote
      this.base.delete(id);
    }
    this.version = version;
  }

  /** Lines as the server has them now, where others wrote; those that wait to be saved from here stay, unless `over` has their id. */
  takeIn(cues, version, over = new Set()) {
    const there = new Map(cues.map((cue) => [cue.id, cue]));
    const pairs = [];
    for (const id of new Set([...this.byId.keys(), ...this.base.keys(), ...there.keys()])) {
      const [mine, known, theirs] = [this.byId.get(id), this.base.get(id), there.get(id)];
      const waits = !same(mine, known);
      if (theirs) this.base.set(id, theirs);
      else if (known) this.base.delete(id);
      if ((!waits || over.has(id)) && !same(mine, theirs)) pairs.push([mine ?? null, theirs ?? null]);
    }
    this.version = version;
    const ids = new Set(pairs.flat().filter(Boolean).map((cue) => cue.id));
    const isOurs = (step) => !step.pairs.flat().some((cue) => cue && ids.has(cue.id));
    this.undos = this.undos.filter(isOurs);
    this.redos = this.redos.filter(isOurs);
    if (pairs.length) this.put(pairs, "server");
  }
}

/** The line with other words, or said to be right: a person answers for it from now on. */
export function byPerson(cue, words = {}) {
  const { unsure: _settled, ...rest } = { ...cue, ...words };
  return { ...rest, by: "person" };
}

export function same(one, other) {
  if (!one || !other) return one === other || (!one && !other);
  return (
    one.start === other.start && one.end === other.end && one.text === other.text && (one.speaker ?? "") === (other.speaker ?? "") && one.by === other.by
  );
}

export function inOrder(one, other) {
  return one.start - other.start || one.end - other.end || (one.id < other.id ? -1 : 1);
}

export const newId = () => `n${crypto.getRandomValues(new Uint32Array(2)).join("").slice(0, 16)}`;
