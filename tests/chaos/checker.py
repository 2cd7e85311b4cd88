# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what was acknowledged, what is stored and what every client holds.

check() takes each room's stored log and each person's journal, and gives a Verdict. Each rule is a function that adds
the problems it finds; README.md has them in words.
"""
from collections import Counter
from dataclasses import dataclass, field

from history import Event

KINDS = ("lost", "doubled", "out of order", "unequal", "missed", "unasked", "false ack", "stuck", "broken")
SHOWN = 8


@dataclass
class Verdict:
    counts: Counter = field(default_factory=Counter)
    problems: dict = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def add(self, kind, sentence):
        self.problems[kind].append(sentence)

    @property
    def sound(self):
        return not any(self.problems.values())

    def lines(self):
        """The problems for people: of each kind how many, and the first few."""
        for kind, found in self.problems.items():
            if found:
                yield f"{kind}: {len(found)}"
                yield from (f"  {sentence}" for sentence in found[:SHOWN])
                if len(found) > SHOWN:
                    yield f"  and {len(found) - SHOWN} more"


def brief(event):
    text = event.text if len(event.text) <= 24 else event.text[:24] + "…"
    return f"{event.seq}: {text!r}"


class Messages:
    """What became of the messages that one person wrote, by what the journal says."""

    def __init__(self, facts):
        self.texts, self.rooms, self.place, self.failed, self.acked, self.everfailed = {}, {}, {}, set(), {}, set()
        self.refused = self.retried = 0
        for number, fact in enumerate(facts):
            what, message = fact["what"], fact.get("id")
            if what == "sent":
                self.texts[message], self.rooms[message], self.place[message] = fact["text"], fact["room"], number
            elif what == "failed":
                self.failed.add(message)
                self.everfailed.add(message)
            elif what == "retried":
                # From here on it is the newest, behind what was written meanwhile.
                self.failed.discard(message)
                self.place[message] = number
                self.retried += 1
            elif what == "acked":
                self.failed.discard(message)
                self.acked.setdefault(message, []).append((fact["room"], fact.get("seq")))
            elif what == "refused":
                self.refused += 1


def check(stored, journals):
    """stored: {room: [Event]}; journals: {person: [fact]}."""
    verdict = Verdict()
    messages = {person: Messages(facts) for person, facts in journals.items()}
    by_id = {}
    for room, log in stored.items():
        for event in log:
            if event.notice:
                continue
            by_id.setdefault(event.id, []).append((room, event))
    check_logs(verdict, stored)
    check_doubles(verdict, stored, by_id)
    check_messages(verdict, messages, by_id)
    check_order(verdict, messages, by_id)
    for person, facts in journals.items():
        check_sight(verdict, person, facts, stored)
        check_dump(verdict, person, facts, stored)
    verdict.counts.update(
        sent=sum(len(m.texts) for m in messages.values()),
        acknowledged=sum(len(m.acked) for m in messages.values()),
        stored=sum(map(len, stored.values())),
        failed=sum(len(m.everfailed) for m in messages.values()),
        retried=sum(m.retried for m in messages.values()),
        refused=sum(m.refused for m in messages.values()),
        runs=sum(fact["what"] == "start" for facts in journals.values() for fact in facts),
    )
    return verdict


def check_logs(verdict, stored):
    """Numbers are 1, 2, 3, … and times never go back."""
    for room, log in stored.items():
        time = 0
        for expected, event in enumerate(log, 1):
            if event.seq != expected:
                verdict.add("out of order", f"{room} has {brief(event)} where number {expected} should be")
                break
            if event.time < time:
                verdict.add("out of order", f"{room} goes back in time at {brief(event)}")
            time = event.time


def check_doubles(verdict, stored, by_id):
    """One message, one event: by its id, and by its text, which is different in every message."""
    for found in by_id.values():
        if len(found) > 1:
            places = " and ".join(f"{room} {brief(event)}" for room, event in found)
            verdict.add("doubled", f"stored {len(found)} times: {places}")
    texts = Counter(event.text for log in stored.values() for event in log if not event.notice)
    once = {found[0][1].text for found in by_id.values() if len(found) > 1}
    for text, count in texts.items():
        if count > 1 and text not in once:
            verdict.add("doubled", f"{text[:24]!r} is stored {count} times under different ids")


def check_messages(verdict, messages, by_id):
    """What was written is stored, what was acknowledged is stored where the acknowledgement said."""
    written = {message: person for person, theirs in messages.items() for message in theirs.texts}
    for person, theirs in messages.items():
        for message, text in theirs.texts.items():
            found = by_id.get(message)
            if not found:
                if message not in theirs.failed:
                    how = "acknowledged" if message in theirs.acked else "never acknowledged, nor said to have failed"
                    verdict.add("lost", f"{person}'s {text[:24]!r} is not stored ({how})")
                continue
            room, event = found[0]
            if (room, event.text) != (theirs.rooms[message], text):
                verdict.add("unequal", f"{person} wrote {text[:24]!r} in {theirs.rooms[message]}, stored is {room} {brief(event)}")
        for message, acks in theirs.acked.items():
            places = [(room, event.seq) for room, event in by_id.get(message, [])]
            for room, seq in acks:
                if not places:
                    verdict.add("false ack", f"{person}'s {theirs.texts.get(message, message)[:24]!r} was acknowledged as {room} {seq}, and is not stored")
                elif not any(room == there and seq in (None, number) for there, number in places):
                    verdict.add("false ack", f"{person}'s {theirs.texts.get(message, message)[:24]!r} was acknowledged as {room} {seq}, stored is {places}")
    for message, found in by_id.items():
        if message not in written:
            verdict.add("unasked", f"{found[0][0]} {brief(found[0][1])} was written by nobody")


def check_order(verdict, messages, by_id):
    """What one person wrote in one room stands there in the order of writing."""
    for person, theirs in messages.items():
        last = {}
        for message in sorted(theirs.texts, key=theirs.place.get):
            for room, event in by_id.get(message, [])[:1]:
                before = last.get(room)
                if before and before.seq > event.seq:
                    verdict.add("out of order", f"{person} wrote {brief(before)} before {brief(event)} in {room}")
                else:
                    last[room] = event


def check_sight(verdict, person, facts, stored):
    """Whatever anyone ever saw is what is stored, and while a client ran its log had no hole."""
    last = {}
    for fact in facts:
        if fact["what"] in ("start", "reset"):
            last.clear()
        if fact["what"] == "late":
            verdict.add("missed", f"{person} did not catch up in {fact['room']}: at {fact['last']}, not {fact['wanted']}")
        if fact["what"] != "log":
            continue
        room, events = fact["room"], [Event(*event) for event in fact["events"]]
        compare(verdict, person, events, room, stored)
        run = [event.seq for event in events]
        before = last.get(room)
        if fact["kind"] == "appended" and before is not None:
            run = [before, *run]
        for one, other in zip(run, run[1:]):
            if other != one + 1:
                verdict.add("missed", f"{person} in {room} went from {one} to {other}")
        last[room] = fact["last"]
        verdict.counts["seen"] += len(events)


def compare(verdict, person, events, room, stored):
    log = stored.get(room, [])
    for event in events:
        there = log[event.seq - 1] if 0 < event.seq <= len(log) else None
        if there is None:
            verdict.add("lost", f"{person} saw {room} {brief(event)}, which is not stored")
        elif there.content != event.content:
            verdict.add("unequal", f"{person} saw {room} {brief(event)}, stored is {brief(there)}")


def check_dump(verdict, person, facts, stored):
    """At the end, everyone holds every room's whole log."""
    dumps = {fact["room"]: [Event(*event) for event in fact["events"]] for fact in facts if fact["what"] == "dump"}
    for room, log in stored.items():
        held = dumps.get(room)
        if held is None:
            verdict.add("missed", f"{person} holds nothing of {room} at the end")
            continue
        compare(verdict, person, held, room, stored)
        numbers = {event.seq for event in held}
        missing = [event.seq for event in log if event.seq not in numbers]
        if missing:
            verdict.add("missed", f"{person} at the end holds {len(held)} of {len(log)} in {room}; the first that is missing: {missing[0]}")
