# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rooms full of people: what a delivery, a connection and a storm of them cost, beside other servers in the same run.

The server has one core for itself and bench_fanout another one. Servers take turns, so that what else the machine does
meets all of them. A loss anywhere is no figure but a failure.
"""
import contextlib
import os
import resource
import tempfile
from dataclasses import dataclass, field

import peers
from programs import BenchError, figures, free_port, running, wait_until_listening
from report import Row, median, say, spread

WINDOW_LIMIT = 0.6
SENDERS_LIMIT = 0.4
PACED_LIMIT = 10
ROOMS_LIMIT = 0.1
MEMORY_LIMIT = 8
QUIET_LIMIT = 0.2
BESIDE_LIMIT = 1.2
STORM_LIMIT = 5
RUN_SECONDS = 300


@dataclass
class Size:
    """How much is measured."""

    runs: int = 5
    seconds: float = 5
    quiet: float = 30
    idle: int = 10000
    storms: list = field(default_factory=lambda: [2500, 5000, 10000])
    storm_runs: int = 3


QUICK = Size(runs=1, seconds=1.5, quiet=3, idle=2000, storms=[500, 1000, 2000], storm_runs=1)


def cores():
    """One for the server, one for the generator; the same where there is no other."""
    mine = sorted(os.sched_getaffinity(0))
    return mine[0], mine[-1]


def settle(core):
    """For a process that is about to start: its core, and as many descriptors as it may have."""
    def prepare():
        os.sched_setaffinity(0, {core})
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return prepare


class Bench:
    """Starts servers, and the generator at them."""

    def __init__(self, build, size):
        self.build = build
        self.size = size
        self.server_core, self.generator_core = cores()

    def make(self, name, folder, port):
        if name == "ours":
            command = [os.path.join(self.build, "server", "hobnobd"), "--listen", f"127.0.0.1:{port}", "--data",
                       os.path.join(folder, "data"), "--limits", "bench"]
            return peers.Peer("Hobnob", command, "/healthz", "hobnob")
        make = {"inspircd": lambda: peers.inspircd(folder, port), "flask": lambda: peers.flask(port),
                "socketio": lambda: peers.socket_io(self.build, port), "ws": lambda: peers.ws(self.build, port)}
        return make[name]()

    @contextlib.contextmanager
    def serving(self, name):
        """(what serves, its port, its process); None for all where it is not installed."""
        with tempfile.TemporaryDirectory(prefix="hobnob-bench-") as folder:
            port = free_port()
            peer = self.make(name, folder, port)
            if peer is None:
                yield None, None, None
                return
            with running(peer.command, preexec_fn=settle(self.server_core), **peer.options) as process:
                wait_until_listening(process, port, peer.path)
                yield peer, port, process

    def run(self, name, **options):
        """(name, figures) of one run at a server of its own; figures None where it is not installed."""
        with self.serving(name) as (peer, port, process):
            if peer is None:
                return name, None
            words = ["taskset", "-c", str(self.generator_core), os.path.join(self.build, "tests", "bench", "fanout", "bench_fanout"),
                     "--dialect", peer.dialect, "--port", str(port), "--pid", str(process.pid)]
            for option, value in options.items():
                words += ["--" + option.replace("_", "-")] + ([] if value is True else [str(value)])
            try:
                return peer.name, figures(words, seconds=RUN_SECONDS)
            except BenchError as error:
                raise BenchError(f"{peer.name}: {error}") from None

    def talk(self, names, runs=None, **options):
        """{name: figures of each run}, the servers in turn."""
        found = {}
        for _ in range(runs or self.size.runs):
            for name in names:
                shown, run = self.run(name, seconds=self.size.seconds, **options)
                if run is not None:
                    found.setdefault(shown, []).append(run)
        return found


def middle(runs, *path):
    """The median of one figure."""
    return median([of(run, path) for run in runs])


def of(run, path):
    for name in path:
        run = run[name]
    return run


def manner(runs):
    """A delivery in words."""
    talk = {name: middle(runs, "talk", name) for name in ("deliveriesPerSecond", "p99", "cpuShare")}
    each = [run["talk"]["cpuPerDelivery"] for run in runs]
    return (f"{talk['deliveriesPerSecond']:,.0f} deliveries/s, p99 {talk['p99']:.1f} ms, {talk['cpuShare'] * 100:.0f} % of a core, "
            f"{spread(each, 2)} us")


def cost_rows(figure, found, limit=None):
    """Server CPU for a delivery: ours beside each of the others."""
    ours = found.pop("Hobnob")
    rows = []
    for peer, theirs in found.items():
        rows.append(Row(figure, "us", middle(ours, "talk", "cpuPerDelivery"), f"median of {len(ours)}", None, peer,
                        middle(theirs, "talk", "cpuPerDelivery"), limit if peer == "InspIRCd" else None,
                        note=f"{manner(ours)}; its {manner(theirs)}"))
    return rows or [Row(figure, "us", middle(ours, "talk", "cpuPerDelivery"), f"median of {len(ours)}", note=manner(ours))]


def measure_window(bench):
    say("fan-out: one sender")
    found = bench.talk(["ours", "inspircd", "socketio", "ws"], members=1000, senders=1, window=8)
    return cost_rows("fan-out: 1,000 members, 1 sender, window 8, server CPU per delivery", found, WINDOW_LIMIT)


def measure_senders(bench):
    say("fan-out: many senders")
    found = bench.talk(["ours", "inspircd"], members=1000, senders=64, window=4)
    return cost_rows("fan-out: 1,000 members, 64 senders, window 4 each, server CPU per delivery", found, SENDERS_LIMIT)


def measure_small(bench):
    say("fan-out: a hundred members")
    found = bench.talk(["ours", "inspircd", "socketio", "ws", "flask"], members=100, senders=1, window=8)
    return cost_rows("fan-out: 100 members, 1 sender, window 8, server CPU per delivery", found)


def measure_paced(bench):
    say("fan-out: at a pace")
    found = bench.talk(["ours", "inspircd"], members=1000, senders=1, rate=100)
    ours = found.pop("Hobnob")
    row = Row("fan-out: 1,000 members, 100 messages/s, p99 to everyone", "ms", middle(ours, "talk", "p99"), f"median of {len(ours)}",
              PACED_LIMIT, note=manner(ours))
    for peer, theirs in found.items():
        row.peer, row.peer_value = peer, middle(theirs, "talk", "p99")
    return [row]


def measure_rooms(bench):
    say("fan-out: a hundred rooms where everybody writes")
    found = bench.talk(["ours", "inspircd", "socketio"], members=10000, rooms=100, senders=10000, window=1)
    ours = found.pop("Hobnob")
    rows = []
    for peer, theirs in found.items():
        rows.append(Row("fan-out: 100 members in each of 100 rooms, all write, time per delivery", "us",
                        1e6 / middle(ours, "talk", "deliveriesPerSecond"), f"median of {len(ours)}", None, peer,
                        1e6 / middle(theirs, "talk", "deliveriesPerSecond"), ROOMS_LIMIT if peer == "Socket.IO" else None,
                        note=f"{manner(ours)}; its {manner(theirs)}"))
    return rows


def measure_quiet(bench):
    idle = bench.size.idle
    say("fan-out: a crowd that is quiet")
    name, found = bench.run("ours", members=idle, quiet=bench.size.quiet, seconds=0)
    peer, theirs = bench.run("inspircd", members=idle, rooms=100, quiet=bench.size.quiet, seconds=0)
    each = found["memory"]["rssEach"]
    share = found["quiet"]["cpu"] / found["quiet"]["seconds"] * 100
    memory = Row(f"fan-out: {idle:,} idle joined connections, memory (RSS) each", "KiB", each, "1", MEMORY_LIMIT,
                 note=f"PSS {found['memory']['pssEach']:.1f} KiB each, {found['memory']['rss']:.0f} MiB in all")
    quiet = Row(f"fan-out: {idle:,} idle joined connections, CPU", "%", share, f"{found['quiet']['seconds']:.0f} s", QUIET_LIMIT)
    if theirs:
        memory.peer, memory.peer_value = peer, theirs["memory"]["rssEach"]
        quiet.peer, quiet.peer_value = peer, theirs["quiet"]["cpu"] / theirs["quiet"]["seconds"] * 100
    return [memory, quiet]


def measure_beside(bench):
    idle = bench.size.idle
    say("fan-out: a room beside a crowd")
    times = {0: [], idle: []}
    for _ in range(bench.size.runs):
        for count, found in times.items():
            found.append(bench.run("ours", members=100, idle=count, rate=100, quiet=0.1, seconds=bench.size.seconds)[1]["talk"])
    beside, alone = times[idle], times[0]
    return [Row(f"fan-out: 100 members, 100 messages/s, p99 beside {idle:,} idle connections", "ms",
                median([run["p99"] for run in beside]), f"median of {len(beside)}", None, "none beside them",
                median([run["p99"] for run in alone]), BESIDE_LIMIT,
                note=f"server CPU per delivery {median([run['cpuPerDelivery'] for run in beside]):.2f} us, "
                     f"alone {median([run['cpuPerDelivery'] for run in alone]):.2f} us")]


def measure_storms(bench):
    rows = []
    counts = bench.size.storms
    storms = {count: [] for count in counts}
    for _ in range(bench.size.storm_runs):
        for count, found in storms.items():
            say(f"fan-out: {count:,} come at once")
            found.append(bench.run("ours", members=count, storm=True, seconds=0)[1])
    for count in counts:
        found = storms[count]
        cpu = middle(found, "comingAgain", "cpu")
        rows.append(Row(f"fan-out: {count:,} clients connect, resume and join one room", "s", middle(found, "comingAgain", "seconds"),
                        f"median of {len(found)}", STORM_LIMIT if count == counts[-1] else None,
                        note=f"server CPU {cpu:.2f} s, {cpu / count * 1e6:.0f} us each; as new guests "
                             f"{middle(found, 'comingIn', 'seconds'):.2f} s, {middle(found, 'comingIn', 'cpu') / count * 1e6:.0f} us each"))
    first, last = (middle(storms[count], "comingAgain", "cpu") / count * 1e6 for count in (counts[0], counts[-1]))
    rows.append(Row(f"fan-out: server CPU for each of {counts[-1]:,} that come back", "us", last, f"median of {bench.size.storm_runs}", None,
                    f"each of {counts[0]:,}", first, 1.1))
    return rows


def measure(build, quick=False):
    bench = Bench(build, QUICK if quick else Size())
    rows = []
    for part in (measure_window, measure_senders, measure_small, measure_paced, measure_rooms, measure_quiet, measure_beside,
                 measure_storms):
        try:
            rows += part(bench)
        except (BenchError, OSError) as error:
            rows.append(Row(part.__name__, "", None, "", note=str(error)))
    return rows
