// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// <verkstad-work address="…" open say-done="…">: what is done in the background, kept up to date until it has ended. The address
// answers {html, is_open}. Without script: load the page again.

const EVERY = 2000;

class Work extends HTMLElement {
  connectedCallback() {
    if (!this.hasAttribute("open") || this.said) return;
    this.said = document.createElement("p");
    this.said.className = "w-sr-only";
    this.said.setAttribute("role", "status");
    this.after(this.said);
    this.waitAndAsk();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  waitAndAsk() {
    this.timer = setTimeout(() => this.ask(), EVERY);
  }

  async ask() {
    try {
      const answer = await fetch(this.getAttribute("address"), { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const found = await answer.json();
        // Whoever stands on a button of it is not moved.
        if (!this.contains(document.activeElement)) this.innerHTML = found.html;
        if (!found.is_open) {
          this.removeAttribute("open");
          this.said.textContent = this.getAttribute("say-done");
          return;
        }
      }
    } catch {
      // The server is away: what stands there still holds.
    }
    this.waitAndAsk();
  }
}

customElements.define("verkstad-work", Work);
