// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// What is played, if there is a file of our own to play.

export class Player {
  constructor(media) {
    this.media = media;
    this.stopAt = null;
    media?.addEventListener("timeupdate", () => {
      if (this.stopAt !== null && media.currentTime >= this.stopAt) {
        media.pause();
        this.stopAt = null;
      }
    });
    media?.addEventListener("seeking", () => (this.stopAt = null));
  }

  get now() {
    return this.media ? Math.round(this.media.currentTime * 1000) / 1000 : 0;
  }

  get isPlaying() {
    return Boolean(this.media && !this.media.paused && !this.media.ended);
  }

  toggle() {
    if (!this.media) return;
    this.stopAt = null;
    if (this.isPlaying) this.media.pause();
    else this.play();
  }

  play() {
    // A browser that does not play what it is given says so in its own controls.
    this.media.play().catch(() => {});
  }

  back(seconds) {
    if (this.media) this.seek(Math.max(0, this.media.currentTime - seconds));
  }

  seek(seconds) {
    if (this.media) this.media.currentTime = seconds;
  }

  playLine(cue) {
    if (!this.media) return;
    this.seek(cue.start);
    this.media.addEventListener("seeked", () => (this.stopAt = cue.end), { once: true });
    this.play();
  }
}
