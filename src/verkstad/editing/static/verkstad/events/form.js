// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// <verkstad-workshop>: the rows of a workshop's form are added, moved and removed without asking the server. Each row carries
// its uid and its place, so the order of the elements is only for the eye; without this script a number and a tick do the same.

const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// A UUIDv7, as the archive makes them: milliseconds first, so that rows added later sort later.
function newUid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, Math.floor(Date.now() / 65536));
  new DataView(bytes.buffer).setUint16(4, Date.now() % 65536);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

class Workshop extends HTMLElement {
  connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("input", (event) => this.edited(event));
    this.addEventListener("pointerdown", (event) => this.gripped(event));
    this.addEventListener("thing-chosen", (event) => this.suggestOrganisation(event));
    for (const name of ["dragstart", "dragover", "drop", "dragend"]) this.addEventListener(name, (event) => this[name](event));
    addEventListener("hashchange", () => this.reveal());
    this.countWithoutBlanks();
    this.number();
    for (const row of this.querySelectorAll("[data-row][data-gone]")) this.showAsGone(row);
    this.reveal();
  }

  // The empty rows of the page without script are not here: none is sent, and none is counted.
  countWithoutBlanks() {
    for (const total of this.querySelectorAll("[data-total][data-blanks]")) {
      total.value = String(Number(total.value) - Number(total.dataset.blanks));
      total.removeAttribute("data-blanks");
    }
  }

  // A link from a list of things to do, or from the list of what is wrong, leads into a folded part.
  reveal() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !this.contains(target)) return;
    for (let part = target; part && part !== this; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    target.scrollIntoView({ block: "center" });
    (target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea"))?.focus();
  }

  field(row, name) {
    return row.querySelector(`[name="${row.dataset.prefix}-${name}"]`);
  }

  // Not those of rows inside: an agenda item has rows of its own.
  rows(list) {
    return [...list.children].filter((child) => child.matches("[data-row]"));
  }

  staying(list) {
    return this.rows(list).filter((row) => !row.hasAttribute("data-gone"));
  }

  say(sentence, values = {}) {
    const place = this.querySelector("[data-said]");
    place.textContent = "";
    // Emptied first: the same sentence twice would be said once.
    requestAnimationFrame(() => (place.textContent = filled(sentence, values)));
  }

  clicked(event) {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    const row = button.closest("[data-row]");
    switch (button.dataset.do) {
      case "add": return this.add(button);
      case "up": return this.step(row, -1, button);
      case "down": return this.step(row, 1, button);
      case "remove": return this.remove(row);
      case "restore": return this.restore(row);
    }
  }

  // Adding

  add(button) {
    const kind = button.dataset.kind;
    const list = button.closest("[data-group]").querySelector(`[data-list="${kind}"]`);
    const total = this.querySelector(`[data-total="${kind}"]`);
    const place = Number(total.value);
    total.value = String(place + 1);
    const blank = this.querySelector(`template[data-blank="${kind}"]`);
    const holder = document.createElement("template");
    holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", String(place));
    const row = holder.content.querySelector("[data-row]");
    list.append(row);
    this.field(row, "uid").value = newUid();
    if (kind === "appearances") this.join(row, list);
    if (kind === "agenda") this.continueFrom(row, list);
    this.settle(kind);
    const count = this.staying(list).length;
    this.say(this.words.added, { number: count, count });
    const first = kind === "agenda" && this.field(row, "start_time").value ? this.field(row, "title_sv") : null;
    (first ?? [...row.querySelectorAll("input, select, textarea")].find((field) => field.checkVisibility()))?.focus();
  }

  // A new item begins when the one before it ends, and belongs to the same session.
  continueFrom(row, list) {
    const before = this.staying(list).at(-2);
    const first = document.querySelector("[name=start_time]");
    const began = before ? this.field(before, "end_time").value : (first?.value ?? "");
    this.field(row, "start_time").value = began;
    this.field(row, "began").value = began; // told too, so that an empty row is known for one
    if (before) this.field(row, "session_uid").value = this.field(before, "session_uid").value;
  }

  join(row, list) {
    const item = list.closest('[data-row="agenda"]');
    this.field(row, "agenda_item_uid").value = item ? this.field(item, "uid").value : "";
  }

  // Whom somebody spoke for last is whom they most often speak for now.
  suggestOrganisation({ target, detail }) {
    const row = target.closest('[data-row="appearances"]');
    if (!row || target.dataset.kind !== "person" || !detail.organisation) return;
    const organisation = this.field(row, "organisation").closest("verkstad-thing-choice");
    organisation.suggest({ id: detail.organisation, name: detail.line }, this.words.suggested);
  }

  // Moving

  step(row, by, button) {
    const list = row.parentElement;
    const rows = this.staying(list);
    const at = rows.indexOf(row);
    const other = rows[at + by];
    if (other) {
      other[by < 0 ? "before" : "after"](row);
      this.moved(row, by < 0 ? this.words.up : this.words.down);
    } else if (!this.intoNextItem(row, by)) {
      this.say(by < 0 ? this.words.first : this.words.last);
    }
    button.focus();
  }

  // Who stands first on an item goes up to the item before it, and so on; after the last item come those of no item.
  intoNextItem(row, by) {
    if (row.dataset.row !== "appearances") return false;
    const lists = [...this.querySelectorAll('[data-list="appearances"]')].filter((list) => !list.closest("[data-gone]"));
    const list = lists[lists.indexOf(row.parentElement) + by];
    if (!list) return false;
    if (by < 0) list.append(row);
    else list.prepend(row);
    this.moved(row, null);
    return true;
  }

  moved(row, sentence) {
    const list = row.parentElement;
    if (row.dataset.row === "appearances") this.join(row, list);
    this.settle(row.dataset.row);
    const rows = this.staying(list);
    if (sentence) return this.say(sentence, { number: rows.indexOf(row) + 1, count: rows.length });
    const item = list.closest('[data-row="agenda"]');
    if (!item) return this.say(this.words.toNone);
    this.say(this.words.toItem, { title: this.field(item, "title_sv").value || this.field(item, "title_en").value || this.words.untitled });
  }

  // Removing: the row stays in sight with a way back, and goes when the form is saved.

  remove(row) {
    this.mark(row, true);
    for (const inner of row.querySelectorAll("[data-row]")) this.mark(inner, true);
    this.showAsGone(row);
    this.settle(row.dataset.row);
    this.say(row.querySelector("[data-row]") ? this.words.removedWith : this.words.removed);
    row.querySelector(":scope > [data-gone-note] button").focus();
  }

  restore(row) {
    this.mark(row, false);
    for (const inner of row.querySelectorAll("[data-row]")) this.mark(inner, false);
    row.querySelector(":scope > [data-gone-note]").remove();
    for (const inner of row.querySelectorAll("[data-gone-note]")) inner.remove();
    this.settle(row.dataset.row);
    this.say(this.words.restored);
    row.querySelector("[data-do=remove]").focus();
  }

  mark(row, gone) {
    row.toggleAttribute("data-gone", gone);
    const tick = this.field(row, "DELETE");
    tick.checked = gone;
    tick.dispatchEvent(new Event("change", { bubbles: true }));
  }

  showAsGone(row) {
    if (row.querySelector(":scope > [data-gone-note]")) return;
    const note = this.querySelector("template[data-gone]").content.firstElementChild.cloneNode(true);
    const name = this.field(row, "title_sv")?.value || row.querySelector("verkstad-thing-choice input[type=text]")?.value || "";
    note.querySelector("[data-name]").textContent = name;
    row.prepend(note);
  }

  // What follows from any change

  settle(kind) {
    // Places are told anew for the whole form, in the order of the page, which keeps the order within each item.
    this.querySelectorAll(`[data-row="${kind}"]`).forEach((row, place) => (this.field(row, "ORDER").value = String(place + 1)));
    if (kind === "sessions") this.offerSessions();
    this.number();
    // Wagtail watches for this to know that there is something to save.
    this.querySelector(`[data-total="${kind}"]`).dispatchEvent(new Event("change", { bubbles: true }));
  }

  number() {
    for (const list of this.querySelectorAll("[data-list]")) {
      const sentence = list.dataset.list === "agenda" ? this.words.item : this.words.row;
      this.staying(list).forEach((row, place) => {
        const legend = row.querySelector("[data-legend]");
        const words = filled(sentence, { number: place + 1 });
        if (legend && legend.textContent !== words) legend.textContent = words;
      });
    }
  }

  edited(event) {
    if (event.target.closest('[data-row="sessions"]')) this.offerSessions();
  }

  offerSessions() {
    const sessions = [...this.querySelectorAll('[data-row="sessions"]:not([data-gone])')].map((row) => [
      this.field(row, "uid").value, this.field(row, "title_sv").value || this.field(row, "title_en").value,
    ]);
    for (const place of this.querySelectorAll("[data-of-session]")) {
      place.hidden = sessions.length === 0;
      const select = place.querySelector("select");
      const chosen = select.value;
      select.replaceChildren(new Option("–", ""), ...sessions.map(([uid, title]) => new Option(title, uid)));
      select.value = sessions.some(([uid]) => uid === chosen) ? chosen : "";
    }
  }

  // Dragging, for the mouse; the buttons do the same

  gripped(event) {
    if (event.target.closest("[data-grip]")) event.target.closest("[data-row]").draggable = true;
  }

  dragstart(event) {
    this.dragged = event.target.closest?.("[data-row]");
    if (!this.dragged?.draggable) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    this.dragged.classList.add("v-dragged");
  }

  dragover(event) {
    if (!this.dragged) return;
    const kind = this.dragged.dataset.row;
    const list = event.target.closest(`[data-list="${kind}"]`) ?? event.target.closest("[data-group]")?.querySelector(`[data-list="${kind}"]`);
    if (!list || this.dragged.contains(list) || list.closest("[data-gone]")) return;
    event.preventDefault();
    const over = event.target.closest(`[data-row="${kind}"]`);
    if (over === this.dragged) return;
    if (!over) return void (list.lastElementChild === this.dragged || list.append(this.dragged));
    const box = over.getBoundingClientRect();
    const place = event.clientY < box.top + box.height / 2 ? "before" : "after";
    const beside = place === "before" ? over.previousElementSibling : over.nextElementSibling;
    if (beside !== this.dragged) over[place](this.dragged);
  }

  drop(event) {
    if (this.dragged) event.preventDefault();
  }

  dragend() {
    if (!this.dragged) return;
    const row = this.dragged;
    this.dragged = null;
    row.draggable = false;
    row.classList.remove("v-dragged");
    this.moved(row, this.words.moved);
  }
}

customElements.define("verkstad-workshop", Workshop);
