// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { deflateSync } from "node:zlib";

/** ISO 3309, as PNG has it. */
function checksum(bytes: Uint8Array): number {
    let rest = ~0;
    for (const byte of bytes) {
        rest ^= byte;
        for (let bit = 0; bit < 8; ++bit)
            rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
    }
    return ~rest >>> 0;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function chunk(type: string, content: Uint8Array = new Uint8Array()): Buffer {
    const bytes = Buffer.alloc(content.length + 12);
    bytes.writeUInt32BE(content.length, 0);
    bytes.write(type, 4, "latin1");
    bytes.set(content, 8);
    bytes.writeUInt32BE(checksum(bytes.subarray(4, 8 + content.length)), 8 + content.length);
    return bytes;
}

function head(width: number, height: number): Buffer {
    const content = Buffer.alloc(13);
    content.writeUInt32BE(width, 0);
    content.writeUInt32BE(height, 4);
    content.set([8, 6], 8);
    return chunk("IHDR", content);
}

/** A PNG, each pixel of which is made by that; between: chunks before the pixels. */
export function makePng(
    side: number,
    pixel: (x: number, y: number) => readonly [number, number, number, number] = () => [200, 30, 30, 255],
    between: readonly Buffer[] = [],
): Buffer {
    const rows = Buffer.alloc(side * (side * 4 + 1));
    for (let y = 0; y < side; ++y) {
        for (let x = 0; x < side; ++x)
            rows.set(pixel(x, y), y * (side * 4 + 1) + 1 + x * 4);
    }
    return Buffer.concat([signature, head(side, side), ...between, chunk("IDAT", deflateSync(rows)), chunk("IEND")]);
}

/** Small, and would take gigabytes to draw. */
export function bomb(side: number): Buffer {
    return Buffer.concat([signature, head(side, side), chunk("IDAT", deflateSync(Buffer.alloc(64))), chunk("IEND")]);
}
