// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// Lead to the field that the address names (#id_captions, ?focus=<uid>): open what it is folded into, and put the cursor there.
// Without script the anchor alone leads near it.

const FIELDS = "input:not([type=hidden], [disabled]), select:not([disabled]), textarea:not([disabled])";

function named() {
  const uid = new URLSearchParams(location.search).get("focus");
  if (uid) {
    const hidden = [...document.querySelectorAll("form input[type=hidden]")].find((input) => input.value === uid);
    const row = hidden?.closest("[data-row], [data-inline-panel-child], fieldset, li");
    if (row) return row;
  }
  if (!location.hash.startsWith("#")) return null;
  const id = decodeURIComponent(location.hash.slice(1));
  const name = id.replace(/^id_/, "");
  return (
    document.getElementById(id) ??
    document.querySelector(`[data-contentpath="${CSS.escape(name)}"]`) ??
    document.querySelector(`[name="${CSS.escape(name)}"], [name^="${CSS.escape(name)}-"], [id^="${CSS.escape(id)}-"]`)
  );
}

function unfold(place) {
  for (let around = place; around; around = around.parentElement) {
    if (around instanceof HTMLDetailsElement) around.open = true;
    const toggle = around.matches("[data-panel]") && around.querySelector("[data-panel-toggle][aria-expanded=false]");
    if (toggle) toggle.click();
  }
}

function lead() {
  const place = named();
  if (!place) return;
  unfold(place);
  place.scrollIntoView({ block: "center" });
  // The first that can be seen; of an empty list, the button that adds to it.
  const fields = place.matches(FIELDS) ? [place] : [...place.querySelectorAll(FIELDS), ...place.querySelectorAll("button")];
  fields.find((field) => field.checkVisibility())?.focus({ preventScroll: true });
}

// After what makes the form's own parts: their scripts run when the page is whole.
window.addEventListener("load", () => setTimeout(lead));
window.addEventListener("hashchange", lead);
