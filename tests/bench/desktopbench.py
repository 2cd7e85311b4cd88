# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's figures: the first window, memory in a long room, switching rooms, scrolling."""
import contextlib
import os
import shutil
import subprocess
import tempfile
import time

import peers
from programs import BenchError, figures, free_port, memory, running, wait_until_listening
from report import Row, median, say, spread
from serverbench import LONG_ROOM, OTHER_ROOM, filled_data, server_command

WINDOW_RUNS = 15
QUASSEL_RUNS = 5
WINDOW_RATIO = 2.5
MEMORY_LIMIT = 60
SWITCH_LIMIT = 16
SCROLL_LIMIT = 8
WHEEL_TURNS = 1500
SWITCHES = 60


@contextlib.contextmanager
def screen(folder):
    """The environment of programs on an X server and a session bus of their own, at home in the folder."""
    home = os.path.join(folder, "home")
    runtime = os.path.join(folder, "runtime")
    os.makedirs(home)
    os.makedirs(runtime, mode=0o700)
    display_out, display_in = os.pipe()
    command = ["Xvfb", "-displayfd", str(display_in), "-screen", "0", "1600x1000x24", "-nolisten", "tcp",
               # Its first client goes and comes again; it must not start anew in between.
               "-noreset"]
    bus_command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with running(command, pass_fds=[display_in]), running(bus_command, stdout=subprocess.PIPE) as bus:
        os.close(display_in)
        with os.fdopen(display_out) as said:
            display = said.readline().strip()
        address = bus.stdout.readline().decode().strip()
        if not display or not address:
            raise BenchError("Xvfb or dbus-daemon did not start")
        yield {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "XDG_RUNTIME_DIR": runtime,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "DISPLAY": f":{display}",
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
        }


def first_windows(build, env, url, profile):
    """Milliseconds of each program, taken in turns so that what else the machine does meets all alike."""
    bench = os.path.join(build, "tests", "bench")
    hobnob = os.path.join(build, "desktop", "hobnob")
    watch = os.path.join(bench, "bench_firstwindow")
    programs = {
        "bare": [os.path.join(bench, "bench_barewindow")],
        "room": [hobnob, "--server", url, "--name", "Window bench", "--room", LONG_ROOM, "--profile", profile],
        "entry": [hobnob, "--profile", profile + "-entry"],
    }
    times = {name: [] for name in programs}
    for run in range(-1, WINDOW_RUNS):
        for name, command in programs.items():
            taken = figures([watch] + command, env)["ms"]
            if run >= 0:  # The first round warms the caches.
                times[name].append(taken)
    quassel = peers.quassel()
    times["quassel"] = []
    for run in range(-1, QUASSEL_RUNS if quassel else -1):
        taken = figures([watch] + quassel, env)["ms"]
        if run >= 0:
            times["quassel"].append(taken)
    return times


def measure_first_window(build, env, url, profile):
    say("desktop: first window")
    times = first_windows(build, env, url, profile)
    bare = median(times["bare"])
    rows = []
    for name, what in (("room", "with a room to open"), ("entry", "at the connect screen")):
        rows.append(Row(f"desktop: first window painted, {what}", "ms", median(times[name]), f"median of {WINDOW_RUNS}",
                        peer="bare QMainWindow", peer_value=bare, ratio_limit=WINDOW_RATIO,
                        note=f"{spread(times[name], 0)} ms; bare {spread(times['bare'], 0)} ms"))
    if times["quassel"]:
        rows.append(Row("desktop: first window painted, with a room to open, beside a peer", "ms", median(times["room"]), f"median of {QUASSEL_RUNS}",
                        peer="Quassel client, no core yet", peer_value=median(times["quassel"]),
                        note=f"its {spread(times['quassel'], 0)} ms"))
    return rows


def turn_wheel(env, process, times):
    """Turns the wheel up over the middle of the process's window."""
    xdotool = shutil.which("xdotool")
    if xdotool is None:
        raise BenchError("xdotool is not installed")

    def ask(*arguments):
        done = subprocess.run([xdotool, *arguments], env=env, capture_output=True, text=True, timeout=60)
        return done.stdout.split()

    windows = []
    deadline = time.monotonic() + 10
    while not windows and time.monotonic() < deadline:
        windows = ask("search", "--onlyvisible", "--pid", str(process.pid), "--class", ".*")
        time.sleep(0.1)
    if not windows:
        raise BenchError("the client shows no window")
    ask("mousemove", "--window", windows[-1], "500", "350", "click", "--repeat", str(times), "--delay", "8", "4")


def measure_memory(build, env, url, profile):
    say("desktop: memory")
    hobnob = os.path.join(build, "desktop", "hobnob")
    command = [hobnob, "--server", url, "--name", "Memory bench", "--room", LONG_ROOM, "--profile", profile]
    with running(command, env=env) as process:
        time.sleep(3)
        before = memory(process)
        turn_wheel(env, process, 600)
        time.sleep(2)
        after = memory(process)
    with running([os.path.join(build, "tests", "bench", "bench_barewindow")], env=env) as process:
        time.sleep(2)
        bare = memory(process)
    return [Row("desktop: memory (PSS) in a room of 100,000 after scrolling", "MiB", after["pss"], "1", MEMORY_LIMIT,
                "bare QMainWindow", bare["pss"],
                note=f"before scrolling {before['pss']:.1f} MiB; RSS {after['rss']:.1f} MiB")]


def measure_frames(build, env, url, profile):
    say("desktop: scrolling and switching rooms")
    program = os.path.join(build, "tests", "bench", "bench_window")
    found = figures([program, url, LONG_ROOM, OTHER_ROOM, profile, str(WHEEL_TURNS), str(SWITCHES)], env, 180)
    scroll, turn, switch = found["scroll"], found["wheel"], found["switch"]
    return [
        Row("desktop: wheel scrolling in a room of 100,000, work for a frame, p99", "ms", scroll["p99"],
            f"{scroll['count']:,} frames", SCROLL_LIMIT,
            note=f"p50 {scroll['p50']:.2f} ms, longest {scroll['max']:.1f} ms; wheel to painted p50 {turn['p50']:.2f}, "
                 f"p99 {turn['p99']:.2f} ms; {found['passed']:,} messages went by; then PSS {found['pss']:.1f} MiB"),
        Row("desktop: switching rooms from memory, click to painted, p99", "ms", switch["p99"],
            f"{switch['count']} switches", SWITCH_LIMIT,
            note=f"p50 {switch['p50']:.2f} ms, longest {switch['max']:.1f} ms"),
    ]


def measure(build):
    # Xvfb is ended before its folder goes; Qt's helpers may write there until then.
    with tempfile.TemporaryDirectory(prefix="hobnob-bench-", ignore_cleanup_errors=True) as folder:
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        with running(server_command(build, filled_data(build), port)) as server:
            wait_until_listening(server, port, "/healthz")
            with screen(folder) as env:
                rows = []
                for part in (measure_first_window, measure_memory, measure_frames):
                    try:
                        rows += part(build, env, url, os.path.join(folder, part.__name__))
                    except (BenchError, KeyError, OSError) as error:
                        rows.append(Row(f"desktop: {part.__name__}", "", None, "", note=str(error)))
                return rows
