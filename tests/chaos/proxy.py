# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad line between clients and server: it cuts, stalls, swallows and delays."""
import asyncio
import socket
import struct


class Link:
    """One client's connection, and the one to the server that was made for it."""

    def __init__(self, proxy, down, up):
        self._proxy = proxy
        self._down = down
        self._up = up
        self.swallows = False
        self.halves = False

    async def pump(self, reader, writer, answers):
        try:
            while data := await reader.read(65536):
                self._proxy.notice(data, answers)
                await self._proxy.flowing.wait()
                if answers and self.swallows:
                    continue
                if self.halves and answers:
                    writer.write(data[: len(data) // 2])
                    await writer.drain()
                    self.cut()
                    return
                if self._proxy.delay:
                    await asyncio.sleep(self._proxy.delay)
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        # One end is gone. The other still gets what was under way: a server's last words count.
        self._proxy.links.pop(self, None)
        for end in (self._down, self._up):
            end.close()

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
        self.cuts = 0
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
        await asyncio.gather(link.pump(reader, up_writer, False), link.pump(up_reader, writer, True))

    def watch(self, moment, act):
        """Calls act once, at once, when the line carries that: "answer" is an acknowledgement, "request" a message."""
        self._watch = (moment, act)

    def notice(self, data, answers):
        """A client's frames are masked; those as long as this are hardly anything but messages."""
        if self._watch is None:
            return
        moment, act = self._watch
        if (moment == "answer" and answers and b'"type":"posted"' in data) or (moment == "request" and not answers and len(data) > 120):
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

    async def close(self):
        self._listener.close()
        for link in list(self.links):
            link.cut()
