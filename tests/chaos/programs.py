# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real server and the real clients as processes: started, killed, stopped, and never left behind."""
import asyncio
import ctypes
import os
import signal
import socket

START_SECONDS = 30
_libc = ctypes.CDLL(None)


class Stuck(Exception):
    """Something did not come about in its time."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _die_with_us():
    _libc.prctl(1, signal.SIGKILL)


def environment():
    # The server refuses HOBNOB_ settings that it does not know.
    return {name: value for name, value in os.environ.items() if not name.startswith("HOBNOB")}


async def spawn(command, log, **options):
    quiet = {**environment(), "QT_LOGGING_RULES": "*.debug=false"}
    return await asyncio.create_subprocess_exec(
        *command, env=quiet, stderr=log, preexec_fn=_die_with_us, **options)


async def until(what, seconds, check):
    """Asks again until check() gives something true, and gives that."""
    clock = asyncio.get_running_loop()
    end = clock.time() + seconds
    while not (answer := await check()):
        if clock.time() > end:
            raise Stuck(f"waited {seconds} s in vain until {what}")
        await asyncio.sleep(0.05)
    return answer


class Server:
    """hobnobd on a port and a data folder that stay the same over all its lives."""

    def __init__(self, program, data, log):
        self._program = program
        self.data = data
        self.database = os.path.join(data, "hobnob.sqlite")
        self.port = free_port()
        self._log = log
        self.process = None
        self.crashes = []

    @property
    def runs(self):
        return self.process is not None and self.process.returncode is None

    async def launch(self):
        """Does not wait until it is ready."""
        self.process = await spawn(
            [self._program, "--listen", f"127.0.0.1:{self.port}", "--data", self.data, "--rate-limits", "off"],
            self._log, stdin=asyncio.subprocess.DEVNULL, stdout=self._log)

    async def start(self):
        """Ready afterwards; False when it ended instead."""
        await self.launch()

        async def answered():
            return self.process.returncode is not None or await self.status("/healthz") == 200

        await until("the server answers", START_SECONDS, answered)
        return self.runs

    async def end(self, number):
        """By this signal; gives the exit code, and notes an end that was not asked for."""
        if not self.runs:
            self.crashes.append(f"the server ended by itself with {self.process.returncode}")
            return self.process.returncode
        self.process.send_signal(number)
        code = await asyncio.wait_for(self.process.wait(), START_SECONDS)
        if code not in (-number, 0):
            self.crashes.append(f"the server ended with {code} on {signal.Signals(number).name}")
        return code

    async def status(self, path):
        """The HTTP status, 0 when there is no answer."""
        try:
            async with asyncio.timeout(3):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n\r\n".encode())
                head = await reader.readline()
                writer.close()
                return int(head.split()[1]) if head.startswith(b"HTTP/1.1 ") else 0
        except (OSError, TimeoutError):
            return 0

    async def check(self):
        """What hobnobd check says: its exit code and its words."""
        process = await asyncio.create_subprocess_exec(
            self._program, "check", "--data", self.data,
            env=environment(), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT)
        words, _ = await process.communicate()
        return process.returncode, words.decode().strip()


class Client:
    """A chaosclient with a folder that stays the same over all its lives."""

    def __init__(self, program, name, folder, arguments, log):
        self._command = [program, "--name", name, "--folder", folder, *arguments]
        self.name = name
        self.journal = os.path.join(folder, "journal")
        self._log = log
        self._counted = 0
        self._confirmations = 0
        self.process = None
        os.makedirs(folder)

    async def start(self):
        self.process = await spawn(self._command, self._log, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)

    async def kill(self):
        if self.process.returncode is not None:
            raise Stuck(f"{self.name} ended by itself with {self.process.returncode}; see clients.log")
        self.process.kill()
        await self.process.wait()

    def confirmations(self):
        """How often the journal says so until now. Reads only what is new."""
        try:
            with open(self.journal, "rb") as file:
                file.seek(self._counted)
                news = file.read()
        except FileNotFoundError:
            return 0
        whole = news[: news.rfind(b"\n") + 1]
        self._counted += len(whole)
        self._confirmations += whole.count(b'"what":"acked"}')
        return self._confirmations

    def tell(self, command):
        self.process.stdin.write(command.encode() + b"\n")

    async def hear(self, word, seconds):
        """False when it does not say so in this time."""
        try:
            line = await asyncio.wait_for(self.process.stdout.readline(), seconds)
        except TimeoutError:
            return False
        return line.decode().strip() == word

    async def quit(self):
        self.tell("quit")
        try:
            await asyncio.wait_for(self.process.wait(), 10)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()
