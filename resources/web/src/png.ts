// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/** How a PNG begins. */
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and checksum. */
const chunkFrame = 12;
/** What a picture is made of; the server takes no others. */
const wanted = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);

/** Without what browsers add of their own, such as colour spaces; null when it is no PNG. */
export function plainPng(bytes: Uint8Array): Uint8Array | null {
    if (!signature.every((byte, i) => bytes[i] === byte))
        return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const parts: Uint8Array[] = [bytes.subarray(0, signature.length)];
    for (let at = signature.length; at + chunkFrame <= bytes.length; ) {
        const end = at + chunkFrame + view.getUint32(at);
        if (end > bytes.length)
            return null;
        if (wanted.has(String.fromCharCode(...bytes.subarray(at + 4, at + 8))))
            parts.push(bytes.subarray(at, end));
        at = end;
    }
    const plain = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
        plain.set(part, at);
        at += part.length;
    }
    return plain;
}

/** How wide and high it says it is; null when it does not. Looks at its first chunk only, and draws nothing. */
export function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
    const head = signature.length + chunkFrame + 13;
    const type = String.fromCharCode(...bytes.subarray(signature.length + 4, signature.length + 8));
    if (bytes.length < head || type !== "IHDR" || !signature.every((byte, i) => bytes[i] === byte))
        return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return { width: view.getUint32(signature.length + 8), height: view.getUint32(signature.length + 12) };
}

/** Fewer shades of each colour, so that a picture packs smaller; the alpha channel stays. levels: 2 to 256. */
export function withFewerShades(pixels: Uint8ClampedArray, levels: number): void {
    const step = 255 / (levels - 1);
    for (let i = 0; i < pixels.length; ++i) {
        if (i % 4 !== 3)
            pixels[i] = Math.round(Math.round((pixels[i] ?? 0) / step) * step);
    }
}

export function toBase64(bytes: Uint8Array): string {
    let text = "";
    for (const byte of bytes)
        text += String.fromCharCode(byte);
    return btoa(text);
}

/** Null when it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
    try {
        return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    } catch {
        return null;
    }
}
