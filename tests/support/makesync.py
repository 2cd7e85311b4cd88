#!/usr/bin/env python3
# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/sync.json: what may happen between a client and its server, and what must come of it.

    tests/support/makesync.py            writes the file anew
    tests/support/makesync.py --check    says whether the file is what this would write

The same seed gives the same file. A small model of the server and of the outbox tells what each
case must end with; the clients' own code is not asked.
"""
import json
import pathlib
import random
import sys

FILE = pathlib.Path(__file__).resolve().parents[1] / "data" / "sync.json"
SEED = 20260101
CASES = 200

ABOUT = [
    "What may happen between a client and its server, and what must come of it. Both clients' sync code runs",
    "every case (tests/desktop/tst_sync.cpp, tests/web). Written by tests/support/makesync.py; do not edit.",
    "There is one room. Somebody else has posted the texts 'before' in it when the client first connects and joins;",
    "'replay' is how many missed events the server sends to a client that joins with 'after' (past it: gap, with the",
    "newest 'replay' of them), 'page' how many a first join or a history page holds at most. After that first join",
    "the server counts the person as in the room: loggedIn names it in 'joined'.",
    "Each step runs until both sides are at rest. Texts are unique in their case; they stand for messages.",
    "  connect          the connection comes back, and the client joins again and sends what waits, in order",
    "  cut              the connection breaks",
    "  restart          the program ends and begins anew from what it stored, not yet connected; 'how' is quit, or",
    "                   kill: nothing is written at the end",
    "  post             others post 'texts'. The client hears of them, when it is connected, as 'how' says: live;",
    "                   twice (each event comes two times); late (the first one comes after the others); lost (the",
    "                   first one never comes by itself). The room's line (roomChanged) follows in each case",
    "  send             the person writes 'text'. When the server first sees it, it does as 'server' says: ack (posted,",
    "                   then the event); event (the event, then posted); twice (posted, then the event two times);",
    "                   busy (refuses with busy and a short retryAfter); refuse (storageFailed: it failed for good);",
    "                   cutBefore (breaks the connection and stores nothing); cutAfter (stores it, and breaks the",
    "                   connection before anything is said). Later tries are acknowledged; a client id that is",
    "                   stored already gets its first answer and no second event",
    "  retry, discard   the person does that to the failed message 'text'",
    "  older            the timeline loads a page of older messages, if there are any; offline from what is stored",
    "  slow             from now on the server sends no facts (only answers), as to a client that reads too slowly",
    "  gap              the server sends the fact gap, and facts again from then on",
    "At every rest: the held seqs are consecutive, no text is there twice, counting what is pending. At the end, after",
    "older pages were loaded until there are none, the timeline is 'timeline' (the first has seq 1), nothing waits, and",
    "the failed messages are 'failed'.",
]


class Model:
    """The server's log and the client's outbox, in the simplest form."""

    def __init__(self, before):
        self.log = list(before)
        self.online = True
        self.slow = False
        self.waiting = []  # [text, how], in order
        self.tried = set()
        self.failed = []

    def store(self, text):
        if text not in self.log:
            self.log.append(text)

    def flush(self):
        while self.online and self.waiting:
            text, how = self.waiting[0]
            first = text not in self.tried
            self.tried.add(text)
            if first and how == "refuse":
                self.failed.append(text)
            elif first and how in ("cutBefore", "cutAfter"):
                if how == "cutAfter":
                    self.store(text)
                self.online = self.slow = False
                return
            else:
                self.store(text)
            self.waiting.pop(0)

    def connect(self):
        self.online, self.slow = True, False
        # What the replay holds needs no second try.
        self.waiting = [one for one in self.waiting if one[0] not in self.log]
        self.flush()


def make(chance, number):
    before = ["b%d" % i for i in range(1, chance.choice([0, 1, 3, 8, 30]) + 1)]
    case = {"name": "", "before": before, "replay": chance.choice([2, 5, 200]), "page": chance.choice([3, 7, 50]), "steps": []}
    model = Model(before)
    told = set()
    others = own = 0

    def step(**fields):
        case["steps"].append(fields)
        told.add(fields["do"])

    for _ in range(chance.randint(4, 14)):
        kind = chance.choices(["post", "send", "link", "restart", "older", "settle"], [6, 7, 5, 2, 2, 2])[0]
        if kind == "post":
            count = chance.choice([1, 1, 2, 3, 12])
            texts = ["o%d" % (others + i) for i in range(1, count + 1)]
            others += count
            how = chance.choices(["live", "twice", "late", "lost"], [6, 2, 1, 1])[0]
            if how == "late" and count == 1 or not model.online or model.slow:
                how = "live"
            step(do="post", texts=texts, how=how)
            model.log += texts
            told.add(how)
        elif kind == "send":
            own += 1
            how = chance.choices(["ack", "event", "twice", "busy", "refuse", "cutBefore", "cutAfter"],
                                 [5, 3, 2, 1, 1, 3, 4])[0]
            step(do="send", text="m%d" % own, server=how)
            told.add(how)
            model.waiting.append(["m%d" % own, how])
            model.flush()
        elif kind == "link":
            if not model.online:
                step(do="connect")
                model.connect()
            elif model.slow:
                step(do="gap")
                model.slow = False
            elif chance.random() < 0.5:
                step(do="slow")
                model.slow = True
            else:
                step(do="cut")
                model.online = False
        elif kind == "restart":
            step(do="restart", how=chance.choice(["quit", "kill"]))
            model.online = model.slow = False
        elif kind == "older":
            step(do="older")
        elif model.failed:
            text = chance.choice(model.failed)
            model.failed.remove(text)
            if chance.random() < 0.7:
                step(do="retry", text=text)
                model.waiting.append([text, "ack"])
                model.flush()
            else:
                step(do="discard", text=text)
    while not model.online or model.slow:
        if model.online:
            step(do="gap")
            model.slow = False
        else:
            step(do="connect")
            model.connect()
    case["name"] = "case %d: %s" % (number, ", ".join(sorted(told - {"post", "send", "live", "ack", "connect"})) or "plain")
    case["timeline"] = model.log
    case["failed"] = model.failed
    assert not model.waiting
    return case


def main():
    chance = random.Random(SEED)
    cases = [make(chance, number) for number in range(1, CASES + 1)]
    lines = ",\n".join("  " + json.dumps(line) for line in ABOUT)
    text = '{\n "about": [\n%s\n ],\n "cases": [\n%s\n ]\n}\n' % (lines, ",\n".join("  " + json.dumps(c) for c in cases))
    if "--check" in sys.argv[1:]:
        if FILE.read_text() != text:
            print("tests/data/sync.json is not what tests/support/makesync.py writes; run it")
            return 1
        return 0
    FILE.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
