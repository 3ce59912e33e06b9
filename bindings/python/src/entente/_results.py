"""Tables on the way back: CSV to records with types, or to a DataFrame."""
from __future__ import annotations

import csv
import datetime
import io
import re
from typing import Any, Collection, Optional, Sequence

#: Columns that are text, even where every cell looks like a number: ids, names, lists of ids.
TEXT = set("""id name label short source target source_name target_name node title actor party agreement organization
member body acts agreements_a agreements_b parties kind level type region status topic topics within role reason locator
note summary measure scope name_ru iso2 iso3 id1 id2
iso2_1 iso2_2 iso3_1 iso3_2 cowc gwc tie holder person office""".split())
#: Columns of dates in EDTF (2015, 2015-05, 2015-05-08, 2015~, ...).
DATES = set("date signed ratified in_force ended withdrew from to as_of proposed submitted adopted begins ends".split())

WHOLE = re.compile(r"-?\d{1,18}$")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$|-?inf$|nan$")


def exact_date(text: Optional[str]) -> Optional[datetime.date]:
    """The day of a date in EDTF, None where it is not exactly one day."""
    if not text or not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return None
    return datetime.date.fromisoformat(text)


def records_of(table: str, text: Collection[str] = TEXT) -> list[dict[str, Any]]:
    """`text`: the columns of ids and names; in a table of counts, the others of these names are numbers."""
    rows = list(csv.reader(io.StringIO(table, newline="")))
    if not rows:
        return []
    heads, rows = rows[0], rows[1:]
    columns: dict[str, list[Any]] = {}
    for i, head in enumerate(heads):
        cells: list[Any] = [row[i] or None for row in rows]
        known = [cell for cell in cells if cell is not None]
        if head not in text and head not in DATES and all(map(NUMBER.match, known)):
            number = int if all(map(WHOLE.match, known)) else float
            cells = [None if cell is None else number(cell) for cell in cells]
        columns[head] = cells
        if head in DATES:
            days = [exact_date(cell) for cell in cells]
            if any(days):
                columns[head + "_date"] = days
    return [dict(zip(columns, row)) for row in zip(*columns.values())] if rows else []


def table_of(written: str, records: bool, text: Collection[str] = TEXT) -> Any:
    return framed(records_of(written, text), records, next(csv.reader(io.StringIO(written)), []))


def framed(rows: list[dict[str, Any]], records: bool, columns: Sequence[str] = ()) -> Any:
    """A DataFrame, or the rows as they are without pandas or when `records` are asked for."""
    if records:
        return rows
    try:
        import pandas
    except ImportError:
        return rows
    frame = pandas.DataFrame(rows, columns=list(rows[0]) if rows else list(columns))
    for column in frame.columns:
        if frame[column].isna().all() and column not in TEXT and column not in DATES:
            frame[column] = frame[column].astype(float)
        if column.endswith("_date"):
            years = [day.year for day in frame[column] if isinstance(day, datetime.date)]
            if years and min(years) > 1677 and max(years) < 2262:  # what nanoseconds reach
                frame[column] = pandas.to_datetime(frame[column])
    return frame
