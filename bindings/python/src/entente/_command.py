"""Finding the program, running it, and turning its messages into exceptions and warnings."""
from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from dataclasses import dataclass
from typing import Any, Callable, Mapping, Optional, Sequence

#: Where a line and column of a file that this module wrote is in the data that were given.
Place = Callable[[int, int], str]


class Settings:
    """What the whole module shares: `program`, the path of the program, and `quiet`, no notes."""

    program: Optional[str] = None
    quiet: bool = False


@dataclass
class Finding:
    """One message of the program."""

    severity: str  #: error, warning or note
    text: str
    place: str  #: file:line:column, or the cell of the data
    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


class Error(Exception):
    """The program ended with an error; `findings` has what it said."""

    def __init__(self, text: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(text)
        self.findings = list(findings)


class DataWarning(UserWarning):
    """A warning of the program."""


def command() -> str:
    """The path of the program: entente.program, then the environment variable ENTENTE, then PATH."""
    places = {"entente.program": Settings.program, "the environment variable ENTENTE": os.environ.get("ENTENTE")}
    for place, name in places.items():
        if name:
            found = shutil.which(os.path.expanduser(name))
            if not found:
                raise Error(f"{place} names '{name}', which is not a program")
            return found
    found = shutil.which("entente")
    if not found:
        raise Error("the program 'entente' was not found. Install it, or say where it is: "
                    "entente.program = '/path/to/entente'")
    return found


MESSAGE = re.compile(r"^(.*?):(?:(\d+):)?(?:(\d+):)? (error|warning|note): (.*)$")


def findings_of(said: str, places: Mapping[str, Place]) -> list[Finding]:
    found: list[Finding] = []
    for line in said.splitlines():
        match = MESSAGE.match(line)
        if match:
            file, row, column, severity, text = match.groups()
            found.append(Finding(severity, text, "", file, int(row or 0), int(column or 0)))
        elif found and line.strip():
            found[-1].text += "\n" + line  # the row of the data, which follows
    found = [f for i, f in enumerate(found) if f not in found[:i]]  # of several years, each says the same
    for finding in found:
        finding.place = place_of(finding.file, finding.line, finding.column, places)
        if finding.file in places:
            finding.text = of_data(finding.text, finding.file, places[finding.file])
        for file in places:
            finding.text = finding.text.replace(file, os.path.basename(file))
    return found


def of_data(text: str, file: str, place: Place) -> str:
    """Words about a file that this module wrote, as words about the data that were given."""
    text = text.replace(f"entente import --guess {file}", f"entente.guess({place(0, 0)})")
    times = re.search(r"\(\d+ times: .*\)", text)
    if times:
        rows = re.sub(r"(\d+):(\d+)", lambda cell: place(int(cell[1]), 0), times[0])
        text = text.replace(times[0], rows)
    return text


def place_of(file: str, line: int, column: int, places: Mapping[str, Place]) -> str:
    if file == "entente":
        return ""
    if file in places:
        return places[file](line, column)
    return ":".join([file, *(str(n) for n in (line, column) if n)])


def run(*words: Any, places: Optional[Mapping[str, Place]] = None, accept: Sequence[int] = (0,),
        quiet: Optional[bool] = None) -> str:
    """Runs the program with these words; returns its standard output.

    Codes of exit in `accept` are no errors. Notes go to standard error unless `quiet` (default: entente.quiet).
    """
    done = subprocess.run([command(), *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True)
    said = done.stderr.decode("utf-8", "replace")
    findings = findings_of(said, places or {})
    for finding in findings:
        if finding.severity == "warning":
            warnings.warn(str(finding), DataWarning, stacklevel=level())
    if done.returncode not in accept:
        errors = [f for f in findings if f.severity == "error"]
        raise Error("\n".join(map(str, errors)) or f"{said.strip()}\nentente ended with status {done.returncode}", errors)
    if not (Settings.quiet if quiet is None else quiet):
        for finding in findings:
            if finding.severity == "note":
                print(finding, file=sys.stderr)
    return done.stdout.decode("utf-8")


def level() -> int:
    """The level of the stack at which the caller of this package is, for warnings."""
    here, depth, frame = os.path.dirname(__file__), 0, sys._getframe()
    while frame.f_back and os.path.dirname(frame.f_code.co_filename) == here:
        frame, depth = frame.f_back, depth + 1
    return depth


def written(map: str) -> str:
    """A file that holds a map until Python ends."""
    handle, path = tempfile.mkstemp(prefix="entente-map-", suffix=".json")
    with open(handle, "w", encoding="utf-8") as file:
        file.write(map)
    atexit.register(os.unlink, path)
    return path


def options(given: Mapping[str, Any]) -> list[str]:
    """Named arguments as options: as_of="2015" is --as-of 2015, True is the option alone, False and None are left
    out; several values are joined by commas (by / for a span of time)."""
    from ._data import text

    words: list[str] = []
    for name, value in given.items():
        if value is None or value is False:
            continue
        words.append("--" + name.strip("_").replace("_", "-"))
        if value is True:
            continue
        if name == "map" and isinstance(value, str) and value.lstrip().startswith("{"):  # the map itself, not its file
            value = written(value)
        several = isinstance(value, (list, tuple, set, frozenset))
        words.append(("/" if name == "during" else ",").join(map(text, value)) if several else text(value))
    return words
