#!/usr/bin/env python3
# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""python3-socketio, driven by lines of JSON: {"event", "data", "ack"} come in; what is heard, and
acknowledgements as {"ack", "data"}, go out."""
import json
import sys
import threading

import socketio

address, options = sys.argv[1], json.loads(sys.argv[2])
client = socketio.Client(reconnection=False)
writing = threading.Lock()


def say(said):
    with writing:
        print(json.dumps(said), flush=True)


@client.on("*")
def heard(event, data=None):
    say({"event": event, "data": data})


@client.event
def connect():
    say({"event": "connect", "data": None})


@client.event
def connect_error(data):
    say({"event": "connect_error", "data": data})


@client.event
def disconnect():
    say({"event": "disconnect", "data": None})


client.connect(address, transports=options["transports"], auth=options["auth"])
say({"event": "transport", "data": client.transport()})
for line in sys.stdin:
    asked = json.loads(line)
    client.emit(
        asked["event"],
        asked["data"],
        callback=lambda answer, ack=asked["ack"]: say({"ack": ack, "data": answer}),
    )
client.disconnect()
