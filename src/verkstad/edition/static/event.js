// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2
// The page of an event: times seek, what is being said is marked, players of others are loaded when the reader asks for them,
// and slides have keys. All that is read is there without this.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const second = (node) => Number(node.dataset.second);

// Moves the box alone: the page stays where the reader has it.
function bringInto(box, item, block = "nearest") {
  const [outer, inner] = [box.getBoundingClientRect(), item.getBoundingClientRect()];
  const above = inner.top - outer.top;
  const below = inner.bottom - outer.bottom;
  if (block === "nearest" && above >= 0 && below <= 0) return;
  const by = block === "start" || above < 0 ? above : Math.min(above, below + outer.height / 3);
  box.scrollBy({ top: by, behavior: calm.matches ? "instant" : "smooth" });
}

function follow(recording) {
  const number = recording.dataset.number ?? "";
  const isHere = new RegExp(`^#t${number}=(\\d+(?:\\.\\d+)?)$`);
  const said = recording.querySelector("[data-said]");
  const passages = [...(said?.querySelectorAll("[data-second]") ?? [])];
  const chapters = [...recording.querySelectorAll(".band a[data-second]")];
  let player = recording.querySelector("[data-player]");
  let goal = null; // where to go once the player knows its recording
  let away = null; // the button of a player elsewhere, once it was pressed

  function show(passage) {
    passage.setAttribute("data-now", "");
    // Whoever reads elsewhere in the text is not pulled away from there.
    if (!said.matches(":hover, :focus-within") || player?.paused) bringInto(said, passage);
    cite(passage);
  }

  function mark(at) {
    const now = passages.findLast((one) => second(one) <= at + 0.25);
    if (!now?.hasAttribute("data-now")) {
      said?.querySelector("[data-now]")?.removeAttribute("data-now");
      if (now) show(now);
    }
    const chapter = chapters.findLast((one) => second(one) <= at + 0.25);
    for (const one of chapters) {
      one.parentElement.toggleAttribute("data-now", one === chapter);
      if (one === chapter) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  }

  function seek(at, { play = true } = {}) {
    if (player) {
      goal = at;
      const go = () => {
        player.currentTime = goal;
        goal = null;
        if (play) player.play().catch(() => {});
      };
      if (player.readyState > 0) go();
      else {
        player.addEventListener("loadedmetadata", go, { once: true });
        player.preload = "metadata";
        player.load();
      }
    } else if (away && play) {
      load(away, at);
    } else {
      goal = at; // the button of a player elsewhere begins there
    }
    mark(at);
  }

  function load(button, at = goal ?? 0) {
    goal = null;
    const { frame, kind, seek: from, title } = button.dataset;
    const stage = button.closest("[data-stage]") ?? away?.stage;
    const made = document.createElement(kind === "frame" ? "iframe" : kind);
    if (kind === "frame") {
      // Some services show nothing to who does not say from where they are asked.
      made.referrerPolicy = "strict-origin";
      made.allow = "autoplay; fullscreen; picture-in-picture";
      made.title = title;
    } else {
      made.controls = true;
      made.setAttribute("aria-label", title);
    }
    const start = Math.floor(at);
    const isFrame = kind === "frame";
    made.src = frame + (isFrame ? `${frame.includes("?") ? "&" : "?"}autoplay=1` : "") + (start || from === "#t=" ? from + start : "");
    stage.classList.remove("stage-away");
    stage.replaceChildren(made);
    button.stage = stage;
    away = button;
    if (!isFrame) {
      player = made;
      watch();
      made.play().catch(() => {});
    }
    made.focus();
  }

  function watch() {
    // Captions are there from the first word; whoever turns them off keeps them off.
    player.addEventListener("play", () => {
      const [first] = player.textTracks;
      if (first && [...player.textTracks].every((one) => one.mode !== "showing")) first.mode = "showing";
    }, { once: true });
    const tell = () => goal === null && mark(player.currentTime);
    for (const name of ["timeupdate", "seeking"]) player.addEventListener(name, tell);
  }

  const words = recording.querySelector("[data-cite]");
  function cite(passage) {
    if (!words) return;
    let named = passage;
    while (named && !named.querySelector(".said-who")) named = named.previousElementSibling;
    const who = named?.querySelector(".said-who")?.textContent;
    const hash = passage.querySelector(".said-at").hash;
    words.textContent = words.dataset.cite
      .replace("{speaker}", who ? `${who}: ` : "")
      .replace("{at}", passage.querySelector(".said-at").textContent)
      .replace("{address}", location.origin) + hash;
  }
  recording.querySelector("[data-cite-copy]")?.addEventListener("click", async () => {
    const told = recording.querySelector("[data-cite-said]");
    await navigator.clipboard.writeText(words.textContent);
    told.textContent = told.dataset.words;
  });

  for (const stage of recording.querySelectorAll("[data-stage]")) {
    stage.querySelector("[data-frame]").addEventListener("click", (event) => load(event.currentTarget));
  }
  recording.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const found = link?.hash.match(isHere);
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    seek(Number(found[1]));
  });
  const arrive = () => {
    const found = location.hash.match(isHere);
    if (found) seek(Number(found[1]), { play: false });
  };
  addEventListener("hashchange", arrive);
  if (player) watch();
  const first = passages[0];
  if (first) cite(first);
  arrive();
}

function leaf(deck) {
  const list = deck.querySelector("[data-deck-pages]");
  const box = list.parentElement;
  const pages = [...list.children];
  const told = deck.querySelector("[data-deck-at]");
  const full = deck.querySelector("[data-deck-do=full]");
  let at = 0;

  function tell(place) {
    at = place;
    told.textContent = told.dataset.words.replace("{number}", at + 1);
  }
  function go(place) {
    tell(Math.max(0, Math.min(pages.length - 1, place)));
    bringInto(box, pages[at], "start");
  }
  const act = {
    back: () => go(at - 1),
    on: () => go(at + 1),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : deck.requestFullscreen()),
  };
  if (!deck.requestFullscreen) full.hidden = true;
  deck.addEventListener("click", (event) => act[event.target.closest("[data-deck-do]")?.dataset.deckDo]?.());
  box.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== box) return;
    const by = { ArrowRight: 1, ArrowLeft: -1, PageDown: 1, PageUp: -1 }[event.key];
    const to = by ? at + by : { Home: 0, End: pages.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  });
  deck.addEventListener("fullscreenchange", () => {
    [full.textContent, full.dataset.other] = [full.dataset.other, full.textContent];
    go(at);
  });
  // Which page it is follows from where the box is scrolled to, whoever scrolled it.
  let waiting = 0;
  box.addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const top = box.getBoundingClientRect().top;
      const shown = pages.findIndex((page) => page.getBoundingClientRect().bottom - top > 60);
      if (shown !== -1 && shown !== at) tell(shown);
    }, 120);
  }, { passive: true });
  const arrive = () => {
    const place = pages.findIndex((page) => `#${page.id}` === location.hash);
    if (place !== -1) go(place);
  };
  addEventListener("hashchange", arrive);
  tell(0);
  arrive();
}

document.querySelectorAll("[data-recording]").forEach(follow);
document.querySelectorAll("[data-deck]").forEach(leaf);
