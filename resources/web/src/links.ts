// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

export interface TextPart {
    readonly text: string;
    /** Set where the text is a web address. */
    readonly href?: string;
}

const candidate = /\bhttps?:\/\/[^\s<>"“”«»\u2066-\u2069\u202a-\u202e]+/giu;
const trailing = /[.,:;!?'’*_~\]}…]/u;

/** Without the punctuation that belongs to the sentence, and not to the address. */
function trimmed(address: string): string {
    let surplus = address.split(")").length - address.split("(").length;
    let end = address.length;
    for (; end > 0; --end) {
        const last = address.charAt(end - 1);
        if (last === ")" && surplus > 0)
            --surplus;
        else if (!trailing.test(last))
            break;
    }
    return address.slice(0, end);
}

function hrefOf(address: string): string | null {
    try {
        const url = new URL(address);
        return (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "" ? url.href : null;
    } catch {
        return null;
    }
}

/** Cuts a message into plain text and web addresses. Only http and https ever become links. */
export function withLinks(text: string): readonly TextPart[] {
    const parts: TextPart[] = [];
    let end = 0;
    for (const match of text.matchAll(candidate)) {
        const address = trimmed(match[0]);
        const href = hrefOf(address);
        if (href === null)
            continue;
        if (match.index > end)
            parts.push({ text: text.slice(end, match.index) });
        parts.push({ text: address, href });
        end = match.index + address.length;
    }
    if (end < text.length)
        parts.push({ text: text.slice(end) });
    return parts;
}

const emojiOnly = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\ufe0f\u20e3\s]){1,24}$/u;

/** A few emoji and nothing else, which are shown larger. */
export function isEmojiOnly(text: string): boolean {
    return text.length <= 24 && emojiOnly.test(text) && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text);
}
