# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from frames import FrameReader  # noqa: E402

HEAD = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"


def plain(payload, opcode=1):
    length = len(payload)
    if length < 126:
        return bytes([0x80 | opcode, length]) + payload
    if length < 1 << 16:
        return bytes([0x80 | opcode, 126]) + length.to_bytes(2, "big") + payload
    return bytes([0x80 | opcode, 127]) + length.to_bytes(8, "big") + payload


def masked(payload, mask=b"\x01\x02\x03\x04"):
    whole = bytearray(plain(payload))
    whole[1] |= 0x80
    at = len(whole) - len(payload)
    return bytes(whole[:at]) + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


class FramesTest(unittest.TestCase):
    def test_frames_of_every_length_are_found_however_they_are_cut_up(self):
        payloads = [b"", b"{}", b"x" * 125, b"y" * 126, b"z" * 70000]
        for make in (plain, masked):
            stream = HEAD + b"".join(make(payload) for payload in payloads)
            for step in (1, 7, 4096, len(stream)):
                with self.subTest(make=make.__name__, step=step):
                    reader = FrameReader()
                    found = [f for at in range(0, len(stream), step) for f in reader.feed(stream[at: at + step])]
                    self.assertEqual([frame.payload for frame in found[1:]], payloads)
                    self.assertEqual(b"".join(frame.raw for frame in found), stream)

    def test_only_text_frames_hold_messages(self):
        reader = FrameReader()
        found = list(reader.feed(HEAD + plain(b'{"type":"posted"}') + plain(b'{"type":"posted"}', 9) + plain(b"[1]") + plain(b"{")))
        self.assertEqual([frame.message() for frame in found], [{}, {"type": "posted"}, {}, {}, {}])


if __name__ == "__main__":
    unittest.main()
