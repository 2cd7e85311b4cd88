# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One direction of a WebSocket connection, cut into the head of the handshake and whole frames (RFC 6455, section 5.2)."""
import json
from typing import NamedTuple

TEXT = 1


class Frame(NamedTuple):
    raw: bytes
    opcode: int
    payload: bytes

    def message(self):
        """The message in it; an empty one when it is something else."""
        if self.opcode != TEXT:
            return {}
        try:
            message = json.loads(self.payload)
        except ValueError:
            return {}
        return message if isinstance(message, dict) else {}


class FrameReader:
    def __init__(self):
        self._rest = b""
        self._in_head = True

    def feed(self, data):
        """What is whole now; the rest waits for more. The head comes as a frame that holds nothing."""
        self._rest += data
        while True:
            frame = self._head() if self._in_head else self._frame()
            if frame is None:
                return
            self._rest = self._rest[len(frame.raw):]
            yield frame

    def _head(self):
        end = self._rest.find(b"\r\n\r\n")
        if end < 0:
            return None
        self._in_head = False
        return Frame(self._rest[: end + 4], -1, b"")

    def _frame(self):
        data = self._rest
        if len(data) < 2:
            return None
        length, at = data[1] & 0x7F, 2
        if length >= 126:
            at = 4 if length == 126 else 10
            if len(data) < at:
                return None
            length = int.from_bytes(data[2:at], "big")
        masked = data[1] & 0x80
        start = at + (4 if masked else 0)
        if len(data) < start + length:
            return None
        payload = data[start: start + length]
        if masked and length:
            mask = (data[at:start] * (length // 4 + 1))[:length]
            payload = (int.from_bytes(payload, "big") ^ int.from_bytes(mask, "big")).to_bytes(length, "big")
        return Frame(data[: start + length], data[0] & 0x0F, payload)
