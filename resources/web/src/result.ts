// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ErrorCode } from "./errors";

/** Why something could not be done: a stable code for programs and a sentence for people. */
export interface Failure {
    /** "unreachable": the connection was lost before an answer came; nothing is known of the request. */
    readonly code: ErrorCode | "unreachable";
    readonly sentence: string;
    /** The field of the request that is at fault, by its wire name. */
    readonly field?: string | undefined;
    /** Milliseconds after which trying again makes sense. */
    readonly retryAfter?: number | undefined;
}

/** A value, or why there is none. */
export type Result<T> =
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: Failure };

export function success<T>(value: T): Result<T> {
    return { ok: true, value };
}

export function failure(code: Failure["code"], sentence: string, field?: string): Result<never> {
    return { ok: false, error: { code, sentence, field } };
}
