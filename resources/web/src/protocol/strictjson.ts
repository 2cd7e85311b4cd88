// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from "../limits";
import { failure, success, type Failure, type Result } from "../result";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject { readonly [key: string]: Json }

interface Level {
    /** The keys so far; null in a list. */
    readonly keys: Set<string> | null;
    expectsKey: boolean;
}

const token = /"(?:[^"\\]|\\[^])*"|[{}[\],]|-?\d[\d.eE+-]*/g;
const loneSurrogate = /\p{Surrogate}/u;

function unescaped(literal: string): string | null {
    try {
        const text: unknown = JSON.parse(literal);
        return typeof text === "string" ? text : null;
    } catch {
        return null;
    }
}

/** Looks for what JSON.parse lets pass; what is not JSON at all is left for JSON.parse to find. */
class Scan {
    private readonly levels: Level[] = [];

    run(frame: string): Result<null> {
        for (const [piece] of frame.matchAll(token)) {
            const refused = this.take(piece);
            if (refused)
                return { ok: false, error: refused };
        }
        return success(null);
    }

    private take(piece: string): Failure | null {
        const level = this.levels[this.levels.length - 1];
        switch (piece[0]) {
            case "{":
                return this.open({ keys: new Set(), expectsKey: true });
            case "[":
                return this.open({ keys: null, expectsKey: false });
            case "}":
            case "]":
                this.levels.pop();
                return null;
            case ",":
                if (level)
                    level.expectsKey = level.keys !== null;
                return null;
            case '"':
                return this.text(piece, level);
            default:
                return Number.isFinite(Number(piece)) || Number.isNaN(Number(piece))
                    ? null
                    : { code: "out-of-range", sentence: "A number is too large." };
        }
    }

    private open(level: Level): Failure | null {
        if (this.levels.length >= limits.jsonDepth)
            return { code: "too-deep", sentence: "The frame is nested too deep." };
        this.levels.push(level);
        return null;
    }

    private text(literal: string, level: Level | undefined): Failure | null {
        const isKey = level?.expectsKey === true;
        const isEscaped = literal.includes("\\");
        if (!isKey && !isEscaped)
            return null;
        const value = isEscaped ? unescaped(literal) : literal.slice(1, -1);
        if (value === null || loneSurrogate.test(value))
            return { code: "not-json", sentence: "The frame is not JSON." };
        if (value.includes("\0"))
            return { code: "bad-text", sentence: "Text cannot contain U+0000." };
        if (isKey) {
            if (level.keys?.has(value))
                return { code: "duplicate-key", sentence: "A key stands twice in one object." };
            level.keys?.add(value);
            level.expectsKey = false;
        }
        return null;
    }
}

/**
 * Reads one JSON object (RFC 8259) and refuses what JSON.parse lets pass: duplicate keys, lone
 * surrogates, U+0000, nesting past limits.jsonDepth and numbers that overflow.
 */
export function parseStrictJson(frame: string): Result<JsonObject> {
    const scan = new Scan().run(frame);
    if (!scan.ok)
        return scan;
    let value: Json;
    try {
        value = JSON.parse(frame) as Json;
    } catch {
        return failure("not-json", "The frame is not JSON.");
    }
    if (!isObject(value))
        return failure("not-object", "The frame is not a JSON object.");
    return success(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
