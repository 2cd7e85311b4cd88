# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks things by a plan that was made from a seed, and puts them right again."""
import asyncio
import random
import signal
from collections import Counter
from typing import NamedTuple

from programs import Stuck, until

PROGRESS_SECONDS = 30
READY_SECONDS = 30
AIM_SECONDS = 5


class Step(NamedTuple):
    pause: float
    fault: str
    arguments: tuple = ()


def make_plan(seed, kills, small_disk):
    """So many SIGKILLs of the server under load, with other faults between them. The same seed gives the same plan."""
    rng = random.Random(f"{seed} {kills} {small_disk}")

    def link():
        return rng.choice((None, rng.randrange(100)))

    def seconds(least, most):
        return round(rng.uniform(least, most), 3)

    faults = {
        "cut": lambda: (link(),),
        "halve": lambda: (link(),),
        "swallow": lambda: (link(), seconds(0.1, 0.8)),
        "stall": lambda: (seconds(0.1, 4),),
        "slow": lambda: (seconds(0.5, 2), seconds(0.005, 0.06)),
        "repeat": lambda: (seconds(0.3, 2),),
        "freeze server": lambda: (seconds(0.2, 4),),
        "freeze client": lambda: (rng.randrange(100), seconds(0.2, 4)),
        # Past 8 seconds a guest has left the room.
        "kill client": lambda: (rng.randrange(100), seconds(8.5, 10) if rng.random() < 0.1 else seconds(0, 1.5)),
        "restart server": lambda: (seconds(0, 0.5),),
    }
    weights = {"kill client": 3, "swallow": 3, "repeat": 3, "cut": 2}
    names = list(faults)
    fills = max(2, kills // 6) if small_disk else 0
    sleeps = max(1, kills // 5)

    def is_turn(number, times):
        """So often in all, evenly spread."""
        return number * times // kills != (number + 1) * times // kills

    plan = []
    for number in range(kills):
        if is_turn(number, sleeps):
            # Long after, the room has forgotten them and the log has moved far on.
            sleep = (rng.randrange(100), seconds(0.2, 0.5), seconds(10, 14))
            plan.append(Step(seconds(0.3, 0.8), "sleep client", sleep))
        for _ in range(rng.randrange(1, 4)):
            name = rng.choices(names, [weights.get(name, 1) for name in names])[0]
            plan.append(Step(seconds(0.1, 0.8), name, faults[name]()))
        if is_turn(number, fills):
            plan.append(Step(seconds(0.1, 0.5), "fill disk", (rng.choice(("wait", "kill")), seconds(0.2, 2))))
        # Now and then once more while it starts.
        early = seconds(0, 0.15) if rng.random() < 0.2 else None
        # And a client with it, which then has much that was never acknowledged.
        client = rng.randrange(100) if rng.random() < 0.5 else None
        # At any time, or in the moment in which a message comes in or an acknowledgement goes out.
        moment = rng.choice((None, "request", "answer", "answer"))
        plan.append(Step(seconds(0.05, 1.5), "kill server", (moment, seconds(0, 0.8), early, client)))
    return plan


class Nemesis:
    """Owns the server's life while it runs. Faults of the line and of clients go on beside those of the server."""

    def __init__(self, server, clients, proxy, disk, say):
        self._server = server
        self._clients = clients
        self._proxy = proxy
        self._disk = disk
        self._say = say
        self._beside = {}
        self.counts = Counter()
        self.problems = []

    async def run(self, plan):
        await self._progress("the start")
        for number, step in enumerate(plan, 1):
            await asyncio.sleep(step.pause)
            self._say(f"{number}/{len(plan)} {step.fault} {step.arguments}")
            self.counts[step.fault] += 1
            await getattr(self, "_" + step.fault.replace(" ", "_"))(*step.arguments)
        await self.heal()

    async def heal(self):
        for task in list(self._beside.values()):
            await task
        self._beside.clear()

    def _go_on_beside(self, key, work):
        """One at a time for each key: a client that is down cannot be killed."""
        if key in self._beside and not self._beside[key].done():
            work.close()
            return
        self._beside[key] = asyncio.create_task(work)

    async def _progress(self, after):
        """Something new is confirmed to everyone who runs: the load is back."""
        before = {client: client.confirmations() for client in self._clients}

        async def all_go_on():
            down = {key for key, task in self._beside.items() if not task.done()}
            if "line" in down:
                return False
            return all(client.confirmations() > before[client] or client in down for client in self._clients)

        try:
            await until(f"messages are confirmed again after {after}", PROGRESS_SECONDS, all_go_on)
        except Stuck as stuck:
            self.problems.append(str(stuck))

    # The line.

    async def _cut(self, link):
        self._proxy.cut(link)

    async def _halve(self, link):
        self._proxy.halve(link)

    async def _swallow(self, link, seconds):
        self._go_on_beside("line", self._proxy.swallow(link, seconds))

    async def _stall(self, seconds):
        self._go_on_beside("line", self._proxy.stall(seconds))

    async def _repeat(self, seconds):
        self._go_on_beside("line", self._proxy.repeat(seconds))

    async def _slow(self, seconds, delay):
        self._go_on_beside("line", self._proxy.slow(seconds, delay))

    # The clients.

    async def _kill_client(self, which, seconds):
        client = self._clients[which % len(self._clients)]

        async def down_and_up():
            await client.kill()
            await asyncio.sleep(seconds)
            await client.start()

        self._go_on_beside(client, down_and_up())

    async def _freeze_client(self, which, seconds):
        client = self._clients[which % len(self._clients)]

        async def frozen():
            client.process.send_signal(signal.SIGSTOP)
            await asyncio.sleep(seconds)
            client.process.send_signal(signal.SIGCONT)

        self._go_on_beside(client, frozen())

    async def _sleep_client(self, which, swallowed, seconds):
        """The server hears their last words, they do not hear its answers, and wake up long after."""
        client = self._clients[which % len(self._clients)]

        async def asleep():
            cut = asyncio.create_task(self._proxy.swallow(None, swallowed))
            await asyncio.sleep(swallowed * 0.9)
            client.process.send_signal(signal.SIGSTOP)
            await cut
            await asyncio.sleep(seconds)
            client.process.send_signal(signal.SIGCONT)

        self._go_on_beside(client, asleep())

    # The server.

    async def _kill_server(self, moment, down, early, client):
        if moment:
            hit = asyncio.Event()
            process = self._server.process
            self._proxy.watch(moment, lambda: (process.send_signal(signal.SIGKILL), hit.set()))
            try:
                await asyncio.wait_for(hit.wait(), AIM_SECONDS)
                self.counts["of these in the moment of a message or an acknowledgement"] += 1
                await process.wait()
            except TimeoutError:
                self._proxy.watch(None, None)
        if self._server.runs or not moment:
            await self._server.end(signal.SIGKILL)
        if early is not None:
            self.counts["kill server while it starts"] += 1
            await self._server.launch()
            await asyncio.sleep(early)
            await self._server.end(signal.SIGKILL)
        await asyncio.sleep(down)
        if client is not None:
            self.counts["kill client while the server is down"] += 1
            await self._kill_client(client, down)
        await self._up_again("a SIGKILL")

    async def _restart_server(self, down):
        code = await self._server.end(signal.SIGTERM)
        if code != 0:
            self.problems.append(f"the server ended with {code} on SIGTERM")
        await asyncio.sleep(down)
        await self._up_again("a restart")

    async def _freeze_server(self, seconds):
        self._server.process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(seconds)
        self._server.process.send_signal(signal.SIGCONT)
        await self._progress("a stop")

    async def _up_again(self, after):
        if not await self._server.start():
            self.problems.append(f"the server did not start after {after}")
            raise Stuck(self.problems[-1])
        await self._progress(after)

    # The disk.

    async def _fill_disk(self, then, seconds):
        self._disk.fill()
        try:
            await until("/readyz says that the full disk is", READY_SECONDS, self._answers_503)
            self.counts["readyz said 503"] += 1
            await asyncio.sleep(seconds)
            if then == "kill":
                await self._server.end(signal.SIGKILL)
                # It may refuse to start, in words, and has to start when there is room again.
                if not await self._server.start():
                    self.counts["refused to start on a full disk"] += 1
        except Stuck as stuck:
            self.problems.append(str(stuck))
        self._disk.free()
        if not self._server.runs:
            await self._up_again("a start on a full disk")
        try:
            await until("/readyz says that all is well again", READY_SECONDS, self._answers_200)
        except Stuck as stuck:
            self.problems.append(str(stuck))
        await self._progress("a full disk")

    async def _answers_503(self):
        return await self._server.status("/readyz") == 503

    async def _answers_200(self):
        return await self._server.status("/readyz") == 200
