# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting programs, waiting for them, looking at their memory, and ending them by their id."""
import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import time

START_SECONDS = 20
PROGRAM_SECONDS = 120


class BenchError(Exception):
    """A figure cannot be measured; the sentence goes into the report."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def end(process):
    """SIGTERM, then SIGKILL; only for processes of ours."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


@contextlib.contextmanager
def running(command, **options):
    """The process, ended on the way out."""
    options.setdefault("stdout", subprocess.DEVNULL)
    options.setdefault("stderr", subprocess.DEVNULL)
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        end(process)


def figures(command, env=None, seconds=PROGRAM_SECONDS):
    """What one of our bench programs prints: a line of JSON."""
    try:
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise BenchError(f"{os.path.basename(command[0])} did not end within {seconds} s") from None
    if done.returncode != 0:
        raise BenchError(f"{os.path.basename(command[0])} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return json.loads(done.stdout.splitlines()[-1])


def answers(port, path):
    """Whether a connection is taken now and, with a path, the page there is 200."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            if path is None:
                return True
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
            return b" 200 " in connection.recv(64)
    except OSError:
        return False


def wait_until_listening(process, port, path):
    """Asks about every third of a millisecond, so that the asking leaves the core to the program."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(port, path):
        if process.poll() is not None:
            raise BenchError(f"{os.path.basename(process.args[0])} ended with {process.returncode} at its start")
        if time.monotonic() > deadline:
            raise BenchError(f"{os.path.basename(process.args[0])} did not listen within {START_SECONDS} s")
        time.sleep(0.0003)


def time_to_listening(command, port, path, **options):
    """Seconds from starting the program to its first answer."""
    begin = time.monotonic()
    with running(command, **options) as process:
        wait_until_listening(process, port, path)
        return time.monotonic() - begin


def memory(process):
    """{"pss": MiB, "rss": MiB} of one process."""
    found = {}
    with open(f"/proc/{process.pid}/smaps_rollup", encoding="ascii") as rollup:
        for line in rollup:
            name, _, rest = line.partition(":")
            if name in ("Pss", "Rss"):
                found[name.lower()] = int(rest.split()[0]) / 1024
    return found


def cpu_seconds(process):
    """Of the processor, that one process took since it began."""
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def get(port, path, encoding):
    """(status, headers, body as it was sent) of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": encoding})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def forget_cached(folder):
    """Asks the kernel to drop the folder's files from its cache, as after a boot."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fdatasync(handle)
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(handle)
