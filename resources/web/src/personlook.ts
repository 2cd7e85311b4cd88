// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { UserId } from "./protocol/messages";

/** Which of the twelve hues of the design tokens a person has; the same in both clients. */
export function personHue(id: UserId): number {
    let hash = 2166136261;
    for (const byte of new TextEncoder().encode(id))
        hash = Math.imul(hash ^ byte, 16777619);
    return (hash >>> 0) % 12;
}

// Browsers without a segmenter still keep accents and joined emoji together.
const cluster = /^\P{M}\p{M}*(?:\u200d\P{M}\p{M}*)*/u;
const segmenter =
    typeof Intl.Segmenter === "function" ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

/** The first character as people count them: with its accents, or a whole emoji. */
function firstCharacter(word: string): string {
    const first = segmenter
        ? segmenter.segment(word)[Symbol.iterator]().next().value?.segment
        : cluster.exec(word)?.[0];
    return (first ?? word).toUpperCase();
}

/** One or two letters for the avatar: of the first and the last word. */
export function personInitials(name: string): string {
    const words = name.split(" ").filter((word) => word !== "");
    const [first] = words;
    if (first === undefined)
        return "";
    const last = words[words.length - 1];
    return words.length > 1 && last !== undefined ? firstCharacter(first) + firstCharacter(last) : firstCharacter(first);
}
