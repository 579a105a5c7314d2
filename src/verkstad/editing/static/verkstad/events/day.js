// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// A day is typed, in any of the ways that the server reads. Beside the field this puts a button to the browser's own calendar,
// and below it the day in words: nobody sees from 2026-05-07 that it is a Thursday. Without script the field does without.

const ISO = /^(\d{4})-?(\d{2})-?(\d{2})$/;
const NUMBERS = /^(\d{1,2})[./](\d{1,2})[./ ] ?(\d{4})$/;

function read(text) {
  const iso = ISO.exec(text.trim());
  const [year, month, day] = iso ? iso.slice(1) : (NUMBERS.exec(text.trim())?.slice(1).reverse() ?? []);
  if (!year) return null;
  const found = new Date(Date.UTC(year, month - 1, day));
  return found.getUTCMonth() === month - 1 ? found : null;
}

function dress(field) {
  const language = document.documentElement.lang === "en" ? "en-GB" : "sv"; // not as they write it in America
  const words = new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" });
  const said = document.createElement("p");
  said.className = "v-help";
  said.dataset.dayInWords = "";
  const tell = () => {
    const day = read(field.value);
    said.textContent = day ? words.format(day) : "";
  };

  const calendar = document.createElement("input");
  Object.assign(calendar, { type: "date", tabIndex: -1, className: "v-calendar" });
  calendar.setAttribute("aria-hidden", "true");
  calendar.addEventListener("change", () => {
    if (!calendar.value) return;
    field.value = calendar.value;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    field.focus();
  });

  const around = document.createElement("span");
  around.className = "v-day";
  field.before(around);
  around.append(field);
  if (calendar.showPicker) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "v-tool", title: field.dataset.day });
    button.setAttribute("aria-label", field.dataset.day);
    button.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#icon-calendar"></use></svg>';
    button.addEventListener("click", () => {
      calendar.value = read(field.value)?.toISOString().slice(0, 10) ?? "";
      calendar.showPicker();
    });
    around.append(button, calendar);
  }
  around.after(said);
  field.addEventListener("input", tell);
  tell();
}

document.querySelectorAll("input[data-day]").forEach(dress);
