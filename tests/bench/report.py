# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table that a run prints, as Markdown."""
import os
import platform
import statistics
import sys
from dataclasses import dataclass
from typing import Optional


@dataclass
class Row:
    """One figure. Values are in the unit; limit None: for comparison only, or a ratio_limit holds."""

    figure: str
    unit: str
    ours: Optional[float]
    runs: str
    limit: Optional[float] = None
    peer: str = ""
    peer_value: Optional[float] = None
    ratio_limit: Optional[float] = None
    note: str = ""

    def ratio(self):
        return self.ours / self.peer_value if self.ours is not None and self.peer_value else None

    def verdict(self):
        if self.ours is None:
            return "NOT MEASURED"
        if self.limit is not None:
            return "ok" if self.ours <= self.limit else "MISSED"
        if self.ratio_limit is not None and self.ratio() is not None:
            return "ok" if self.ratio() <= self.ratio_limit else "MISSED"
        return ""


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def median(values):
    return statistics.median(values)


def spread(values, digits):
    return f"{min(values):.{digits}f} to {max(values):.{digits}f}"


def number(value, unit):
    if value is None:
        return ""
    digits = {"ms": 2 if value < 100 else 0, "MiB": 1, "KiB": 1, "s": 3}.get(unit, 2)
    return f"{value:,.{digits}f} {unit}"


def machine():
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as cpuinfo:
        for line in cpuinfo:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    load = os.getloadavg()[0]
    if load > 1:
        say(f"The machine is busy (load {load:.1f}): times may be too long. See tests/bench/run.")
    return (f"{os.cpu_count()} cores, {model}, {memory:.0f} GiB; {platform.system()} {platform.release()}; "
            f"load before the run {load:.1f}")


def table(rows):
    lines = [
        "| figure | limit | ours | peer | peer's | ours / peer | runs | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        limit = number(row.limit, row.unit) if row.limit is not None else ""
        if row.ratio_limit is not None:
            limit = f"{row.ratio_limit:g} times the peer"
        ratio = f"{row.ratio():.2f}" if row.ratio() is not None else ""
        ours = number(row.ours, row.unit)
        verdict = f"**{row.verdict()}**" if row.verdict().isupper() else row.verdict()
        remark = "; ".join(part for part in (verdict, row.note) if part)
        cells = [row.figure, limit, ours, row.peer, number(row.peer_value, row.unit), ratio, row.runs, remark]
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return "\n".join(lines)
