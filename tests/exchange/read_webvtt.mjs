// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Reads captions on stdin with the W3C's parser and validator (its path is the argument) and prints cues and errors as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const { WebVTTParser } = require(process.argv[2]);
// Its own short list of character references leaves their semicolons in the text.
const entities = require(join(dirname(process.argv[2]), "html-entities.json"));
const { cues, errors } = new WebVTTParser(entities).parse(readFileSync(0, "utf-8"), "captions");
const words = (node) => (node.type === "text" ? node.value : (node.children ?? []).map(words).join(""));
const voices = (node) => [
  ...(node.name === "v" ? [node.value] : []),
  ...(node.children ?? []).flatMap(voices),
];
console.log(
  JSON.stringify({
    errors,
    cues: cues.map(({ startTime, endTime, tree }) => ({
      start: startTime,
      end: endTime,
      text: words(tree),
      voices: voices(tree),
    })),
  }),
);
