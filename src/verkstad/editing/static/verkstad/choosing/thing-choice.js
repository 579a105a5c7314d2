// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// <verkstad-thing-choice>: a text field that finds things as one types, after the combobox pattern of ARIA 1.2
// (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). A custom element, so that rows which are added later work by themselves.
// Without this script the field takes a whole name, and the server asks when it fits several or none.

const WAIT = 130; // milliseconds of rest before asking
let count = 0;

const words = () => JSON.parse(document.getElementById("verkstad-choosing-words").textContent);
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

class ThingChoice extends HTMLElement {
  connectedCallback() {
    if (this.input) return; // moved within the page: rows are reordered
    this.querySelectorAll("[role=listbox], [role=status], .thing-choice__clear").forEach((old) => old.remove());
    this.words = words();
    this.key = this.querySelector("input[type=hidden]");
    this.input = this.querySelector("input[type=text]");
    this.line = this.querySelector(".thing-choice__line") ?? this.appendChild(make("span", { class: "thing-choice__line" }));
    const id = `thing-choice-${(count += 1)}`;
    this.list = this.appendChild(make("ul", { role: "listbox", id, class: "thing-choice__list", hidden: "" }));
    this.said = this.appendChild(make("span", { role: "status", class: "w-sr-only" }));
    const label = this.input.labels?.[0];
    if (label) {
      label.id ||= `${id}-label`;
      this.list.setAttribute("aria-labelledby", label.id);
    } else {
      this.list.setAttribute("aria-label", this.input.getAttribute("aria-label") ?? this.dataset.kind);
    }
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, "aria-haspopup": "listbox",
    })) this.input.setAttribute(name, value);
    this.chosen = this.input.value;
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.contains(document.activeElement) || this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  typed() {
    if (this.input.value.trim() !== this.chosen) {
      this.setKey("");
      this.line.textContent = "";
    }
    this.querySelector(".thing-choice__offered")?.remove();
    this.ask?.remove();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(), WAIT);
  }

  async find() {
    const typed = this.input.value.trim();
    this.asking?.abort();
    if (!typed) return this.close();
    this.asking = new AbortController();
    try {
      const url = new URL(this.dataset.search, document.baseURI);
      url.searchParams.set("q", typed);
      const answer = await fetch(url, { signal: this.asking.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      this.show((await answer.json()).choices, typed);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.close();
      this.say(this.words.failed);
    }
  }

  show(choices, typed) {
    this.list.replaceChildren();
    choices.forEach((choice, place) => {
      const option = make("li", { role: "option", id: `${this.list.id}-${place}`, "aria-selected": "false" }, choice.name);
      const line = [choice.line, choice.draft ? this.words.draft : ""].filter(Boolean).join(", ");
      if (line) option.append(" ", make("small", {}, line));
      option.choice = choice;
      this.list.append(option);
    });
    if (this.dataset.make) {
      const add = make("li", { role: "option", id: `${this.list.id}-new`, "aria-selected": "false", class: "thing-choice__new" },
        filled(this.words.add, { name: typed }));
      this.list.append(add);
    }
    const any = this.list.children.length > 0;
    this.list.hidden = !any;
    this.input.setAttribute("aria-expanded", String(any));
    this.input.removeAttribute("aria-activedescendant");
    const { none, count_one: one, count_many: many } = this.words;
    this.say(choices.length === 0 ? none : choices.length === 1 ? one : filled(many, { count: choices.length }), !any);
  }

  // Said to those who do not see the list; shown to all when there is no list to see.
  say(sentence, visibly = false) {
    this.said.textContent = sentence;
    if (visibly || sentence === this.words.failed) this.line.textContent = sentence;
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    const { options, active } = this;
    const at = options.indexOf(active);
    const open = !this.list.hidden;
    const goTo = {
      ArrowDown: () => (at + 1) % options.length,
      ArrowUp: () => (at <= 0 ? options.length : at) - 1,
      Home: () => 0,
      End: () => options.length - 1,
    }[event.key];
    if (goTo && open && (at >= 0 || event.key.startsWith("Arrow"))) {
      event.preventDefault();
      this.point(options[goTo()]);
    } else if (event.key === "ArrowDown" && !open) {
      event.preventDefault();
      this.find();
    } else if (event.key === "Enter" && open && active) {
      event.preventDefault(); // chooses; does not send the form
      this.take(active);
    } else if (event.key === "Escape" && (open || this.ask?.isConnected)) {
      event.preventDefault();
      event.stopPropagation();
      this.ask?.remove();
      this.close();
    } else if (event.key === "Tab" && open && active && active.choice) {
      this.take(active);
    }
  }

  point(option) {
    this.active?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  take(option) {
    this.close();
    if (option.choice) this.choose(option.choice, this.words.chosen);
    else this.makeNew(this.input.value.trim());
  }

  choose(choice, sentence) {
    this.ask?.remove();
    this.input.value = choice.name;
    this.chosen = choice.name;
    this.setKey(choice.id);
    this.line.textContent = [choice.line, choice.draft ? this.words.draft : ""].filter(Boolean).join(", ");
    this.input.focus();
    this.say(filled(sentence, { name: choice.name }));
    this.dispatchEvent(new CustomEvent("thing-chosen", { bubbles: true, detail: choice }));
  }

  // By the page, from what was chosen elsewhere in it: only into an empty field, and without taking the focus.
  suggest(choice, sentence) {
    if (this.key.value || this.input.value.trim()) return;
    this.input.value = choice.name;
    this.chosen = choice.name;
    this.setKey(choice.id);
    this.line.textContent = sentence;
  }

  setKey(value) {
    if (this.key.value === value) return;
    this.key.value = value;
    this.key.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async makeNew(name, sure = "") {
    this.ask?.remove();
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    let answer;
    try {
      const response = await fetch(this.dataset.make, {
        method: "POST",
        body: new URLSearchParams({ name, sure }),
        headers: { "X-CSRFToken": token, Accept: "application/json" },
      });
      if (!response.ok && ![403, 422].includes(response.status)) throw new Error(response.status);
      answer = await response.json();
    } catch {
      return this.say(this.words.failed);
    }
    if (answer.made) this.choose(answer.made, this.words.made);
    else if (answer.alike) this.askWhether(answer.alike, name);
    else this.say(answer.refused, true);
  }

  askWhether(alike, name) {
    const { alike_person: ofPerson, alike: ofThing } = this.words;
    const told = (choice) => (choice.line ? `${choice.name} (${choice.line})` : choice.name);
    const question = filled(this.dataset.kind === "person" ? ofPerson : ofThing, { name: told(alike[0]) });
    this.ask = make("div", { role: "group", class: "thing-choice__ask", "aria-label": question }, make("p", {}, question));
    for (const choice of alike) {
      const use = make("button", { type: "button", class: "button button-small" }, filled(this.words.use, { name: told(choice) }));
      use.addEventListener("click", () => this.choose(choice, this.words.chosen));
      this.ask.append(use);
    }
    const other = make("button", { type: "button", class: "button button-small button-secondary" }, filled(this.words.make, { name }));
    other.addEventListener("click", () => this.makeNew(name, "yes"));
    this.ask.append(other);
    this.ask.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.ask.remove();
      this.input.focus();
    });
    this.append(this.ask);
    this.ask.querySelector("button").focus();
  }
}

customElements.define("verkstad-thing-choice", ThingChoice);
