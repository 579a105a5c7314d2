// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2
// Keeps a copy of a form in this browser while one writes, and offers it back when it was not saved: the session had ended,
// the server was away, the browser was closed. The copy is sent to the server to be shown in the form, with all its rows.
// Tells Wagtail, too, of what it misses: it takes what stands in a form two seconds after opening for the beginning, and what
// stands there when a saving is answered for what was saved. What is written in between reaches neither preview nor server.

const form = document.querySelector('form[data-edit-form]');
const offer = document.querySelector('[data-versions-kept]');
const away = document.querySelector('[data-versions-away]');

const REST = 400;
const PATIENCE = 8000;
const OLD = 30 * 24 * 3600 * 1000;
// What a page says of itself, and not what somebody wrote.
const NOT_TEXT = /^(csrfmiddlewaretoken|based_on|kept_as|begins_as|take_back|loaded_revision.*|overwrite_revision_id|action-.*|comment_to_reviewer|.*-(INITIAL|MIN_NUM|MAX_NUM)_FORMS|.*-id)$/;

const key = () => `verkstad:form:${offer.dataset.user}:${new URL(form.action, location.href).pathname}`;
const written = () => [...new FormData(form)].filter(([, value]) => typeof value === 'string');
const text = (pairs) => JSON.stringify(pairs.filter(([name]) => !NOT_TEXT.test(name)));

function read() {
  try {
    return JSON.parse(localStorage.getItem(key()));
  } catch {
    return null;
  }
}

function keep() {
  try {
    localStorage.setItem(key(), JSON.stringify({ at: Date.now(), as: form.elements.kept_as.value, pairs: written() }));
  } catch {
    // The browser has no room, or keeps nothing: then the server's draft is what there is.
  }
}

const forget = (which = key()) => localStorage.removeItem(which);

// Of forms that nobody opens again too: others may use the same computer, and what was taken out of the archive is not to stay.
function forgetOld() {
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith('verkstad:form:'))) {
    let at = 0;
    try {
      at = JSON.parse(localStorage.getItem(name)).at;
    } catch {
      // Not what we wrote: it goes.
    }
    if (!(Date.now() - at <= OLD)) forget(name);
  }
}

function takeBack(kept) {
  const sent = document.createElement('form');
  sent.method = 'post';
  sent.action = form.action;
  const token = form.elements.namedItem('csrfmiddlewaretoken').value;
  const pairs = kept.pairs.filter(([name]) => name !== 'csrfmiddlewaretoken' && !name.startsWith('action-'));
  for (const [name, value] of [...pairs, ['csrfmiddlewaretoken', token], ['take_back', '1']]) {
    const field = document.createElement('textarea');
    field.name = name;
    field.value = value;
    sent.append(field);
  }
  sent.hidden = true;
  document.body.append(sent);
  sent.submit();
}

function offerBack(kept) {
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
  offer.querySelector('[data-versions-when]').textContent = when.format(kept.at);
  offer.querySelector('[data-versions-take-back]').addEventListener('click', () => takeBack(kept));
  offer.querySelector('[data-versions-throw-away]').addEventListener('click', () => {
    forget();
    offer.hidden = true;
  });
  offer.hidden = false;
}

try {
  forgetOld();
} catch {
  // The browser keeps nothing for us, so there is nothing to forget.
}

if (form && offer) {
  const began = text(written());
  const isShownAgain = form.dataset.wUnsavedForceValue === 'true';
  let settled = null;
  let isTouched = false;
  let timer;
  let isOffered = false;
  let isWaiting = false; // something was written that is not kept yet
  let isWritten = false; // something was written that the server does not have yet
  let goesTo = null;

  // After the page's own scripts have made their fields: they add to what the form holds.
  window.addEventListener('load', () => {
    const kept = read();
    settled = text(written());
    if (!kept) return;
    const isSaved = offer.dataset.saved.split(' ').includes(kept.as);
    if (isSaved || Date.now() - kept.at > OLD || isShownAgain || text(kept.pairs) === began || text(kept.pairs) === text(written())) {
      if (isSaved || !isShownAgain) forget();
      return;
    }
    isOffered = true;
    offerBack(kept);
  });

  const keepNow = () => {
    clearTimeout(timer);
    isWaiting = false;
    if (isOffered && !offer.hidden) return; // not over what waits to be taken back
    keep();
  };
  const note = () => {
    clearTimeout(timer);
    isWaiting = isWritten = true;
    timer = setTimeout(keepNow, REST);
  };
  window.addEventListener('pagehide', () => {
    if (isWaiting) keepNow();
  });
  form.addEventListener('input', note);
  form.addEventListener('change', note);

  // Wagtail asks for this value each half second, and sets it back when it has saved.
  const isUnsaved = () => (form.dataset.wUnsavedForceValue = 'true');
  const touch = ({ isTrusted }) => (isTouched ||= isTrusted && settled === null);
  form.addEventListener('input', touch);
  form.addEventListener('change', touch);
  form.addEventListener(
    'w-unsaved:watch-edits',
    () => {
      if (!isShownAgain && (isTouched || (settled !== null && text(written()) !== settled))) isUnsaved();
    },
    { once: true },
  );
  document.addEventListener('w-unsaved:add', note);

  let saving = [];
  let path = key();
  document.addEventListener('w-autosave:save', () => {
    saving = written();
    path = key();
  });
  document.addEventListener('w-autosave:success', ({ detail }) => {
    away.hidden = true;
    if (path !== key()) forget(path);
    const told = detail.response.field_updates ?? {}; // what the server filled in
    const saved = saving.map(([name, value]) => [name, told[name] ?? value]);
    if (text(written()) !== text(saved)) {
      isUnsaved();
      return;
    }
    isWritten = false;
    if (!(isOffered && !offer.hidden)) {
      clearTimeout(timer);
      isWaiting = false;
      forget();
    }
    go();
  });
  // What shows the draft is opened when the draft has what was just written. Pressed again, it is opened at once.
  const go = () => {
    if (goesTo) location.assign(goesTo.href);
    goesTo = null;
  };
  for (const link of document.querySelectorAll('[data-versions-saved-first]')) {
    link.addEventListener('click', (event) => {
      if (goesTo || !isWritten || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      keepNow();
      isUnsaved();
      goesTo = link;
      link.setAttribute('aria-busy', 'true');
      setTimeout(go, PATIENCE);
    });
  }
  document.addEventListener('w-autosave:error', ({ detail }) => {
    goesTo?.removeAttribute('aria-busy');
    goesTo = null;
    if (detail?.type === 'network_error' || detail?.type === 'server_error') {
      keep();
      away.hidden = false;
    }
  });
  form.addEventListener('submit', keep);
}
