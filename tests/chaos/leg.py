# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of the whole machinery on one disk: load, faults, rest, and the comparison."""
import asyncio
import json
import os
import signal
from dataclasses import dataclass

from checker import check
from history import newest, read_journal, read_store
from nemesis import Nemesis, make_plan
from programs import Client, Server, Stuck
from proxy import Proxy
from smalldisk import SmallDisk

QUIET_SECONDS = 120
DUMP_SECONDS = 180
SMALL_DISK_BYTES = 96 << 20


@dataclass
class Options:
    hobnobd: str
    client: str
    folder: str
    seed: int
    kills: int
    clients: int
    rooms: int
    rate: float
    small_disk: bool


async def run_leg(options, say):
    """Gives the checker's verdict, with what the nemesis did among its counts."""
    os.makedirs(os.path.join(options.folder, "data"))
    data = os.path.join(options.folder, "data")
    disk = SmallDisk(data, SMALL_DISK_BYTES) if options.small_disk else None
    try:
        with open(os.path.join(options.folder, "server.log"), "wb") as server_log, \
                open(os.path.join(options.folder, "clients.log"), "wb") as client_log:
            return await _run(options, say, disk, Server(options.hobnobd, data, server_log), client_log)
    finally:
        if disk:
            disk.close()


async def _run(options, say, disk, server, client_log):
    if not await server.start():
        raise Stuck(f"the server did not start; see {options.folder}/server.log")
    proxy = Proxy(server.port)
    await proxy.open()
    arguments = ["--server", f"http://127.0.0.1:{proxy.port}", "--rate", str(options.rate)]
    for number in range(1, options.rooms + 1):
        arguments += ["--room", f"Room {number}"]
    names = [f"Person{number}" for number in range(1, options.clients + 1)]
    clients = [Client(options.client, name, os.path.join(options.folder, name), arguments, client_log) for name in names]
    for client in clients:
        await client.start()
    nemesis = Nemesis(server, clients, proxy, disk, say)
    try:
        await nemesis.run(make_plan(options.seed, options.kills, options.small_disk))
        say("resting")
        stuck = await _rest(server, clients)
        await proxy.close()
        code = await server.end(signal.SIGTERM)
    finally:
        for process in [server.process, *(client.process for client in clients)]:
            if process and process.returncode is None:
                process.kill()
                await process.wait()
    say("checking")
    checked, words = await server.check()
    verdict = check(read_store(server.database), {client.name: read_journal(client.journal) for client in clients})
    for sentence in stuck:
        verdict.add("stuck", sentence)
    for sentence in [*nemesis.problems, *server.crashes]:
        verdict.add("broken", sentence)
    if code != 0:
        verdict.add("broken", f"the server ended with {code} on SIGTERM")
    if checked != 0:
        verdict.add("broken", f"hobnobd check: {words}")
    verdict.counts.update(nemesis.counts)
    verdict.counts.update({"cuts": proxy.cuts, "messages sent twice": proxy.repeated})
    return verdict


async def _rest(server, clients):
    """Everything written is confirmed, and everyone reads every room to its beginning. Gives what did not come about."""
    stuck = []
    for client in clients:
        client.tell("hush")
    quiet = await asyncio.gather(*(client.hear("idle", QUIET_SECONDS) for client in clients))
    stuck += [f"{client.name} still waits for a confirmation after {QUIET_SECONDS} s of rest"
              for client, done in zip(clients, quiet) if not done]
    ends = json.dumps(newest(server.database))
    for client in clients:
        client.tell(f"dump {ends}")
    for client, done in zip(clients, quiet):
        word = await client.hear("dumped", DUMP_SECONDS)
        # Who was not idle may have said that meanwhile.
        if not word and not done:
            word = await client.hear("dumped", DUMP_SECONDS)
        if not word:
            stuck.append(f"{client.name} could not read all rooms within {DUMP_SECONDS} s")
        await client.quit()
    return stuck
