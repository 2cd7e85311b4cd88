// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ErrorCode } from "./errors";
import { limits } from "./limits";
import { failure, success, type Result } from "./result";

// The rules of shared/text.h; tests/data/text.json has the cases that both must answer alike.

// What QChar::isSpace counts as space; \s differs from it in U+0085 and U+FEFF.
const space = "[\\t-\\r\\u0085\\p{Z}]";
const spaces = new RegExp(`${space}+`, "gu");
const oneSpace = new RegExp(space, "u");
const outerSpaces = new RegExp(`^${space}+|${space}+$`, "gu");
const leadingBlankLines = new RegExp(`^${space}*\\n`, "u");
// Invisible characters that are needed beside visible ones: joiners, variation selectors, and the tags that spell flags.
const needed = "[\\u200c\\u200d\\ufe00-\\ufe0f\\u{e0020}-\\u{e007f}\\u{e0100}-\\u{e01ef}]";
const mongolianSelector = "[\\u180b-\\u180d\\u180f]";
const badInName = new RegExp(
    "[\\p{Cc}\\p{Surrogate}\\p{Co}\\p{Zl}\\p{Zp}\\p{Noncharacter_Code_Point}\\u2800]" +
        `|(?!${needed}|${mongolianSelector})[\\p{Cf}\\p{Default_Ignorable_Code_Point}]` +
        // Not looked for backwards: older Safari does not read such a pattern.
        `|(?:^|[^\\u1820-\\u1878\\u1880-\\u18aa])${mongolianSelector}`,
    "u",
);
const visible = /[^\p{Cf}\p{Mn}\p{Me}\t-\r\u0085\p{Z}]/u;
// Putting marks in order takes quadratic time, so a long run is refused before normalizing; and after it, because some
// marks become two.
const longRunOfMarks = new RegExp(`\\p{M}{${limits.marksInARow + 1}}`, "u");
const badInMessage = /(?![\n\t])[\p{Cc}\p{Surrogate}]/u;

/** Unicode code points; a surrogate pair counts as one. */
export function characterCount(text: string): number {
    let count = text.length;
    for (let i = 1; i < text.length; ++i) {
        if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800)
            --count;
    }
    return count;
}

function simplified(text: string): string {
    return text.replace(spaces, " ").replace(/^ | $/g, "");
}

/** Leaves alone what is refused for its marks anyway. */
function composed(text: string): string {
    return longRunOfMarks.test(text) ? text : text.normalize("NFC");
}

/** How long a name is for the server, which composes and trims it first. */
export function nameLength(typed: string): number {
    return characterCount(simplified(composed(typed)));
}

/** The first characters on one line, with an ellipsis where something was cut. */
export function excerpt(text: string, characters: number): string {
    // Not all of a long text, and no half of a character.
    const looked = text.slice(0, characters * 4).replace(/[\ud800-\udbff]$/, "");
    const line = Array.from(simplified(looked));
    const isWhole = looked.length === text.length && line.length <= characters;
    return isWhole ? line.join("") : `${line.slice(0, characters).join("").trim()}…`;
}

interface NameRule {
    readonly most: number;
    readonly what: string;
    readonly empty: ErrorCode;
    readonly tooLong: ErrorCode;
    readonly invalid: ErrorCode;
}

function cleanLine(typed: string, rule: NameRule): Result<string> {
    const tooLong = failure(rule.tooLong, `${rule.what} can have at most ${rule.most} characters.`, "name");
    // Normalizing first would cost time on text that is refused for its length anyway.
    if (typed.length > rule.most * 16)
        return tooLong;
    if (badInName.test(typed.replace(outerSpaces, "")))
        return failure(rule.invalid, `${rule.what} cannot contain invisible or control characters.`, "name");
    const line = simplified(composed(typed));
    if (longRunOfMarks.test(typed) || longRunOfMarks.test(line)) {
        const sentence = `${rule.what} cannot have more than ${limits.marksInARow} combining marks in a row.`;
        return failure(rule.invalid, sentence, "name");
    }
    if (!visible.test(line))
        return failure(rule.empty, `${rule.what} cannot be empty.`, "name");
    return characterCount(line) > rule.most ? tooLong : success(line);
}

/** A person's name: trimmed, white space folded, 1 to limits.nameCharacters, nothing invisible. */
export function cleanName(typed: string): Result<string> {
    return cleanLine(typed, {
        most: limits.nameCharacters,
        what: "A name",
        empty: "name-empty",
        tooLong: "name-too-long",
        invalid: "name-invalid",
    });
}

/** A room's name: as a person's, 1 to limits.roomNameCharacters. */
export function cleanRoomName(typed: string): Result<string> {
    return cleanLine(typed, {
        most: limits.roomNameCharacters,
        what: "A room's name",
        empty: "room-name-empty",
        tooLong: "room-name-too-long",
        invalid: "room-name-invalid",
    });
}

/** A loop, because a pattern takes quadratic time on a long run of spaces inside. */
function withoutTrailingSpaces(text: string): string {
    let end = text.length;
    while (end > 0 && oneSpace.test(text.charAt(end - 1)))
        --end;
    return text.slice(0, end);
}

function composedMessage(typed: string): string {
    const text = withoutTrailingSpaces(typed.replace(/\r\n/g, "\n")).replace(leadingBlankLines, "");
    return composed(text);
}

/** How long a message is for the server, which composes and trims it first. */
export function messageLength(typed: string): number {
    return characterCount(composedMessage(typed));
}

/** A message: blank lines before and white space after dropped, no control characters. */
export function cleanMessage(typed: string): Result<string> {
    const text = composedMessage(typed);
    if (longRunOfMarks.test(typed) || longRunOfMarks.test(text)) {
        const sentence = `A message cannot have more than ${limits.marksInARow} combining marks in a row.`;
        return failure("message-invalid", sentence, "text");
    }
    if (text === "")
        return failure("message-empty", "A message cannot be empty.", "text");
    if (characterCount(text) > limits.messageCharacters)
        return failure("message-too-long", `A message can have at most ${limits.messageCharacters} characters.`, "text");
    if (badInMessage.test(text))
        return failure("message-invalid", "A message cannot contain control characters.", "text");
    return success(text);
}
