#!/usr/bin/env python3
# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bot that rolls dice: whoever writes "!roll 2d6" or "!roll d20+3" in one of its rooms is told
what came up.

    BOT_TOKEN=... ./dice.py http://127.0.0.1:8080 Lobby Games

On Debian and Ubuntu: apt install python3-socketio python3-requests python3-websocket
"""
import os
import queue
import random
import re
import sys
import threading
import time
import uuid

import socketio

ROLL = re.compile(r"!roll\s+(\d{0,2})d(\d{1,4})\s*([+-]\s*\d{1,4})?\s*", re.IGNORECASE)
# Seconds. A server that restarts is there again at once; one that is gone is not asked too often.
FIRST_PAUSE, LONGEST_PAUSE = 1, 30


def rolled(text):
    """What to answer; None when nobody asked."""
    asked = ROLL.fullmatch(text)
    if not asked:
        return None
    count, sides = int(asked[1] or 1), int(asked[2])
    extra = int((asked[3] or "0").replace(" ", ""))
    if not 1 <= count <= 20 or sides < 2:
        return "I have 20 dice, with two sides at least."
    dice = [random.randint(1, sides) for _ in range(count)]
    shown = " + ".join(str(die) for die in dice)
    if extra:
        shown += f" {'+' if extra > 0 else '-'} {abs(extra)}"
    total = sum(dice) + extra
    return f"{count}d{sides}: {shown} = {total}" if len(dice) > 1 or extra else f"{count}d{sides}: {total}"


class DiceBot:
    def __init__(self, address, token, rooms):
        self.address, self.token, self.rooms = address, token, rooms
        self.name = None
        self.refusal = None
        # What it has to say, in order. When there is too much of it, the rest is not said.
        self.outgoing = queue.Queue(maxsize=200)
        self.ready = threading.Event()
        # It comes back by itself, see run(): so one sees what happens, and can wait as long as the
        # server asks for.
        self.client = socketio.Client(reconnection=False)
        self.client.on("connect_error", self.note_refusal)
        self.client.on("disconnect", self.ready.clear)
        self.client.on("message", self.read)

    def note_refusal(self, error):
        # {"message": a sentence, "data": {"code": ..., "retryAfter": milliseconds}}; a string when
        # the server could not be reached at all.
        self.refusal = error if isinstance(error, dict) else {"message": str(error)}

    def run(self):
        """Until its token is good for nothing any more."""
        threading.Thread(target=self.say_all, daemon=True).start()
        pause = FIRST_PAUSE
        while True:
            self.refusal = None
            try:
                self.client.connect(self.address, auth={"token": self.token}, wait_timeout=10)
                self.enter()
                pause = FIRST_PAUSE
                self.client.wait()
            except socketio.exceptions.SocketIOError as error:
                self.refusal = self.refusal or {"message": str(error)}
            self.ready.clear()
            why = self.refusal or {"message": "The connection was lost."}
            print(why.get("message"), file=sys.stderr, flush=True)
            data = why.get("data") or {}
            if data.get("code") == "token-unknown":
                return
            # Not all at once, when many bots lose the same server.
            time.sleep(data.get("retryAfter", 0) / 1000 + pause * random.uniform(0.5, 1))
            pause = min(2 * pause, LONGEST_PAUSE)

    def enter(self):
        for room in self.rooms:
            answer = self.ask("join", {"room": room})
            if answer["ok"]:
                self.name = answer["username"]
                print(f"{self.name} is in {answer['room']}", flush=True)
            else:
                print(f"{room}: {answer['error']}", file=sys.stderr, flush=True)
        self.ready.set()

    def ask(self, event, data):
        """The answer; whoever asks too often waits as long as it says, and asks again."""
        while True:
            answer = self.client.call(event, data, timeout=10)
            if answer["ok"] or "retryAfter" not in answer:
                return answer
            time.sleep(answer["retryAfter"] / 1000)

    def read(self, message):
        # What it says comes back to it, too; and bots that answer bots never end.
        if message.get("system") or message.get("bot") or message["username"] == self.name:
            return
        answer = rolled(message["message"])
        if answer:
            try:
                self.outgoing.put_nowait((message["room"], f"{message['username']}, {answer}"))
            except queue.Full:
                pass

    def say_all(self):
        while True:
            room, text = self.outgoing.get()
            # With an id of its own a message is said once, however often it is sent.
            message = {"room": room, "message": text, "id": str(uuid.uuid4())}
            while not self.say(message):
                time.sleep(FIRST_PAUSE)

    def say(self, message):
        """Whether this is done with."""
        self.ready.wait()
        try:
            answer = self.ask("message", message)
        except socketio.exceptions.SocketIOError:
            return False
        if not answer["ok"]:
            print(answer["error"], file=sys.stderr, flush=True)
        return True


if __name__ == "__main__":
    if len(sys.argv) < 3 or "BOT_TOKEN" not in os.environ:
        sys.exit(__doc__)
    DiceBot(sys.argv[1], os.environ["BOT_TOKEN"], sys.argv[2:]).run()
    sys.exit(1)
