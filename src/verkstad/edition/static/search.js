// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2
// Results while one types. The form works without this; only the number of results is read out, and only after a pause.

const WAIT = 150;
const PAUSE = 1200;

const form = document.querySelector("[data-search]");
const results = document.querySelector("[data-search-results]");
const status = document.querySelector("[data-search-status]");

let waiting = 0;
let telling = 0;
let asking = null;

function address(extra = {}) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value !== "") fields.append(name, value);
  }
  for (const [name, value] of Object.entries(extra)) fields.set(name, value);
  const query = fields.toString();
  return query ? `${form.action}?${query}` : form.action;
}

async function show() {
  asking?.abort();
  asking = new AbortController();
  const shown = address();
  let page;
  try {
    const answer = await fetch(address({ typing: "1" }), { signal: asking.signal, headers: { accept: "text/html" } });
    if (!answer.ok) return;
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return; // broken off by the next letter, or no network: what is shown stays
  }
  const found = page.querySelector("[data-search-results]");
  if (!found) return;
  results.replaceChildren(...document.adoptNode(found).childNodes);
  document.title = page.title;
  history.replaceState(null, "", shown);
  clearTimeout(telling);
  telling = setTimeout(() => {
    status.textContent = results.querySelector("#found")?.textContent ?? "";
  }, PAUSE);
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(show, WAIT);
}

if (form && results && status) {
  form.addEventListener("input", (event) => {
    if (!event.isComposing) soon();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    show();
  });
}
