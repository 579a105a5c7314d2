// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// <verkstad-rows>: a list as rows to add, remove and put in order. The server reads them in the order of the page.

let made = 0;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

class Rows extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.list = this.querySelector(".rows__list");
    this.pattern = this.querySelector("template");
    this.list.querySelectorAll("[data-blank]").forEach((blank) => blank.remove()); // they were for those without script
    this.said = this.appendChild(make("span", { role: "status", class: "w-sr-only" }));
    this.rows.forEach((row) => this.equip(row));
    const add = make("button", { type: "button", class: "button button-small button-secondary rows__add" }, this.dataset.add);
    add.addEventListener("click", () => this.add());
    this.append(add);
    this.number();
  }

  get rows() {
    return [...this.list.querySelectorAll(":scope > .rows__row")];
  }

  equip(row) {
    const tools = make("span", { class: "rows__tools" });
    for (const [name, sign, act] of [
      ["up", "↑", () => this.move(row, -1)],
      ["down", "↓", () => this.move(row, 1)],
      ["remove", "×", () => this.remove_(row)],
    ]) {
      const button = make("button", { type: "button", class: "rows__tool", "data-tool": name }, make("span", { "aria-hidden": "true" }, sign));
      button.addEventListener("click", act);
      tools.append(button);
    }
    row.append(tools);
  }

  number() {
    this.rows.forEach((row, place, all) => {
      for (const button of row.querySelectorAll("[data-tool]")) {
        const tool = button.dataset.tool;
        button.setAttribute("aria-label", `${this.dataset[tool]}, ${this.dataset.row} ${place + 1}`);
        button.disabled = (tool === "up" && place === 0) || (tool === "down" && place === all.length - 1);
      }
      for (const field of row.querySelectorAll("[aria-label]:is(input, select)")) {
        field.setAttribute("aria-label", `${field.getAttribute("aria-label").replace(/\s*\d*$/, "")} ${place + 1}`);
      }
    });
  }

  add() {
    const html = this.pattern.innerHTML.replaceAll("__row__", `new${Date.now()}x${(made += 1)}`);
    this.list.insertAdjacentHTML("beforeend", html);
    const row = this.list.lastElementChild;
    this.equip(row);
    this.number();
    row.querySelector("[aria-label]:is(input, select)").focus();
  }

  move(row, by) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    this.number();
    const button = row.querySelector(`[data-tool=${by < 0 ? "up" : "down"}]`);
    (button.disabled ? row.querySelector("[data-tool]:not(:disabled)") : button).focus();
    this.changed(this.dataset.moved, this.rows.indexOf(row) + 1);
  }

  remove_(row) {
    const place = this.rows.indexOf(row);
    row.remove();
    this.number();
    const next = this.rows[Math.min(place, this.rows.length - 1)];
    (next?.querySelector("[data-tool=remove]") ?? this.querySelector(".rows__add")).focus();
    this.changed(this.dataset.removed, place + 1);
  }

  changed(sentence, row) {
    this.said.textContent = sentence.replace("{row}", row);
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("verkstad-rows", Rows);
