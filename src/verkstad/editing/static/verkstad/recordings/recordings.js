// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2
// The page of a recording: times from where the player stands into the fields. Without script they are written by hand.

function shown(seconds) {
  const tenths = Math.round(seconds * 10);
  const [whole, tenth] = [Math.floor(tenths / 10), tenths % 10];
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const clock = hours ? `${hours}:${String(minutes).padStart(2, '0')}` : String(minutes);
  return `${clock}:${String(rest).padStart(2, '0')}${tenth ? `.${tenth}` : ''}`;
}

function takeTimes(player, tools) {
  const said = tools.querySelector('[data-took]');
  const now = tools.querySelector('[data-now]');
  tools.hidden = false;
  for (const event of ['timeupdate', 'seeked']) player.addEventListener(event, () => { now.textContent = shown(player.currentTime); });

  tools.querySelector('[data-play]').addEventListener('click', () => (player.paused ? player.play() : player.pause()));

  function put(field, label) {
    field.value = shown(player.currentTime);
    field.dispatchEvent(new Event('change', { bubbles: true }));
    said.textContent = `${label}: ${field.value}`;
  }

  for (const button of document.querySelectorAll('[data-take]')) {
    button.hidden = false;
    button.addEventListener('click', () => put(document.getElementById(button.dataset.take), button.textContent.trim()));
  }
  for (const button of tools.querySelectorAll('[data-step]')) {
    button.addEventListener('click', () => { player.currentTime = Math.max(0, player.currentTime + Number(button.dataset.step)); });
  }
  for (const button of tools.querySelectorAll('[data-leave-out]')) {
    button.addEventListener('click', () => put(stretch(button.dataset.leaveOut), button.textContent.trim()));
  }
}

// The first row that lacks this end of its stretch; a new one when none does.
function stretch(end) {
  const rows = document.querySelector('[data-left-out] verkstad-rows');
  const empty = () => [...rows.querySelectorAll(`input[name$="-${end}"]`)].find((field) => !field.value);
  if (!empty()) {
    const focused = document.activeElement;
    rows.querySelector('.rows__add').click();
    focused.focus();
  }
  return empty();
}

const player = document.querySelector('[data-player]');
const tools = document.querySelector('[data-tools]');
if (player && tools) takeTimes(player, tools);
