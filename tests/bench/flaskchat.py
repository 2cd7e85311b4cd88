# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A room chat as tutorials of Flask-SocketIO build it: a peer for the server's figures.

Argument: the port. Needs Debian's interpreter, whose packages it uses.
"""
import sys

import eventlet

eventlet.monkey_patch()

from flask import Flask
from flask_socketio import SocketIO, emit, join_room, leave_room

app = Flask(__name__)
socketio = SocketIO(app, async_mode="eventlet")


@app.route("/")
def index():
    return "<!doctype html><title>Chat</title>"


@socketio.on("joined")
def joined(message):
    join_room(message["room"])
    emit("status", {"msg": f"{message['name']} is here."}, to=message["room"])


@socketio.on("text")
def text(message):
    emit("message", {"msg": f"{message['name']}: {message['msg']}"}, to=message["room"])


@socketio.on("left")
def left(message):
    leave_room(message["room"])
    emit("status", {"msg": f"{message['name']} has left."}, to=message["room"])


socketio.run(app, host="127.0.0.1", port=int(sys.argv[1]))
