# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checker finds what is wrong in histories that are made up, and nothing in one that is right."""
import os
import sqlite3
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from checker import check  # noqa: E402
from history import Event, read_journal, read_store  # noqa: E402

ROOM = "room1"


def event(seq, author, number, time=None, message=None):
    return Event(seq, 1000 + seq if time is None else time, f"id-{author}", author, message or f"{author}-{number}", f"{author} {number} hi")


def sent(author, number):
    return {"what": "sent", "room": ROOM, "id": f"{author}-{number}", "text": f"{author} {number} hi", "number": number}


def acked(author, number, seq):
    return {"what": "acked", "room": ROOM, "id": f"{author}-{number}", "seq": seq}


def about(what, author, number):
    return {"what": what, "room": ROOM, "id": f"{author}-{number}"}


def log(kind, events, last=None):
    return {"what": "log", "room": ROOM, "kind": kind, "events": [list(e.content) for e in events],
            "first": events[0].seq, "last": last or events[-1].seq}


def dump(events):
    return {"what": "dump", "room": ROOM, "events": [list(e.content) for e in events]}


class World:
    """Ana and Ben write four messages in turn; all is well."""

    def __init__(self):
        self.events = [event(1, "Ana", 1), event(2, "Ben", 1), event(3, "Ana", 2), event(4, "Ben", 2)]
        self.stored = {ROOM: list(self.events)}
        self.ana = [{"what": "start"}, sent("Ana", 1), log("appended", self.events[:2]), acked("Ana", 1, 1), sent("Ana", 2),
                    log("appended", self.events[2:]), acked("Ana", 2, 3), dump(self.events)]
        self.ben = [{"what": "start"}, sent("Ben", 1), sent("Ben", 2), log("replaced", self.events[:2]), acked("Ben", 1, 2),
                    log("appended", self.events[2:]), acked("Ben", 2, 4), dump(self.events)]

    def found(self):
        verdict = check(self.stored, {"Ana": self.ana, "Ben": self.ben})
        return {kind: len(problems) for kind, problems in verdict.problems.items() if problems}


