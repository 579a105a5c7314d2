// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// The lines on the page: each a light row, and the one that is worked on turned into fields. Rows out of sight cost nothing
// (content-visibility). The fields are one group that moves from row to row.

const ALL_ANEW = 200; // changed lines from which drawing all of them is quicker

export class LineList extends EventTarget {
  constructor({ root, model, say, times, byPerson }) {
    super();
    Object.assign(this, { root, model, say, times, byPerson });
    this.list = root.querySelector("[data-lines]");
    this.row = root.querySelector("[data-line-template]").content.firstElementChild;
    this.fields = root.querySelector("[data-fields-template]").content.firstElementChild.cloneNode(true);
    this.part = (name) => this.fields.querySelector(`[data-${name}]`);
    this.input = { start: this.field("start"), end: this.field("end"), speaker: this.field("speaker"), text: this.field("text") };
    this.rows = new Map();
    this.current = null;
    this.wrong = new Map(); // id → what is wrong, as a sentence
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest(".captions-open")?.parentElement;
      if (row) this.open(row.dataset.id);
    });
    model.addEventListener("change", ({ detail }) => this.follow(detail));
    for (const name of ["text", "speaker"]) this.input[name].addEventListener("input", () => this.typed(name));
    for (const name of ["start", "end"]) {
      this.input[name].addEventListener("change", () => this.typedTime(name));
      this.input[name].addEventListener("keydown", (event) => event.key === "Enter" && !event.altKey && this.typedTime(name));
    }
    this.draw();
  }

  field(name) {
    return this.fields.querySelector(`#captions-${name}`);
  }

  draw() {
    this.rows = new Map(this.model.cues.map((cue) => [cue.id, this.made(cue)]));
    this.list.replaceChildren(...this.rows.values());
    this.root.querySelector("[data-no-lines]").hidden = this.model.cues.length > 0;
    if (this.current) this.settle(this.current);
  }

  made(cue) {
    const row = this.row.cloneNode(true);
    row.dataset.id = cue.id;
    this.show(row, cue);
    return row;
  }

  show(row, cue) {
    const part = (name) => row.querySelector(`.captions-open .captions-${name}`);
    part("time").textContent = this.times.sayTime(Math.floor(cue.start));
    part("speaker").textContent = cue.speaker ? `${cue.speaker}:` : "";
    part("text").replaceChildren(...this.marked(cue));
    part("by").textContent = cue.by === "machine" ? this.say.automatic : cue.by === "person" ? this.say.corrected : "";
    part("by").classList.toggle("captions-person", cue.by === "person");
    row.classList.toggle("is-wrong", this.wrong.has(cue.id));
  }

  /** The words, with those that a machine was unsure of marked: for the eye, and in words for who does not see it. */
  marked(cue) {
    if (!cue.unsure?.length) return [cue.text];
    const signs = [...cue.text]; // places are counted in characters, as the archive does
    const parts = [];
    let at = 0;
    for (const [from, to] of cue.unsure) {
      parts.push(signs.slice(at, from).join(""));
      const mark = document.createElement("mark");
      mark.textContent = signs.slice(from, to).join("");
      const told = document.createElement("span");
      told.className = "w-sr-only";
      told.textContent = ` (${this.say.unsure})`;
      mark.append(told);
      parts.push(mark);
      at = to;
    }
    return [...parts, signs.slice(at).join("")];
  }

  follow({ pairs, from }) {
    if (pairs.length > ALL_ANEW) {
      const focus = this.held();
      if (this.current && !this.model.get(this.current)) this.current = null;
      this.draw();
      focus();
      return;
    }
    for (const [before, after] of pairs) {
      const id = (after ?? before).id;
      if (!after) this.drop(id);
      else if (!before || !this.rows.has(id)) this.place(after);
      else {
        this.show(this.rows.get(id), after);
        if (before.start !== after.start || before.end !== after.end) this.place(after);
        if (id === this.current) this.fill(after, from);
      }
    }
    this.root.querySelector("[data-no-lines]").hidden = this.model.cues.length > 0;
    this.number();
  }

  drop(id) {
    if (this.current === id) this.current = null;
    this.rows.get(id)?.remove();
    this.rows.delete(id);
  }

  /** The row of a line where its time belongs; what has the focus keeps it. */
  place(cue) {
    const row = this.rows.get(cue.id) ?? this.made(cue);
    this.rows.set(cue.id, row);
    const next = this.model.cues[this.model.indexOf(cue.id) + 1];
    const before = next ? this.rows.get(next.id) ?? null : null;
    if (row.parentElement === this.list && row.nextElementSibling === before) return;
    const focus = this.held();
    this.list.insertBefore(row, before);
    focus();
  }

  held() {
    const focused = document.activeElement;
    return () => {
      if (focused && this.fields.contains(focused) && document.activeElement !== focused) focused.focus({ preventScroll: true });
    };
  }

  /** Turn a line into fields. */
  open(id, { focus = "text", caret = null, isQuiet = false } = {}) {
    if (!this.model.get(id)) return;
    if (this.current !== id) {
      this.close();
      this.current = id;
      this.settle(id);
    }
    const row = this.rows.get(id);
    if (focus) {
      this.input[focus].focus({ preventScroll: true });
      if (caret !== null) this.input[focus].setSelectionRange(...[caret].flat(), ...([caret].flat().length === 1 ? [caret] : []));
    }
    row.scrollIntoView({ block: "nearest" });
    if (!isQuiet) this.dispatchEvent(new CustomEvent("open", { detail: { id } }));
  }

  settle(id) {
    const row = this.rows.get(id);
    row.classList.add("is-current");
    row.append(this.fields);
    this.fill(this.model.get(id), "open");
  }

  close() {
    const row = this.rows.get(this.current);
    row?.classList.remove("is-current");
    this.fields.remove();
    this.current = null;
  }

  fill(cue, from) {
    // What is being typed in is not written over by itself.
    const given = { start: this.times.sayTime(cue.start), end: this.times.sayTime(cue.end), speaker: cue.speaker ?? "", text: cue.text };
    for (const [name, input] of Object.entries(this.input)) {
      if (!(from === "fields" && input === document.activeElement) && input.value !== given[name]) input.value = given[name];
    }
    const signs = [...cue.text];
    const unsure = (cue.unsure ?? []).map(([start, end]) => signs.slice(start, end).join(""));
    this.part("unsure").textContent = unsure.length ? this.times.fill(this.say.unsureOf, { words: unsure.join(", ") }) : "";
    this.part("heard").textContent = cue.heard && cue.heard !== cue.text ? this.times.fill(this.say.heard, { words: cue.heard }) : "";
    this.part("by").textContent = cue.by === "machine" ? this.say.automatic : cue.by === "person" ? this.say.corrected : "";
    this.part("by").classList.toggle("captions-person", cue.by === "person");
    this.tellWrong(this.wrong.get(cue.id) ?? "");
    this.number();
  }

  number() {
    if (!this.current) return;
    const numbers = { n: this.model.indexOf(this.current) + 1, all: this.model.cues.length };
    this.part("legend").textContent = this.times.fill(this.say.line, numbers);
    this.fields.setAttribute("aria-label", this.part("legend").textContent);
  }

  tellWrong(sentence, field = null) {
    this.part("error").textContent = sentence;
    for (const [name, input] of Object.entries(this.input)) {
      if (sentence && (field ?? "text") === name) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }

  /** What is wrong with which lines, by id. */
  tellRefused(sentences) {
    const changed = new Set([...this.wrong.keys(), ...sentences.keys()]);
    this.wrong = sentences;
    for (const id of changed) this.rows.get(id)?.classList.toggle("is-wrong", sentences.has(id));
    if (this.current && changed.has(this.current)) this.tellWrong(sentences.get(this.current) ?? "");
  }

  typed(name) {
    const cue = this.model.get(this.current);
    if (!cue) return;
    const value = this.input[name].value;
    const changed = name === "text" ? { ...this.byPerson(cue, { text: value }), ...kept(cue) } : { ...cue, speaker: value };
    this.model.change([[cue, changed]], { field: `${name}:${cue.id}`, from: "fields" });
  }

  typedTime(name) {
    const cue = this.model.get(this.current);
    const seconds = this.times.readTime(this.input[name].value);
    if (!cue) return;
    if (seconds === null) {
      this.tellWrong(this.times.fill(this.say.noTime, { value: this.input[name].value }), name);
    } else if (seconds !== cue[name]) {
      this.model.change([[cue, { ...cue, [name]: seconds }]]);
    } else {
      this.tellWrong(this.wrong.get(cue.id) ?? "");
    }
  }

  /** Show which line is played, and keep it in sight when somebody follows and does not write. */
  play(cue, isFollowed) {
    const row = cue && this.rows.get(cue.id);
    if (row === this.playing) return;
    this.playing?.classList.remove("is-playing");
    this.playing?.removeAttribute("aria-current");
    this.playing = row;
    row?.classList.add("is-playing");
    row?.setAttribute("aria-current", "true");
    if (row && isFollowed && !this.fields.contains(document.activeElement)) row.scrollIntoView({ block: "center" });
  }
}

/** What a machine heard is known also when its words are written over. */
function kept(cue) {
  return cue.by === "machine" ? { heard: cue.heard ?? cue.text } : {};
}
