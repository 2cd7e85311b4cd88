#!/usr/bin/python3
# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what a screen reader is told of the windows of one process, as JSON.

Argument: the process id. Output: a list of [role, name, text], in the order of the tree.
Needs a session bus (dbus-run-session) and AT-SPI; the interpreter is Debian's, which has pyatspi.
"""
import json
import sys

import pyatspi

DEPTH = 16
CHILDREN = 300


def walk(node, depth, found):
    if node is None or depth > DEPTH:
        return
    try:
        text = ""
        try:
            text = node.queryText().getText(0, -1)
        except NotImplementedError:
            pass
        showing = node.getState().contains(pyatspi.STATE_SHOWING)
        if showing or depth == 0:
            found.append([node.getRoleName(), node.name, text])
            for index in range(min(node.childCount, CHILDREN)):
                walk(node.getChildAtIndex(index), depth + 1, found)
    except Exception:  # A node may go while it is read; the caller asks again.
        return


def main():
    process = int(sys.argv[1])
    found = []
    for application in pyatspi.Registry.getDesktop(0):
        if application and application.get_process_id() == process:
            walk(application, 0, found)
    json.dump(found, sys.stdout, ensure_ascii=False)


main()
