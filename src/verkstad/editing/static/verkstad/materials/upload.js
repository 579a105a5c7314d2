// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Sends files in parts (tus 1.0.0), one after another, and goes on where it was after whatever broke it off.
// Without this module the form is an ordinary one. All words come from the form's data-say-… attributes.

const TUS = "1.0.0";
const WAITS = [1, 2, 4, 8, 15, 30];

for (const form of document.querySelectorAll("form[data-upload]")) sender(form);

function sender(form) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-upload-drop]");
  const list = form.querySelector("[data-upload-list]");
  const said = form.querySelector("[data-upload-said]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const about = form.dataset;
  const queue = [];
  let busy = false;

  for (const part of form.querySelectorAll("[data-upload-without-script]")) part.hidden = true;
  const hint = form.querySelector("[data-upload-hint]");
  hint.textContent = about.sayDrop;
  hint.hidden = false;

  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });

  function take(files) {
    for (const file of input.multiple ? files : [...files].slice(0, 1)) queue.push(item(file));
    next();
  }

  async function next() {
    if (busy) return;
    const one = queue.shift();
    if (!one) return;
    busy = true;
    try {
      await one.run();
    } finally {
      busy = false;
      next();
    }
  }

  function item(file) {
    const shown = list.appendChild(document.createElement("li"));
    shown.className = "files-item";
    const name = shown.appendChild(document.createElement("span"));
    name.className = "files-name";
    name.textContent = file.name;
    const bar = shown.appendChild(document.createElement("progress"));
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const words = shown.appendChild(document.createElement("span"));
    words.textContent = about.sayWaiting;
    const pause = button(about.sayPause);
    const giveUp = button(about.sayGiveUp);
    const print = [file.name, file.size, file.lastModified].join(":");
    let url = null;
    let offset = 0;
    let stopped = null; // null, "paused" or "given up"
    let request = null;
    let running = false;

    function button(label) {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "button button-small button-secondary";
      made.textContent = label;
      const whose = made.appendChild(document.createElement("span"));
      whose.className = "w-sr-only";
      whose.textContent = ` (${file.name})`;
      shown.append(made);
      return made;
    }

    function label(made, words) {
      made.firstChild.textContent = words;
    }

    pause.addEventListener("click", () => {
      if (stopped === "paused") {
        stopped = null;
        label(pause, about.sayPause);
        words.textContent = about.sayWaiting;
        // One that has not come to its stop yet simply goes on.
        if (!running) {
          queue.unshift(me);
          next();
        }
      } else {
        stop("paused");
      }
    });
    giveUp.addEventListener("click", async () => {
      stop("given up");
      if (url) await ask("DELETE", url).catch(() => null);
      shown.remove();
      input.focus();
    });

    function stop(how) {
      stopped = how;
      if (how === "paused") {
        label(pause, about.sayContinue);
        say(about.sayPaused, { done: size(offset), size: size(file.size) });
      }
      request?.abort();
    }

    function say(sentence, values = {}) {
      words.textContent = fill(sentence, values);
    }

    function refuse(sentence) {
      shown.classList.add("is-refused");
      bar.remove();
      pause.remove();
      giveUp.remove();
      words.className = "files-said files-error";
      words.textContent = sentence;
      said.textContent = sentence;
    }

    async function run() {
      if (stopped) return;
      // Said before a byte is sent.
      if (file.size > Number(about.atMost)) {
        refuse(fill(about.sayTooLarge, { name: file.name, size: size(file.size), limit: about.limit }));
        return;
      }
      if (!file.size) {
        refuse(fill(about.sayEmpty, { name: file.name }));
        return;
      }
      let failed = 0;
      while (!stopped) {
        try {
          url ??= await known();
          url ??= await begin();
          while (offset < file.size) {
            await send();
            failed = 0;
          }
          await finish();
          return;
        } catch (problem) {
          if (stopped) return;
          if (problem.refused) {
            refuse(problem.refused);
            return;
          }
          if (problem.pause) {
            stop("paused");
            words.textContent = problem.pause;
            said.textContent = problem.pause;
            return;
          }
          if (problem.anew) {
            url = null;
            offset = 0;
          }
          const seconds = WAITS[Math.min(failed++, WAITS.length - 1)];
          say(about.sayAgain, { seconds });
          await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
          if (url && !stopped) await where().catch(() => null);
        }
      }
    }

    /** The same file, broken off before: in this window, another day, or in another browser. */
    async function known() {
      const before = [...document.querySelectorAll("[data-unfinished]")].find((one) => one.dataset.fingerprint === print);
      if (!before) return null;
      url = before.dataset.unfinished;
      try {
        await where();
        before.remove();
        said.textContent = `${file.name}: ${about.sayContinued}`;
        return url;
      } catch {
        url = null;
        return null;
      }
    }

    async function where() {
      const answer = await ask("HEAD", url);
      if (answer.status === 404) throw { anew: true };
      if (answer.redirected || !answer.headers.has("Upload-Offset")) throw loggedOut();
      offset = Number(answer.headers.get("Upload-Offset"));
      bar.value = offset;
    }

    async function begin() {
      const metadata = { filename: file.name, purpose: about.purpose, thing: about.thing, fingerprint: print };
      const answer = await ask("POST", about.uploadUrl, {
        "Upload-Length": file.size,
        "Upload-Metadata": Object.entries(metadata)
          .map(([key, value]) => `${key} ${base64(new TextEncoder().encode(value))}`)
          .join(","),
      });
      if (answer.status === 201) return answer.headers.get("Location");
      await fault(answer);
    }

    async function send() {
      const part = file.slice(offset, offset + Number(about.part));
      const headers = { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
      // Only where the connection is safe has the browser sums; elsewhere TCP's own must do.
      if (crypto.subtle) {
        const sum = await crypto.subtle.digest("SHA-256", await part.arrayBuffer());
        headers["Upload-Checksum"] = `sha256 ${base64(new Uint8Array(sum))}`;
      }
      if (stopped) throw {};
      const answer = await patch(part, headers);
      if (answer.status === 204) {
        offset = Number(answer.getResponseHeader("Upload-Offset"));
        bar.value = offset;
        return;
      }
      if (answer.status === 409 && answer.getResponseHeader("Upload-Offset")) {
        offset = Number(answer.getResponseHeader("Upload-Offset"));
        return;
      }
      if (answer.status === 404) throw { anew: true };
      const text = answer.responseText;
      await fault({ status: answer.status, redirected: !answer.getResponseHeader("Tus-Resumable"), json: () => JSON.parse(text) });
    }

    function patch(part, headers) {
      return new Promise((resolve, reject) => {
        request = new XMLHttpRequest();
        request.open("PATCH", url);
        request.setRequestHeader("X-CSRFToken", token);
        request.setRequestHeader("Tus-Resumable", TUS);
        for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
        request.upload.onprogress = (event) => {
          if (stopped) return;
          bar.value = offset + event.loaded;
          say(about.saySending, { done: size(offset + event.loaded), size: size(file.size) });
        };
        request.onload = () => resolve(request);
        request.onerror = request.onabort = () => reject({});
        request.send(part);
      });
    }

    async function finish() {
      say(about.sayLooking);
      const answer = await ask("POST", `${url}/finish`);
      if (answer.status !== 200 || answer.redirected) await fault(answer);
      const found = await answer.json();
      pause.remove();
      giveUp.remove();
      bar.remove();
      say(about.sayDone);
      said.textContent = `${file.name}: ${about.sayDone}`;
      const rows = document.querySelector("[data-rows]");
      if (found.row && rows) {
        rows.insertAdjacentHTML("beforeend", found.row);
        document.querySelector("[data-rows-form]").hidden = false;
        document.querySelector("[data-no-rows]").hidden = true;
        shown.remove();
      } else if (!queue.length) {
        location.assign(found.page);
      }
    }

    async function fault(answer) {
      if (answer.redirected || answer.status === 401) throw loggedOut();
      const sentence = await Promise.resolve()
        .then(() => answer.json())
        .then((found) => found.error)
        .catch(() => null);
      if (answer.status === 507) throw { pause: sentence };
      if (sentence && [400, 403, 413, 422].includes(answer.status)) throw { refused: sentence };
      throw {};
    }

    function loggedOut() {
      return { pause: about.sayLogin };
    }

    const me = {
      async run() {
        running = true;
        try {
          await run();
        } finally {
          running = false;
        }
      },
    };
    return me;
  }

  function ask(method, url, headers = {}) {
    return fetch(url, { method, headers: { "X-CSRFToken": token, "Tus-Resumable": TUS, ...headers }, credentials: "same-origin" });
  }
}

function fill(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
}

function size(bytes) {
  const [unit, per] = bytes >= 1e9 ? ["gigabyte", 2 ** 30] : bytes >= 1e6 ? ["megabyte", 2 ** 20] : ["kilobyte", 2 ** 10];
  const digits = bytes / per < 10 ? 1 : 0;
  return new Intl.NumberFormat(document.documentElement.lang || "sv", { style: "unit", unit, maximumFractionDigits: digits }).format(bytes / per);
}

function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}
