// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ClientId } from "./protocol/messages";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** 80 random bits in lower-case base32. randomUUID() is missing on plain http; this is not. */
export function randomId(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => alphabet.charAt(byte & 31)).join("");
}

export function randomClientId(): ClientId {
    return randomId() as ClientId;
}