class CheckerTest(unittest.TestCase):
    def setUp(self):
        self.world = World()

    def test_a_right_history_is_right(self):
        self.assertEqual(self.world.found(), {})

    def test_notices_are_nobodys_messages(self):
        notices = [event(seq, "Ana", seq)._replace(text="owner", notice=True) for seq in (5, 6)]
        self.world.stored[ROOM] += notices
        for journal in (self.world.ana, self.world.ben):
            journal[-1:] = [log("appended", notices), dump(self.world.events + notices)]
        self.assertEqual(self.world.found(), {})

    def test_an_acknowledged_message_that_is_not_stored_is_lost(self):
        self.world.stored[ROOM].pop()
        found = self.world.found()
        # Ben's own, and what both saw and hold of it.
        self.assertEqual(found, {"lost": 5, "false ack": 1})

    def test_a_message_that_was_only_shown_as_sent_is_lost(self):
        self.world.ana.insert(1, sent("Ana", 0))
        self.assertEqual(self.world.found(), {"lost": 1})

    def test_a_message_that_failed_may_be_missing(self):
        self.world.ana[1:1] = [sent("Ana", 0), about("failed", "Ana", 0)]
        self.assertEqual(self.world.found(), {})

    def test_a_message_that_was_tried_again_may_not_be_missing(self):
        self.world.ana[1:1] = [sent("Ana", 0), about("failed", "Ana", 0), about("retried", "Ana", 0)]
        self.assertEqual(self.world.found(), {"lost": 1})

    def test_one_id_stored_twice_is_doubled(self):
        again = event(5, "Ana", 2)
        self.world.stored[ROOM].append(again)
        for journal in (self.world.ana, self.world.ben):
            journal[-1] = dump([*self.world.events, again])
        self.assertEqual(self.world.found(), {"doubled": 1})

    def test_one_text_under_two_ids_is_doubled(self):
        again = event(5, "Ana", 2, message="Ana-2b")
        self.world.stored[ROOM].append(again)
        self.world.ana[-1:] = [{**sent("Ana", 2), "id": "Ana-2b"}, dump([*self.world.events, again])]
        self.world.ben[-1] = dump([*self.world.events, again])
        self.assertEqual(self.world.found(), {"doubled": 1})

    def test_two_messages_of_one_author_that_are_swapped_are_out_of_order(self):
        self.world.ana[1], self.world.ana[4] = self.world.ana[4], self.world.ana[1]
        self.assertEqual(self.world.found(), {"out of order": 1})

    def test_one_that_failed_and_was_tried_again_is_the_newest(self):
        self.world.ana[1], self.world.ana[4] = self.world.ana[4], self.world.ana[1]
        self.world.ana[5:5] = [about("failed", "Ana", 2), about("retried", "Ana", 2)]
        self.assertEqual(self.world.found(), {})

    def test_a_number_that_is_missing_in_the_store_is_out_of_order(self):
        self.world.stored[ROOM][3] = event(5, "Ben", 2)
        self.assertIn("out of order", self.world.found())

    def test_a_time_that_goes_back_is_out_of_order(self):
        self.world.stored[ROOM][3] = back = event(4, "Ben", 2, time=7)
        for journal in (self.world.ana, self.world.ben):
            journal[-1] = dump([*self.world.events[:3], back])
            journal[5] = log("appended", [self.world.events[2], back])
        self.assertEqual(self.world.found(), {"out of order": 1})

    def test_other_bytes_under_the_same_number_are_unequal(self):
        self.world.ben[-1]["events"][2][-1] = "Ana 2 ho"
        self.assertEqual(self.world.found(), {"unequal": 1})

    def test_other_bytes_that_were_seen_for_a_moment_are_unequal(self):
        self.world.ben[3]["events"][0][1] += 1
        self.assertEqual(self.world.found(), {"unequal": 1})

    def test_an_acknowledgement_with_another_number_is_false(self):
        self.world.ana[3]["seq"] = 2
        self.assertEqual(self.world.found(), {"false ack": 1})

    def test_an_acknowledgement_without_a_number_counts_by_its_message(self):
        del self.world.ana[3]["seq"]
        self.assertEqual(self.world.found(), {})

    def test_an_event_that_a_client_passed_over_is_missed(self):
        self.world.ana[5] = log("appended", self.world.events[3:])
        self.assertEqual(self.world.found(), {"missed": 1})

    def test_a_hole_inside_what_a_client_was_given_is_missed(self):
        self.world.ben[3] = log("replaced", [self.world.events[0], self.world.events[2]])
        self.world.ben[5] = log("appended", self.world.events[3:])
        self.assertEqual(self.world.found(), {"missed": 1})

    def test_a_restarted_client_may_begin_anywhere(self):
        self.world.ana[5:5] = [{"what": "start"}]
        self.world.ana[6] = log("appended", self.world.events[3:])
        self.assertEqual(self.world.found(), {})

    def test_a_client_that_does_not_hold_everything_at_the_end_misses_it(self):
        self.world.ana[-1] = dump(self.world.events[1:])
        self.assertEqual(self.world.found(), {"missed": 1})

    def test_a_client_that_holds_nothing_at_the_end_misses_it(self):
        self.world.ana.pop()
        self.assertEqual(self.world.found(), {"missed": 1})

    def test_an_event_that_nobody_wrote_is_unasked(self):
        stray = event(5, "Cleo", 1)
        self.world.stored[ROOM].append(stray)
        for journal in (self.world.ana, self.world.ben):
            journal[-1] = dump([*self.world.events, stray])
        self.assertEqual(self.world.found(), {"unasked": 1})

    def test_a_message_in_another_room_is_unequal(self):
        self.world.stored = {ROOM: self.world.events[:3], "room2": [event(1, "Ben", 2)]}
        self.assertEqual(self.world.found()["unequal"], 1)


class ReadingTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "file")

    def write(self, text):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)

    def test_a_line_that_a_kill_cut_off_is_passed_over(self):
        self.write('\n{"what":"start"}\n{"what":"self"}\n{"wha\n{"what":"start"}\n{"wh')
        self.assertEqual([fact["what"] for fact in read_journal(self.path)], ["start", "self", "start"])

    def test_a_broken_line_in_the_midst_of_a_run_is_an_error(self):
        self.write('\n{"what":"start"}\n{"wha\n{"what":"self"}\n')
        with self.assertRaises(ValueError):
            read_journal(self.path)

    def test_the_store_is_read_row_by_row_even_when_its_index_lies(self):
        database = sqlite3.connect(self.path)
        database.executescript(
            """CREATE TABLE rooms (number INTEGER PRIMARY KEY, id TEXT);
               CREATE TABLE events (room, seq, time, author_id, author_name, client_id, text, kind, PRIMARY KEY (room, seq)) WITHOUT ROWID;
               INSERT INTO rooms VALUES (1, 'room1'), (2, 'room2');
               INSERT INTO events VALUES (1, 2, 11, 'a', 'Ana', 'c2', 'x', 'role'), (1, 1, 10, 'a', 'Ana', 'c1', 'y', '');""")
        database.close()
        logs = read_store(self.path)
        self.assertEqual(logs, {"room1": [Event(1, 10, "a", "Ana", "c1", "y"), Event(2, 11, "a", "Ana", "c2", "x", True)], "room2": []})


if __name__ == "__main__":
    unittest.main()
