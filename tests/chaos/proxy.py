# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad line between clients and server: it cuts, stalls, swallows, repeats and delays."""
import asyncio
import socket
import struct

from frames import FrameReader


class Link:
    """One client's connection, and the one to the server that was made for it."""

    def __init__(self, proxy, down, up):
        self._proxy = proxy
        self._down = down
        self._up = up
        self._repeated = set()
        self.swallows = False
        self.halves = False

    async def pump(self, reader, writer, passes):
        frames = FrameReader()
        try:
            while data := await reader.read(65536):
                for frame in frames.feed(data):
                    await self._proxy.flowing.wait()
                    await passes(frame, writer)
                if self._proxy.delay:
                    await asyncio.sleep(self._proxy.delay)
                await writer.drain()
        except OSError:
            pass
        # One end is gone. The other still gets what was under way: a server's last words count.
        self._proxy.links.pop(self, None)
        for end in (self._down, self._up):
            end.close()

    async def request(self, frame, writer):
        message = frame.message()
        is_post = message.get("type") == "postMessage"
        if is_post:
            self._proxy.notice("request")
        writer.write(frame.raw)
        if is_post and self._proxy.repeats:
            self._repeated.add(message["id"])
            self._proxy.repeated += 1
            writer.write(frame.raw)

    async def answer(self, frame, writer):
        message = frame.message()
        if message.get("type") == "posted":
            self._proxy.notice("answer")
        if self.swallows:
            return
        if message.get("type") in ("posted", "error") and message.get("id") in self._repeated:
            # The answer to the first try is lost; that to the second counts.
            self._repeated.discard(message["id"])
            return
        if self.halves:
            writer.write(frame.raw[: len(frame.raw) // 2])
            await writer.drain()
            self.cut()
            return
        writer.write(frame.raw)

    def cut(self):
        """Both ends get a reset, as when a router loses its memory."""
        for writer in (self._down, self._up):
            if not writer.transport.is_closing():
                connection = writer.get_extra_info("socket")
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
        self._proxy.links.pop(self, None)


class Proxy:
    """Listens on a port of its own and passes everything on to the server's."""

    def __init__(self, server_port):
        self._server_port = server_port
        self._listener = None
        # In the order of their coming, so that a plan's choice means the same in every run.
        self.links = {}
        self.flowing = asyncio.Event()
        self.flowing.set()
        self.delay = 0
        self.repeats = False
        self.cuts = 0
        self.repeated = 0
        self._watch = None
        self.port = 0

    async def open(self):
        self._listener = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._listener.sockets[0].getsockname()[1]

    async def _accept(self, reader, writer):
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._server_port)
        except OSError:
            writer.transport.abort()
            return
        link = Link(self, writer, up_writer)
        self.links[link] = None
        await asyncio.gather(link.pump(reader, up_writer, link.request), link.pump(up_reader, writer, link.answer))

    def watch(self, moment, act):
        """Calls act once, in the moment in which the line carries a message ("request") or its acknowledgement ("answer")."""
        self._watch = (moment, act)

    def notice(self, moment):
        if self._watch and self._watch[0] == moment:
            _, act = self._watch
            self._watch = None
            act()

    def chosen(self, choice):
        """The link of this number, counted round; all of them when it is None."""
        links = list(self.links)
        return links if choice is None or not links else [links[choice % len(links)]]

    def cut(self, choice):
        for link in self.chosen(choice):
            link.cut()
            self.cuts += 1

    def halve(self, choice):
        """The next thing that the server says arrives by half, and then the line breaks."""
        for link in self.chosen(choice):
            link.halves = True
            self.cuts += 1

    async def swallow(self, choice, seconds):
        """The server hears and its answers are lost, until the line breaks."""
        links = self.chosen(choice)
        for link in links:
            link.swallows = True
        await asyncio.sleep(seconds)
        for link in links:
            link.cut()
            self.cuts += 1

    async def stall(self, seconds):
        self.flowing.clear()
        await asyncio.sleep(seconds)
        self.flowing.set()

    async def slow(self, seconds, delay):
        self.delay = delay
        await asyncio.sleep(seconds)
        self.delay = 0

    async def repeat(self, seconds):
        """Every message is sent twice, and only the second answer arrives."""
        self.repeats = True
        await asyncio.sleep(seconds)
        self.repeats = False

    async def close(self):
        self._listener.close()
        for link in list(self.links):
            link.cut()
