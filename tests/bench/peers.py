# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other chat programs, which the same figures are taken of."""
import os
import shutil
import subprocess
from dataclasses import dataclass, field

from programs import BenchError

HERE = os.path.dirname(os.path.abspath(__file__))
NOBODY = 65534


@dataclass
class Peer:
    """A server: how to start it on a port, what answers when it listens, and what bench_fanout speaks with it."""

    name: str
    command: list
    path: object = None
    dialect: str = ""
    options: dict = field(default_factory=dict)


# With its limits against floods out of the way.
INSPIRCD_SETTINGS = """
<server name="bench.localhost" description="bench" network="Bench">
<admin name="bench" nick="bench" email="bench@localhost">
<bind address="127.0.0.1" port="{port}" type="clients">
<connect allow="*" timeout="600" pingfreq="600" hardsendq="104857600" softsendq="104857600" recvq="1048576" localmax="100000" globalmax="100000" limit="100000" maxchans="100" threshold="1000000" commandrate="1000000000" fakelag="no" resolvehostnames="no" useident="no">
<performance softlimit="100000" somaxconn="4096" netbuffersize="65534" quietbursts="yes">
"""


def inspircd(folder, port):
    """The IRC server in C++; None when it is not installed. It refuses to run as root."""
    program = shutil.which("inspircd", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if program is None:
        return None
    os.chmod(folder, 0o755)
    settings = os.path.join(folder, "inspircd.conf")
    with open(settings, "w", encoding="ascii") as file:
        file.write(INSPIRCD_SETTINGS.format(port=port))
    options = {"cwd": folder}
    if os.geteuid() == 0:
        options.update(user=NOBODY, group=NOBODY, extra_groups=[])
    return Peer("InspIRCd", [program, "--nofork", "--nolog", "--nopid", "--config", settings], None, "irc", options)


def flask(port):
    """The tutorial's stack; None when Debian's interpreter does not have it."""
    python = "/usr/bin/python3"
    if not os.path.isdir("/usr/lib/python3/dist-packages/flask_socketio"):
        return None
    return Peer("Flask-SocketIO (eventlet)", [python, "-B", os.path.join(HERE, "flaskchat.py"), str(port)], "/", "socketio")


def relays(build):
    """The folder with our relays and the packages they need, made once for each lock file."""
    source = os.path.join(HERE, "relays")
    folder = os.path.join(build, "bench-relays")
    stamp = os.path.join(folder, "installed")
    with open(os.path.join(source, "package-lock.json"), encoding="utf-8") as file:
        wanted = file.read()
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(source):
        shutil.copy(os.path.join(source, name), folder)
    if os.path.exists(stamp):
        with open(stamp, encoding="utf-8") as file:
            if file.read() == wanted:
                return folder
    try:
        subprocess.run(["npm", "ci"], cwd=folder, check=True, timeout=300, stdin=subprocess.DEVNULL, capture_output=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise BenchError(f"the packages of the relays could not be installed: {error}") from None
    with open(stamp, "w", encoding="utf-8") as file:
        file.write(wanted)
    return folder


def socket_io(build, port):
    """A room chat on Socket.IO and Node.js."""
    return Peer("Socket.IO", ["node", os.path.join(relays(build), "socketio.mjs"), str(port)], None, "socketio")


def ws(build, port):
    """A bare relay on ws and Node.js, without names, accounts or events."""
    return Peer("ws, a bare relay", ["node", os.path.join(relays(build), "ws.mjs"), str(port)], None, "relay")


def quassel():
    """The command of an IRC client in Qt Widgets; None when it is not installed."""
    program = shutil.which("quasselclient")
    return [program] if program else None
