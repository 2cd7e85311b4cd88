# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from nemesis import Nemesis, make_plan  # noqa: E402


class PlanTest(unittest.TestCase):
    def test_the_same_seed_gives_the_same_plan(self):
        self.assertEqual(make_plan(7, 20, True), make_plan(7, 20, True))

    def test_another_seed_gives_another_plan(self):
        self.assertNotEqual(make_plan(7, 20, True), make_plan(8, 20, True))

    def test_the_server_is_killed_as_often_as_was_asked_for(self):
        for kills in (1, 6, 50):
            with self.subTest(kills=kills):
                self.assertEqual(sum(step.fault == "kill server" for step in make_plan(3, kills, False)), kills)

    def test_the_disk_is_filled_only_where_it_is_small(self):
        for small in (True, False):
            with self.subTest(small=small):
                self.assertEqual(any(step.fault == "fill disk" for step in make_plan(3, 6, small)), small)

    def test_a_long_plan_has_every_fault_that_there_is(self):
        there_are = {name[1:].replace("_", " ") for name in vars(Nemesis) if name.startswith("_")}
        planned = {step.fault for step in make_plan(3, 100, True)}
        self.assertLessEqual(planned, there_are)
        self.assertEqual(len(planned), 13)


if __name__ == "__main__":
    unittest.main()
