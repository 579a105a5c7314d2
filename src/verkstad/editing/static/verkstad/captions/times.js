// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2

// Times as people write them, and as they are shown: the rules of editing/captions/times.py.

const WRITTEN = /^\s*(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})(?:[.,](\d{1,3})\d*)?\s*$/;

/** Seconds; null for what is no time. */
export function readTime(written) {
  const match = WRITTEN.exec(written);
  if (!match) return null;
  const [, hours, minutes, seconds, fraction] = match;
  if ((minutes !== undefined && Number(seconds) > 59) || (hours !== undefined && Number(minutes) > 59)) return null;
  const whole = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds);
  return rounded(whole + Number((fraction ?? "0").padEnd(3, "0")) / 1000);
}

/** 0:12.5, 1:02:03: to the millisecond, without zeros that say nothing. */
export function sayTime(seconds) {
  const all = Math.round(seconds * 1000);
  const [second, minute, hour] = [Math.floor(all / 1000) % 60, Math.floor(all / 60000) % 60, Math.floor(all / 3600000)];
  const two = (number) => String(number).padStart(2, "0");
  const clock = hour ? `${hour}:${two(minute)}:${two(second)}` : `${minute}:${two(second)}`;
  const rest = all % 1000;
  return rest ? `${clock}.${String(rest).padStart(3, "0").replace(/0+$/, "")}` : clock;
}

export const rounded = (seconds) => Math.round(seconds * 1000) / 1000;

/** A sentence with its values: "Line %(n)s of %(all)s". */
export function fill(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
}
