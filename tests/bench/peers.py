# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other chat programs of the distribution, which the same figures are taken of."""
import os
import shutil
from dataclasses import dataclass, field

HERE = os.path.dirname(os.path.abspath(__file__))
NOBODY = 65534


@dataclass
class Peer:
    """A server: how to start it on a port, and what answers when it listens."""

    name: str
    command: list
    path: object = None
    options: dict = field(default_factory=dict)


INSPIRCD_SETTINGS = """
<server name="bench.localhost" description="bench" network="Bench">
<admin name="bench" nick="bench" email="bench@localhost">
<bind address="127.0.0.1" port="{port}" type="clients">
<connect allow="*" timeout="60" pingfreq="120" hardsendq="1048576" softsendq="8192" recvq="8192" localmax="1000" globalmax="1000">
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
    return Peer("InspIRCd", [program, "--nofork", "--nolog", "--nopid", "--config", settings], None, options)


def flask(port):
    """The tutorial's stack; None when Debian's interpreter does not have it."""
    python = "/usr/bin/python3"
    if not os.path.isdir("/usr/lib/python3/dist-packages/flask_socketio"):
        return None
    return Peer("Flask-SocketIO (eventlet)", [python, "-B", os.path.join(HERE, "flaskchat.py"), str(port)], "/")


def quassel():
    """The command of an IRC client in Qt Widgets; None when it is not installed."""
    program = shutil.which("quasselclient")
    return [program] if program else None
