// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from "./limits";
import { failure, success, type Result } from "./result";
import { characterCount } from "./text";

/** The server's rule, as far as it can be known here: it knows the most common passwords besides. */
export function checkPassword(password: string, name: string): Result<string> {
    const count = characterCount(password);
    if (count < limits.passwordCharactersLeast)
        return failure("password-too-short", `A password has at least ${limits.passwordCharactersLeast} characters.`, "password");
    if (count > limits.passwordCharacters)
        return failure("password-too-long", `A password has at most ${limits.passwordCharacters} characters.`, "password");
    if (name !== "" && password.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase())
        return failure("password-easy", "Your name is easy to guess. Take something else.", "password");
    return success(password);
}

export type Strength = "short" | "weak" | "fair" | "strong";

const rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop"];
const favourites = /pass(wor[dt])?|hello|welcome|admin|login|letmein|iloveyou|dragon|monkey|football|master|hobnob/g;

/** One step on the keyboard or in the alphabet, either way, or the same key again. */
function isRun(a: string, b: string): boolean {
    return a === b || rows.some((row) => row.includes(a + b) || row.includes(b + a));
}

/** How many characters of it somebody who guesses has to find out: runs, repetitions and favourite words count for one. */
function guessedCharacters(password: string, name: string): number {
    let text = password.toLocaleLowerCase().replace(favourites, "p");
    const own = name.trim().toLocaleLowerCase();
    if (own.length > 2)
        text = text.replaceAll(own, "n");
    const letters = Array.from(text);
    return letters.filter((letter, i) => i === 0 || !isRun(letters[i - 1] ?? "", letter)).length;
}

/** A hint while one types, no proof: length is what counts, and a mixture counts a little. */
export function passwordStrength(password: string, name: string): Strength {
    if (!checkPassword(password, name).ok)
        return characterCount(password) < limits.passwordCharactersLeast ? "short" : "weak";
    const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
    const worth = guessedCharacters(password, name) + (kinds - 1) * 1.5;
    return worth < 9 ? "weak" : worth < 15 ? "fair" : "strong";
}
