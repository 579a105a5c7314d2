// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// A button under each text to copy, and how many characters a post has. Without script one selects and copies by hand.

const words = document.getElementById("copy-words")?.dataset;

function said(button, text) {
  button.querySelector("[role=status]").textContent = text;
}

async function copy(field, button) {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    said(button, words.done);
  } catch {
    // No permission, or no https: what is selected can still be copied by key.
    said(button, words.select);
  }
}

if (words) {
  for (const field of document.querySelectorAll("[data-copied]")) {
    const line = document.createElement("p");
    line.className = "todo-copy";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small";
    button.textContent = words.copy;
    const label = document.querySelector(`label[for="${field.id}"]`)?.textContent ?? "";
    button.setAttribute("aria-label", `${words.copy}: ${label}`);
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    status.className = "todo-beside";
    line.append(button, " ", status);
    button.addEventListener("click", () => copy(field, line));
    field.after(line);
  }
}

for (const shown of document.querySelectorAll("[data-length-of]")) {
  const field = document.getElementById(shown.dataset.lengthOf);
  // Characters as people and LinkedIn count them, not the halves that some are kept in.
  field?.addEventListener("input", () => (shown.textContent = [...field.value].length));
}
