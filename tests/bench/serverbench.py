# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server's figures: idle memory, start to listening, a page of history at any depth."""
import os
import shutil
import subprocess
import tempfile
import time

import peers
from programs import (BenchError, figures, forget_cached, free_port, memory, running, time_to_listening,
                      wait_until_listening)
from report import Row, median, say, spread

MILLION_ROOM = "A million"
LONG_ROOM = "Hundred thousand"
OTHER_ROOM = "A thousand"
ROOMS = [f"{MILLION_ROOM}=1000000", f"{LONG_ROOM}=100000", f"{OTHER_ROOM}=1000"]

MEMORY_LIMIT = 30
START_LIMIT = 0.3
PAGE_LIMIT = 5
START_RUNS = 11
PAGES = 5000
IDLE_SECONDS = 2


def server_command(build, data, port):
    # The benches ask as fast as they can, which the limits are there to stop.
    return [os.path.join(build, "server", "hobnobd"), "--listen", f"127.0.0.1:{port}", "--data", data, "--limits", "bench"]


def filled_data(build):
    """The folder with the rooms above, made once for a build folder and each form of the data."""
    program = os.path.join(build, "tests", "bench", "bench_fill")
    migrations = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "resources", "migrations", "sqlite")
    wanted = "\n".join(ROOMS + sorted(os.listdir(migrations)))
    folder = os.path.join(build, "bench-data")
    stamp = os.path.join(folder, "contents")
    data = os.path.join(folder, "data")
    if os.path.exists(stamp):
        with open(stamp, encoding="utf-8") as file:
            if file.read() == wanted:
                return data
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    say("Filling 1,101,000 messages (once for a build folder) …")
    begin = time.monotonic()
    try:
        subprocess.run([program, data] + ROOMS, check=True, timeout=300)
    except (subprocess.SubprocessError, OSError) as error:
        raise BenchError(f"the data could not be filled: {error}") from None
    say(f"… took {time.monotonic() - begin:.0f} s")
    with open(stamp, "w", encoding="utf-8") as file:
        file.write(wanted)
    return data


def idle_memory(command, port, path, options):
    with running(command, **options) as process:
        wait_until_listening(process, port, path)
        time.sleep(IDLE_SECONDS)
        return memory(process)


def available_peers(folder):
    """Peers with the port that each was given."""
    found = []
    for make in (lambda port: peers.inspircd(folder, port), peers.flask):
        port = free_port()
        peer = make(port)
        if peer:
            found.append((peer, port))
    return found


def measure_memory(build, data, others, folder):
    say("server: idle memory")
    rows = []
    for what, place in (("fresh", os.path.join(folder, "empty")), ("1,000,000 messages stored", data)):
        port = free_port()
        ours = idle_memory(server_command(build, place, port), port, "/healthz", {})
        note = f"RSS {ours['rss']:.1f} MiB"
        rows.append(Row(f"server: idle memory (PSS), {what}", "MiB", ours["pss"], "1", MEMORY_LIMIT, note=note))
    for peer, port in others:
        theirs = idle_memory(peer.command, port, peer.path, peer.options)
        rows.append(Row("server: idle memory (PSS), fresh, beside a peer", "MiB", rows[0].ours, "1", None, peer.name,
                        theirs["pss"], note=f"its RSS {theirs['rss']:.1f} MiB"))
    return rows


def measure_start(build, data, others):
    say("server: start to listening")
    cold, warm, theirs = [], [], {peer.name: [] for peer, _ in others}
    for _ in range(START_RUNS):
        port = free_port()
        forget_cached(data)
        cold.append(time_to_listening(server_command(build, data, port), port, "/healthz"))
        warm.append(time_to_listening(server_command(build, data, port), port, "/healthz"))
        for peer, peer_port in others:
            theirs[peer.name].append(time_to_listening(peer.command, peer_port, peer.path, **peer.options))
    runs = f"median of {START_RUNS}"
    rows = []
    for what, times in (("warm", warm), ("its files out of the cache", cold)):
        rows.append(Row(f"server: start to listening, 1,000,000 messages, {what}", "s", median(times), runs, START_LIMIT,
                        note=f"{spread(times, 3)} s"))
    for peer, _ in others:
        times = theirs[peer.name]
        rows.append(Row("server: start to listening, warm, beside a peer that stores nothing", "s", median(warm), runs, None, peer.name,
                        median(times), note=f"its {spread(times, 3)} s"))
    return rows


def measure_history(build, data):
    say("server: pages of history")
    bench = os.path.join(build, "tests", "bench")
    port = free_port()
    forget_cached(data)
    with running(server_command(build, data, port)) as process:
        wait_until_listening(process, port, "/healthz")
        whole = figures([os.path.join(bench, "bench_history"), f"ws://127.0.0.1:{port}/ws", MILLION_ROOM, str(PAGES)])
    store = figures([os.path.join(bench, "bench_store"), data, MILLION_ROOM, str(PAGES)])
    rows = []
    for what, found, limit in (("over a WebSocket", whole, PAGE_LIMIT), ("the store alone", store, None)):
        rows.append(Row(f"server: page of 50 at any depth of 1,000,000, {what}, p99", "ms", found["p99"],
                        f"{found['count']:,} pages", limit, note=f"p50 {found['p50']:.2f} ms, longest {found['max']:.2f} ms"))
    return rows


def measure(build):
    with tempfile.TemporaryDirectory(prefix="hobnob-bench-") as folder:
        data = filled_data(build)
        others = available_peers(folder)
        return (measure_memory(build, data, others, folder) + measure_start(build, data, others)
                + measure_history(build, data))
