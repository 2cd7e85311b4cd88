# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checker compares: the store's logs, and what each person noted in their journal."""
import json
import sqlite3
from typing import NamedTuple


class Event(NamedTuple):
    """One entry of a room's log, as clients hold it and as the store has it."""

    seq: int
    time: int
    author: str
    name: str
    id: str
    text: str
    # Written by the server, about what somebody did; journals have no word of it.
    notice: bool = False

    @property
    def content(self):
        return self[:6]


def read_store(database):
    """Each room's events by the room's id, in the order in which the log is read. The server has ended."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        rooms = dict(connection.execute("SELECT number, id FROM rooms"))
        logs = {room: [] for room in rooms.values()}
        # Without the index: a damaged one is not to hide a row.
        rows = connection.execute(
            "SELECT room, seq, time, author_id, author_name, client_id, text, kind <> '' "
            "FROM events NOT INDEXED ORDER BY room, seq"
        )
        for room, *event in rows:
            logs[rooms[room]].append(Event(*event))
        return logs
    finally:
        connection.close()


def newest(database):
    """Each room's newest seq by the room's id, while the server runs."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return dict(connection.execute("SELECT id, last_seq FROM rooms"))
    finally:
        connection.close()


def read_journal(path):
    """A person's facts in their order. A kill may have cut off the last line of a run, and of a run only that."""
    facts = []
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = file.read().split("\n")
    for number, line in enumerate(lines):
        if not line:
            continue
        try:
            facts.append(json.loads(line))
        except ValueError:
            following = next((later for later in lines[number + 1:] if later), '"what":"start"')
            if '"what":"start"' not in following:
                raise ValueError(f"{path}: line {number + 1} is no fact") from None
    return facts
