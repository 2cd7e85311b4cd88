# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of what is promised: durable acknowledgements, coming back, logins by token, and memory for those who never read."""
import json
import os
import socket
import struct
import subprocess
import tempfile
import time

from programs import BenchError, cpu_seconds, figures, free_port, memory, running, wait_until_listening
from report import Row, say

PER_SECOND = 200
POSTS = 4000
ACKNOWLEDGE_LIMIT = 10

ROOMS = 20
RESUME_LIMIT = 100
RESUMES = 30

TOKENS = 10000
TOKENS_LIMIT = 5

DEAF = 1000
DEAF_LIMIT = 64
LONG_TEXT = "x" * 8000
POSTS_TO_THE_DEAF = 1200


def server_command(build, data, port):
    return [os.path.join(build, "server", "hobnobd"), "--listen", f"127.0.0.1:{port}", "--data", data, "--limits", "bench"]


def percentile(times, share):
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def bare_fsync(folder):
    """Milliseconds that this disk takes to make a page of a file durable, at the pace of the posts."""
    times = []
    path = os.path.join(folder, "fsync")
    with open(path, "wb", buffering=0) as file:
        begin = time.monotonic()
        for i in range(POSTS // 4):
            due = begin + i / PER_SECOND
            time.sleep(max(0, due - time.monotonic()))
            start = time.monotonic()
            file.write(b"x" * 4096)
            os.fdatasync(file.fileno())
            times.append((time.monotonic() - start) * 1000)
    os.remove(path)
    return times


def measure_acknowledgement(build, folder):
    say("server: send to durable acknowledgement")
    port = free_port()
    with running(server_command(build, os.path.join(folder, "acknowledged"), port)) as process:
        wait_until_listening(process, port, "/healthz")
        ours = figures([os.path.join(build, "tests", "bench", "bench_acknowledge"), f"ws://127.0.0.1:{port}/ws", str(POSTS),
                        str(PER_SECOND)])
    disk = bare_fsync(folder)
    return [Row(f"server: send to durable acknowledgement, {PER_SECOND} messages a second, p99", "ms", ours["p99"],
                f"{ours['count']:,} messages", ACKNOWLEDGE_LIMIT, "write and fdatasync of 4 KiB, same disk, same pace",
                percentile(disk, 0.99),
                note=f"p50 {ours['p50']:.2f} ms, longest {ours['max']:.1f} ms; its p50 {percentile(disk, 0.5):.2f} ms")]


def measure_resume(build, folder):
    say("server: coming back")
    data = os.path.join(folder, "resumed")
    try:
        subprocess.run([os.path.join(build, "tests", "bench", "bench_fill"), data] + [f"Room {i}=2000" for i in range(ROOMS)],
                       check=True, timeout=120, stdout=subprocess.DEVNULL)
    except (subprocess.SubprocessError, OSError) as error:
        raise BenchError(f"the data could not be filled: {error}") from None
    port = free_port()
    rows = []
    with running(server_command(build, data, port)) as process:
        wait_until_listening(process, port, "/healthz")
        for missed, limit in ((1000, RESUME_LIMIT), (50, None)):
            found = figures([os.path.join(build, "tests", "bench", "bench_resume"), f"ws://127.0.0.1:{port}/ws", str(missed),
                             str(RESUMES)])
            rows.append(Row(f"server: coming back to {ROOMS} rooms with {missed:,} missed messages each, connecting to decoded, median",
                            "ms", found["p50"], str(found["count"]), limit,
                            note=f"of it decoding {found['decoding']:.1f} ms; longest {found['max']:.1f} ms"))
    return rows


def frame(message):
    """A client's frame, with the mask 0."""
    payload = json.dumps(message).encode()
    head = struct.pack("!BB", 0x81, 0x80 | len(payload)) if len(payload) < 126 else struct.pack("!BBH", 0x81, 0xfe, len(payload))
    return head + bytes(4) + payload


def connect(port, window=None):
    """A WebSocket, past its handshake."""
    made = socket.socket()
    if window is not None:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    made.connect(("127.0.0.1", port))
    made.sendall(b"GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                 b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += made.recv(1)
    return made


def messages_of(reader):
    """What the server says, one message after the other."""
    while True:
        head = reader.read(2)
        length = head[1]
        if length == 126:
            length = struct.unpack("!H", reader.read(2))[0]
        elif length == 127:
            length = struct.unpack("!Q", reader.read(8))[0]
        yield json.loads(reader.read(length))


def open_socket(port, name, room, window=None):
    """Somebody in the room, by a socket that nobody reads from."""
    made = connect(port, window)
    made.sendall(frame({"type": "hello", "id": 1, "version": 1, "client": "bench", "capabilities": []})
                 + frame({"type": "logInAsGuest", "id": 2, "name": name}) + frame({"type": "joinNamedRoom", "id": 3, "name": room}))
    return made


def post_to_the_deaf(port, process):
    """The most that the server held while a room of people who never read was talked to, and how it went."""
    talker = open_socket(port, "Talker", "Deaf")
    reader = talker.makefile("rb")
    room = None
    incoming = messages_of(reader)
    for message in incoming:
        if message["type"] == "joined":
            room = message["room"]["id"]
            break
    most = 0
    times = []
    for i in range(POSTS_TO_THE_DEAF):
        begin = time.monotonic()
        talker.sendall(frame({"type": "postMessage", "id": i + 4, "room": room, "clientId": f"c{i}", "text": LONG_TEXT}))
        next(message for message in incoming if message["type"] in ("posted", "error"))
        times.append((time.monotonic() - begin) * 1000)
        if i % 20 == 0:
            most = max(most, memory(process)["rss"])
    return max(most, memory(process)["rss"]), times


def come_in(port, login):
    """Connects, logs in by this message, and goes; the answer, once it is there."""
    made = connect(port)
    made.sendall(frame({"type": "hello", "id": 1, "version": 1, "client": "bench", "capabilities": []}) + frame(login))
    reader = made.makefile("rb")
    message = next(message for message in messages_of(reader) if message["type"] in ("loggedIn", "error"))
    reader.close()
    made.close()
    if message["type"] == "error":
        raise BenchError(f"a login was refused: {message['message']}")
    return message


def measure_tokens(build, folder):
    say("server: coming back by tokens")
    port = free_port()
    with running(server_command(build, os.path.join(folder, "tokens"), port)) as process:
        wait_until_listening(process, port, "/healthz")
        tokens = [come_in(port, {"type": "logInAsGuest", "id": 2, "name": f"Guest {i}"})["token"] for i in range(TOKENS)]
        begin = time.monotonic()
        spent = cpu_seconds(process)
        for token in tokens:
            come_in(port, {"type": "resumeSession", "id": 2, "token": token})
        spent = cpu_seconds(process) - spent
        wall = time.monotonic() - begin
    return [Row(f"server: CPU of {TOKENS:,} sessions resumed by token, each by a new connection", "s", spent, "1", TOKENS_LIMIT,
                note=f"{wall:.1f} s by one client after the other; {spent / TOKENS * 1e6:.0f} us each, the handshake included")]


def measure_deaf(build, folder):
    say("server: people who never read")
    port = free_port()
    with running(server_command(build, os.path.join(folder, "deaf"), port)) as process:
        wait_until_listening(process, port, "/healthz")
        deaf = [open_socket(port, f"Deaf {i}", "Deaf", 1) for i in range(DEAF)]
        time.sleep(3)
        connected = memory(process)["rss"]
        most, times = post_to_the_deaf(port, process)
        for each in deaf:
            each.close()
    mebibytes = POSTS_TO_THE_DEAF * len(LONG_TEXT) / 2**20
    return [Row(f"server: memory (RSS) for {DEAF:,} connections that never read while their room is told {mebibytes:.0f} MiB", "MiB",
                most, "1", DEAF_LIMIT,
                note=f"{connected:.1f} MiB once they are connected; a post meanwhile p50 {percentile(times, 0.5):.1f} ms, "
                     f"p99 {percentile(times, 0.99):.0f} ms")]


def measure(build):
    rows = []
    with tempfile.TemporaryDirectory(prefix="hobnob-bench-") as folder:
        for part in (measure_acknowledgement, measure_resume, measure_tokens, measure_deaf):
            try:
                rows += part(build, folder)
            except (BenchError, OSError, StopIteration) as error:
                rows.append(Row(part.__name__, "", None, "", note=str(error)))
    return rows
