# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``python -m verkstad.intake.speech.child``: hears one recording, in a process that may run out of memory or be killed.

Reads its order from standard input, one line of JSON, and ends when that closes: it does not outlive its parent. Tells how it
goes on standard output, one line of JSON each. What it hears is in the folder of its state.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

from verkstad.intake.apart.child import Tell, end_with_parent, take_order, teller
from verkstad.intake.apart.own_process import give_way, leave_network
from verkstad.intake.speech import state
from verkstad.intake.speech.kinds import Refusal
from verkstad.intake.speech.memory import limit_memory
from verkstad.intake.speech.models import find_model, sum_of


def main() -> NoReturn:
    tell = teller()
    try:
        order = take_order()
        if not order["fetch"]:
            leave_network()  # before there are threads
        end_with_parent()
        give_way(order["niceness"])
        _hear(order, tell)
    except Refusal as refusal:
        tell("refused", kind=refusal.kind, values=refusal.values)
    except MemoryError:
        tell("refused", kind="out-of-memory", values={})
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        tell("refused", kind="disk", values={})
    except RuntimeError as error:
        if "alloc" not in str(error):  # std::bad_alloc, and what onnxruntime says of it
            raise
        tell("refused", kind="out-of-memory", values={})
    # Not through the interpreter's end: threads of the recogniser may be busy still.
    sys.stderr.flush()
    os._exit(0)


def _hear(order: dict[str, Any], tell: Tell) -> None:
    folder = Path(order["into"])
    lock = (folder / "lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Refusal("busy") from None
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()

    kept_in = order["models"] and Path(order["models"])
    model = find_model(order["model"], kept_in=kept_in, fetch=order["fetch"])
    tell("limited", memory_bytes=limit_memory(model.weights.stat().st_size, order["memory_bytes"]))
    # Here: what reads foreign files is loaded under the limit.
    from verkstad.intake.speech.sound import RATE, Sound

    sound = Sound(Path(order["path"]))
    weights, recording = sum_of(model.weights), sum_of(Path(order["path"]))
    begun = state.begin(folder, _key(order, weights, recording), model=f"{model.name}@{weights[:12]}")
    if begun.length_seconds is None:
        _go_on(order, folder, begun, model, sound, tell)
    else:
        tell("progress", heard=begun.until / RATE, whole=begun.length_seconds)
    tell("done")


def _key(order: dict[str, Any], model: str, recording: str) -> str:
    """What the result hangs on: another recording, model, order or version begins anew."""
    parts = [
        state.FORMAT,
        recording,
        model,
        *(order[name] for name in ("language", "expected", "terms", "stretch_seconds")),
        *(version(name) for name in ("faster-whisper", "ctranslate2", "av")),
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _go_on(order: dict[str, Any], folder: Path, begun: state.Begun, model: Any, sound: Any, tell: Tell) -> None:
    from verkstad.intake.speech.recognise import Recogniser, find_speech  # here: as in _hear
    from verkstad.intake.speech.sound import RATE
    from verkstad.intake.speech.stretches import stretches

    language, recogniser, prompt = begun.language or order["language"], None, None
    number, end = begun.stretches, begun.until

    def progress(at: int) -> None:
        tell("progress", heard=at / RATE, whole=max(sound.length_seconds, at / RATE))

    progress(begun.until)
    for stretch in stretches(
        sound.samples(begun.until), start=begun.until, seconds=order["stretch_seconds"], find_speech=find_speech
    ):
        words = []
        for piece in stretch.pieces:
            if recogniser is None:
                recogniser = Recogniser(model, threads=order["threads"])
                language = language or recogniser.language_of(stretch.pieces, order["expected"])
                recogniser.check(language)
                state.note(folder, language=language)
                prompt = recogniser.prompt(order["terms"], language)
                progress(stretch.start)  # from now on its pace can be told
            words += recogniser.hear(piece, language=language, prompt=prompt)
            progress(piece.end)
        state.keep(folder, number, start=stretch.start, end=stretch.end, words=words)
        number, end = number + 1, stretch.end
        progress(end)
        tell("stretch", number=number)
    state.note(folder, length_seconds=end / RATE)


if __name__ == "__main__":
    main()
