// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// What is done with lines: splitting, joining, inserting, removing, moving times, finding and replacing, going somewhere.

export function tools({ root, model, list, player, say, times, newId, byPerson, tell }) {
  const current = () => model.get(list.current);
  const heard = (cue) => (cue.by === "machine" ? { heard: cue.heard ?? cue.text } : {});

  function split() {
    const cue = current();
    const at = list.input.text.selectionStart;
    const [before, after] = cue ? [cue.text.slice(0, at).trim(), cue.text.slice(at).trim()] : ["", ""];
    if (!before || !after) {
      tell(say.caret);
      return;
    }
    // Where it is played, if that is within the line; else by the share of the words.
    const isThere = player.now > cue.start + 0.1 && player.now < cue.end - 0.1;
    const share = cue.start + ((cue.end - cue.start) * before.length) / (before.length + after.length);
    const middle = isThere ? player.now : times.rounded(Math.round(share * 100) / 100);
    const second = { id: newId(), start: middle, end: cue.end, text: after, speaker: cue.speaker, by: "person" };
    model.change([
      [cue, { ...byPerson(cue, { text: before, end: middle }), ...heard(cue) }],
      [null, second],
    ]);
    list.open(second.id, { caret: 0 });
    tell(say.split);
  }

  function join() {
    const cue = current();
    const next = cue && model.cues[model.indexOf(cue.id) + 1];
    if (!next) {
      tell(say.noNext);
      return;
    }
    const words = { text: `${cue.text} ${next.text}`.trim(), end: Math.max(cue.end, next.end), speaker: cue.speaker || next.speaker };
    model.change([
      [cue, { ...byPerson(cue, words), ...heard(cue) }],
      [next, null],
    ]);
    list.open(cue.id, { caret: cue.text.length });
    tell(say.joined);
  }

  function insert(after) {
    const next = after && model.cues[model.indexOf(after.id) + 1];
    const start = after?.end ?? 0;
    const end = next && next.start - start > 0.2 ? Math.min(next.start, start + 2) : start + 2;
    const made = { id: newId(), start, end: times.rounded(end), text: "", speaker: after?.speaker ?? "", by: "person" };
    model.change([[null, made]]);
    list.open(made.id);
  }

  function remove() {
    const cue = current();
    if (!cue) return;
    const at = model.indexOf(cue.id);
    model.change([[cue, null]]);
    const next = model.cues[at] ?? model.cues[at - 1];
    if (next) list.open(next.id);
    tell(say.removed);
  }

  function right() {
    const cue = current();
    if (cue && cue.by !== "person") model.change([[cue, byPerson(cue)]]);
    step(1);
  }

  function setTime(name) {
    const cue = current();
    if (cue) model.change([[cue, { ...cue, [name]: player.now }]]);
  }

  function step(by) {
    const at = list.current ? model.indexOf(list.current) + by : by > 0 ? 0 : model.cues.length - 1;
    const cue = model.cues[Math.min(Math.max(at, 0), model.cues.length - 1)];
    if (cue) list.open(cue.id, { caret: 0 });
  }

  function nextUnsure() {
    const from = list.current ? model.indexOf(list.current) + 1 : 0;
    const all = [...model.cues.slice(from), ...model.cues.slice(0, from)];
    const cue = all.find((one) => one.unsure?.length);
    if (!cue) {
      tell(times.fill(say.unsureLeft, { n: 0 }));
      return;
    }
    const [start, end] = cue.unsure[0].map((at) => [...cue.text].slice(0, at).join("").length);
    list.open(cue.id, { caret: [start, end] });
  }

  function undo(isAgain) {
    const pairs = isAgain ? model.redo() : model.undo();
    tell(pairs ? (isAgain ? say.redone : say.undone) : say.nothingToUndo);
    const shown = pairs?.find(([, after]) => after)?.[1];
    if (shown) list.open(shown.id, { focus: pairs.length > 20 ? null : "text", isQuiet: true });
  }

  // ---- going to a line or a time

  const go = root.querySelector("[data-go]");
  go.addEventListener("submit", (event) => {
    event.preventDefault();
    const written = go.querySelector("input").value.trim();
    const seconds = times.readTime(written);
    const cue = /^\d+$/.test(written) ? model.cues[Number(written) - 1] : seconds === null ? null : model.at(seconds) ?? model.cues[0];
    wrong(go, cue ? "" : say.noSuchPlace);
    if (cue) list.open(cue.id, { caret: 0 });
  });

  function wrong(form, sentence) {
    form.querySelector("[data-error]").textContent = sentence;
    const input = form.querySelector("input");
    if (sentence) {
      input.setAttribute("aria-invalid", "true");
      input.focus();
    } else {
      input.removeAttribute("aria-invalid");
    }
  }

  // ---- moving times

  const shift = root.querySelector("[data-shift]");

  function move(cues) {
    const written = shift.querySelector("input").value.trim().replace("−", "-").replace(",", ".");
    const seconds = /^[+-]?\d+(\.\d+)?$/.test(written) ? times.rounded(Number(written)) : 0;
    if (!seconds) return wrong(shift, say.notSeconds);
    if (cues.some((cue) => cue.start + seconds < 0)) return wrong(shift, say.beforeStart);
    wrong(shift, "");
    model.change(cues.map((cue) => [cue, { ...cue, start: times.rounded(cue.start + seconds), end: times.rounded(cue.end + seconds) }]));
    tell(times.fill(say.moved, { n: cues.length }));
  }

  shift.addEventListener("submit", (event) => {
    event.preventDefault();
    move(model.cues.slice(list.current ? model.indexOf(list.current) : 0));
  });
  shift.querySelector("[data-shift-all]").addEventListener("click", () => move(model.cues));

  // ---- finding and replacing

  const find = root.querySelector("[data-find]");
  const sought = find.querySelector("#captions-find");
  const instead = find.querySelector("#captions-replace");
  const exact = find.querySelector("[data-exact]");
  const found = find.querySelector("[data-found]");

  function pattern() {
    if (!sought.value) return null;
    return new RegExp(sought.value.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), exact.checked ? "gu" : "giu");
  }

  function count() {
    const looked = pattern();
    const counts = looked ? model.cues.map((cue) => cue.text.match(looked)?.length ?? 0).filter(Boolean) : [];
    const n = counts.reduce((sum, one) => sum + one, 0);
    found.textContent = !looked ? "" : n ? times.fill(say.found, { n, lines: counts.length }) : say.notFound;
    return n;
  }

  function replaceIn(cues) {
    const looked = pattern();
    let n = 0;
    const pairs = [];
    for (const cue of looked ? cues : []) {
      const text = cue.text.replace(looked, () => {
        n += 1;
        return instead.value;
      });
      if (text !== cue.text) pairs.push([cue, { ...byPerson(cue, { text }), ...heard(cue) }]);
    }
    if (pairs.length) model.change(pairs);
    tell(n ? times.fill(say.replaced, { n }) : say.notFound);
    count();
  }

  find.addEventListener("submit", (event) => {
    event.preventDefault();
    const looked = pattern();
    if (!looked || !count()) return;
    const from = list.current ? model.indexOf(list.current) + 1 : 0;
    const cue = [...model.cues.slice(from), ...model.cues.slice(0, from)].find((one) => one.text.search(looked) >= 0);
    const at = cue.text.search(looked);
    // The field for words stays where it is: Enter again goes on to the next.
    list.open(cue.id, { focus: null });
    list.input.text.setSelectionRange(at, at + cue.text.match(looked)[0].length);
    list.rows.get(cue.id).scrollIntoView({ block: "center" });
    tell(`${list.part("legend").textContent}: ${cue.text}`);
  });
  find.querySelector("[data-replace-one]").addEventListener("click", () => replaceIn([current()].filter(Boolean)));
  find.querySelector("[data-replace-all]").addEventListener("click", () => replaceIn(model.cues));
  for (const input of [sought, exact]) input.addEventListener("input", count);

  return {
    play: () => player.toggle(), back: () => player.back(3), "play-line": () => current() && player.playLine(current()),
    "start-now": () => setTime("start"), "end-now": () => setTime("end"),
    split, join, insert: () => insert(current()), "insert-last": () => insert(model.cues.at(-1)), remove, right,
    next: () => step(1), before: () => step(-1), "next-unsure": nextUnsure, undo: () => undo(false), redo: () => undo(true),
  };
}
