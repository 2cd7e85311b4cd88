# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small file system of one's own, to be filled. Seen only by this process and what it starts."""
import ctypes
import errno
import os

MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 2, 4, 16384, 1 << 18
CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000

_libc = ctypes.CDLL(None, use_errno=True)


class NoSmallDisk(Exception):
    """Why there can be none, in one sentence."""


def _call(name, *arguments):
    encoded = [ctypes.c_char_p(a.encode()) if isinstance(a, str) else a for a in arguments]
    if getattr(_libc, name)(*encoded) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), name)


def _write(path, text):
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def prepare():
    """A mount namespace for this process: as root, or in a user namespace of one's own. Before any thread starts."""
    user, group = os.getuid(), os.getgid()
    try:
        if user == 0:
            _call("unshare", CLONE_NEWNS)
        else:
            _call("unshare", CLONE_NEWNS | CLONE_NEWUSER)
            _write("/proc/self/setgroups", "deny")
            _write("/proc/self/uid_map", f"0 {user} 1")
            _write("/proc/self/gid_map", f"0 {group} 1")
        _call("mount", None, "/", None, MS_REC | MS_PRIVATE, None)
    except OSError as error:
        raise NoSmallDisk(
            "The full disk needs a small file system of its own: run this as root with CAP_SYS_ADMIN, or where user "
            f"namespaces are allowed (kernel.unprivileged_userns_clone, user.max_user_namespaces): {error}."
        ) from None


class SmallDisk:
    """A tmpfs of so many bytes at an existing empty folder. prepare() came before."""

    def __init__(self, folder, size):
        self.folder = folder
        self._ballast = os.path.join(folder, "ballast")
        try:
            _call("mount", "tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, f"size={size},mode=0700")
        except OSError as error:
            raise NoSmallDisk(f"A small file system cannot be mounted on {folder}: {error}.") from None

    def fill(self):
        """Not a byte is left."""
        with open(self._ballast, "ab", buffering=0) as file:
            for size in (1 << 20, 4096):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise

    def free(self):
        if os.path.exists(self._ballast):
            os.unlink(self._ballast)

    def close(self):
        self.free()
        _call("umount2", self.folder, 2)
