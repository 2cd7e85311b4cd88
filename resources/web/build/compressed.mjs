// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Each file as it is and, where that is smaller, as gzip and Brotli make it; by suffix. */
export function compressed(path, content) {
    const all = new Map([["", content]]);
    const gzip = gzipSync(content, { level: 9 });
    const brotli = brotliCompressSync(content, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    });
    for (const [suffix, bytes] of [[".gz", gzip], [".br", brotli]]) {
        if (bytes.length < content.length)
            all.set(suffix, bytes);
    }
    return all;
}
