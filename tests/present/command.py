"""Running `reportedly`: in this process where that will do (`run`), else as the real command (`spawn`)."""

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from reportedly.present.cli import main

EASY = "The mayor said that the bridge will reopen in May.\n"
COMMAND = [sys.executable, "-m", "reportedly.present.cli"]
TAME = {"NO_COLOR": "", "FORCE_COLOR": "", "REPORTEDLY_LEDGER": "", "COLUMNS": "120"}


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def complaints(self) -> list[str]:
        """Standard error, which holds complaints of a line each and nothing else."""
        lines = self.err.splitlines()
        assert all(line.startswith("reportedly: ") for line in lines), self.err
        return [line.removeprefix("reportedly: ") for line in lines]


def environment(**more: str) -> dict[str, str]:
    """This one's, without what would change the output."""
    return {k: v for k, v in os.environ.items() if k not in TAME} | more


def run(*args: str | Path, cwd: Path, given: bytes = b"", env: dict[str, str] | None = None) -> Done:
    """Run a command line in a folder; `given` is its standard input."""
    out, err, standard_input = (io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (b"", b"", given))
    with (contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
          mock.patch.object(sys, "stdin", standard_input), mock.patch.object(sys, "argv", ["reportedly", *map(str, args)]),
          mock.patch.dict(os.environ, environment(**(env or {})), clear=True)):
        code = -1
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else -1
    for stream in (out, err):
        stream.flush()
    texts = [stream.buffer.getvalue().decode() for stream in (out, err) if isinstance(stream.buffer, io.BytesIO)]
    return Done(code, *texts)


def spawn(*args: str | Path, cwd: Path, **more: Any) -> "subprocess.Popen[str]":
    """Start the real command."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | more
    return subprocess.Popen([*COMMAND, *map(str, args)], cwd=cwd, env=environment(), text=True, **options)


def finish(process: "subprocess.Popen[str]") -> Done:
    """Wait for it."""
    out, err = process.communicate(timeout=120)
    return Done(process.returncode, out or "", err or "")


def write(folder: Path, name: str, text: str | bytes = EASY) -> Path:
    """A file in a folder that may not be there yet."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def many(folder: Path, count: int) -> list[str]:
    """Files of as many different tiny reports; their names."""
    names = [f"{number:03}.txt" for number in range(count)]
    for name in names:
        write(folder, name, f"The mayor said that bridge {name[:3]} will reopen in May.\n")
    return names
