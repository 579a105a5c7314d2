// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// The captions editor: puts the recording, the lines and the saving together. Without it the plain form of the page does the work.
// The other modules are loaded by the addresses that the page gives, which follow their content.

const root = document.querySelector("[data-captions-editor]");

if (root) start(...(await Promise.all(root.dataset.modules.split(" ").map((address) => import(address)))));

function start(times, { Model, byPerson, newId, same }, { Saving }, { LineList }, { Player }, { tools }) {
  const say = Object.fromEntries(
    Object.entries(root.dataset)
      .filter(([name]) => name.startsWith("say"))
      .map(([name, words]) => [name[3].toLowerCase() + name.slice(4), words]),
  );
  const model = new Model(JSON.parse(document.getElementById("captions-lines").textContent));
  const part = (name) => root.querySelector(`[data-${name}]`);
  const status = part("status");
  const tell = (sentence) => (status.textContent = sentence);
  const player = new Player(part("captions-media"));
  const list = new LineList({ root, model, say, times, byPerson });
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const saving = new Saving({ model, address: root.dataset.save, key: root.dataset.keep, token, same });
  const act = tools({ root, model, list, player, say, times, newId, byPerson, tell });

  document.querySelector("[data-captions-plain]").remove();
  root.hidden = false;
  // Where they would stand between the recording and its lines, the keys are folded.
  if (window.matchMedia("(max-width: 63.99rem)").matches) part("keys").open = false;

  // ---- saving, and what is told of it

  function showRefused() {
    const sentences = new Map();
    for (const [id, { sentence, why }] of saving.refused) {
      sentences.set(id, sentence ?? (why === "no-words" ? say.noWords : say.backwards));
    }
    list.tellRefused(sentences);
  }

  saving.addEventListener("told", ({ detail }) => {
    const saved = part("saved");
    showRefused();
    if (detail.what === "saved") saved.textContent = say.saved;
    else if (detail.what === "saving") saved.textContent = say.saving;
    else if (detail.what === "state") {
      document.querySelector("[data-captions-state]").textContent = detail.words;
      for (const button of document.querySelectorAll("[data-state]")) button.hidden = button.dataset.state === detail.state;
      document.querySelector("[data-captions-seen]").hidden = true; // what readers have is another version by now
    } else if (detail.what === "conflict") showConflicts();
    else {
      saved.textContent = "";
      const sentence = { away: say.away, login: say.login, unreadable: say.unreadable, "may-not": say.mayNot, refused: say.refused };
      const told = times.fill(sentence[detail.what], { n: saving.refused.size });
      if (status.textContent !== told) tell(told);
    }
  });

  model.addEventListener("change", ({ detail }) => {
    if (detail.from !== "server") saving.note();
    countUnsure();
  });

  function countUnsure() {
    part("unsure-left").textContent = times.fill(say.unsureLeft, { n: model.cues.filter((cue) => cue.unsure?.length).length });
  }

  function showConflicts() {
    const box = part("conflicts");
    const template = part("conflict-template").content.firstElementChild;
    const words = (cue) => (cue ? `${times.sayTime(cue.start)}–${times.sayTime(cue.end)} ${cue.speaker ? `${cue.speaker}: ` : ""}${cue.text}` : say.gone);
    const shown = [...saving.conflicts].map(([id, { mine, theirs }]) => {
      const item = template.cloneNode(true);
      item.querySelector("[data-time]").textContent = times.sayTime((mine ?? theirs).start);
      item.querySelector("[data-mine]").textContent = words(mine);
      item.querySelector("[data-theirs]").textContent = words(theirs);
      for (const isMine of [true, false]) {
        item.querySelector(isMine ? "[data-take-mine]" : "[data-take-theirs]").addEventListener("click", () => {
          saving.settleConflict(id, isMine);
          showConflicts();
          if (model.get(id)) list.open(id);
        });
      }
      return item;
    });
    part("conflict-list").replaceChildren(...shown);
    const isNew = box.hidden && shown.length > 0;
    box.hidden = shown.length === 0;
    if (isNew) {
      tell(box.querySelector("h2").textContent);
      box.scrollIntoView({ block: "nearest" });
    }
  }

  const kept = saving.found();
  if (kept) {
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    part("kept-when").textContent = when.format(kept.at);
    part("kept").hidden = false;
    part("kept-take").addEventListener("click", () => {
      part("kept").hidden = true;
      saving.takeBack();
    });
    part("kept-throw").addEventListener("click", () => {
      part("kept").hidden = true;
      saving.throwAway();
    });
  }

  window.addEventListener("online", () => saving.flush());
  document.addEventListener("visibilitychange", () => document.hidden && !saving.isAllSaved && saving.flush());
  window.addEventListener("beforeunload", (event) => {
    if (!saving.isAllSaved) event.preventDefault();
  });

  // Saying that they are approved, or publishing them, is said of what stands here: that is saved first.
  const after = document.querySelector("[data-captions-after]");
  after?.addEventListener("submit", async (event) => {
    if (saving.isAllSaved) return;
    event.preventDefault();
    if (await saving.flush()) after.requestSubmit(event.submitter);
  });

  // ---- buttons, keys and the recording

  root.addEventListener("click", (event) => {
    const name = event.target.closest("[data-do]")?.dataset.do;
    if (name) act[name]();
  });

  part("speed")?.addEventListener("change", ({ target }) => (player.media.playbackRate = Number(target.value)));
  player.media?.addEventListener("timeupdate", () => list.play(model.at(player.now), player.isPlaying && part("follow").checked));
  list.addEventListener("open", ({ detail }) => {
    if (!player.isPlaying) player.seek(model.get(detail.id).start);
  });

  const KEYS = {
    F8: "play", F2: "back", F4: "play-line", F9: "next-unsure", "Alt+ArrowUp": "before", "Alt+ArrowDown": "next",
    "Alt+PageUp": "start-now", "Alt+PageDown": "end-now", "Alt+Enter": "split", "Alt+Shift+Enter": "join",
    "Ctrl+z": "undo", "Ctrl+y": "redo", "Ctrl+Shift+z": "redo",
  };
  const WITH_FILE = new Set(["play", "back", "play-line", "start-now", "end-now"]);

  document.addEventListener("keydown", (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const held = [event.altKey && "Alt", (event.ctrlKey || event.metaKey) && "Ctrl", event.shiftKey && "Shift"].filter(Boolean);
    const name = KEYS[[...held, key].join("+")];
    if (!name || (WITH_FILE.has(name) && !player.media)) return;
    // Fields of the tools, and those around the editor, undo by themselves.
    const field = ["undo", "redo"].includes(name) && event.target.closest?.("input, textarea");
    if (field && !list.fields.contains(field)) return;
    event.preventDefault();
    if (name === "split" && document.activeElement !== list.input.text) return;
    act[name]();
  });

  countUnsure();
  part("saved").textContent = say.saved;
}
