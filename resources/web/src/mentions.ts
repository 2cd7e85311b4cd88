// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from "./limits";

// The rules of shared/mentions.h; tests/data/mentions.json has the cases that both answer alike.

const inWord = /[\p{L}\p{N}\p{M}_]/u;
const space = /[\t-\r\u0085\p{Z}]/u;

/** A piece of a text, in UTF-16 code units. */
export interface TextSpan { readonly start: number; readonly length: number }

/** A name as mentions compare it: of the same key are names that differ in case alone. */
export function mentionKey(name: string): string {
    // The two small sigmas differ by their place in the word alone.
    return name.toLowerCase().replaceAll("ς", "σ");
}

/** Each end that a name after the sign may have: where a word ends. */
function* endsOf(text: string, sign: number): Generator<number> {
    let at = sign + 1;
    for (let characters = 1; at < text.length && characters <= limits.nameCharacters; ++characters) {
        const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
        if (character === "@" || character === "\n")
            return;
        at += character.length;
        const following = at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : "";
        // Inside a word no name ends; what ends with a space ended before it.
        if (inWord.test(following) && inWord.test(character))
            continue;
        if (!space.test(character))
            yield at;
    }
}

function characterBefore(text: string, at: number): string {
    return Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? "";
}

/** Where the text mentions the name, the sign included, in order. */
export function mentionsOf(text: string, name: string): TextSpan[] {
    const spans: TextSpan[] = [];
    const key = mentionKey(name);
    if (key === "")
        return spans;
    for (let sign = text.indexOf("@"); sign >= 0; sign = text.indexOf("@", sign + 1)) {
        if (inWord.test(characterBefore(text, sign)))
            continue;
        for (const end of endsOf(text, sign)) {
            if (mentionKey(text.slice(sign + 1, end)) === key) {
                spans.push({ start: sign, length: end - sign });
                break;
            }
        }
    }
    return spans;
}

export function mentions(text: string, name: string): boolean {
    return text.includes("@") && mentionsOf(text, name).length > 0;
}
