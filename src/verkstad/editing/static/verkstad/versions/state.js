// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2
// While a change is on its way to readers, asks where it is and says so in the same line. Without script: reload the page.

const FIRST = 1000;
const LATER = 5000;
const PATIENCE = 120;
const COLOURS = { shown: 'done', under_way: 'going', slow: 'going', failed: 'stop', on_hold: 'stop' };

function follow(strip) {
  const words = strip.querySelector('[data-versions-words]');
  const link = strip.querySelector('[data-versions-link]');
  let asked = 0;
  const ask = async () => {
    asked += 1;
    try {
      const answer = await fetch(strip.dataset.versionsState, { headers: { Accept: 'application/json' } });
      if (answer.ok) {
        const found = await answer.json();
        if (words.textContent !== found.words) words.textContent = found.words;
        link.href = found.href;
        link.hidden = !found.href;
        strip.className = `versions-strip versions-${COLOURS[found.key] ?? 'quiet'}`;
        if (found.is_settled) return;
      }
    } catch {
      // The server is away: what stands there still holds, and the next question may be answered.
    }
    if (asked < PATIENCE) setTimeout(ask, asked < 15 ? FIRST : LATER);
  };
  setTimeout(ask, FIRST);
}

document.querySelectorAll('[data-versions-waits]').forEach(follow);
