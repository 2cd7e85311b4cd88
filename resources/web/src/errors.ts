// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/** Every way in which the server can refuse a request: the wire names of shared/errors.h. */
export const errorCodes = [
    "not-json",
    "not-object",
    "unknown-type",
    "missing-field",
    "wrong-kind",
    "out-of-range",
    "too-long",
    "too-many",
    "too-deep",
    "duplicate-key",
    "bad-text",
    "hello-expected",
    "version-unsupported",
    "not-logged-in",
    "already-logged-in",
    "name-empty",
    "name-too-long",
    "name-invalid",
    "name-taken",
    "token-unknown",
    "wrong-login",
    "code-needed",
    "code-wrong",
    "password-too-short",
    "password-too-long",
    "password-easy",
    "status-too-long",
    "link-unknown",
    "registration-closed",
    "guests-refused",
    "account-needed",
    "not-allowed",
    "room-name-empty",
    "room-name-too-long",
    "room-name-invalid",
    "room-exists",
    "room-unknown",
    "not-member",
    "too-many-rooms",
    "muted",
    "banned",
    "blocked",
    "room-archived",
    "slow-mode",
    "last-owner",
    "person-unknown",
    "too-many-people",
    "topic-too-long",
    "description-too-long",
    "reason-too-long",
    "announcement-too-long",
    "event-unknown",
    "report-unknown",
    "picture-invalid",
    "message-empty",
    "message-too-long",
    "message-invalid",
    "busy",
    "rate-limited",
    "storage-failed",
    "shutting-down",
    "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

const known: ReadonlySet<string> = new Set(errorCodes);

export function isErrorCode(name: string): name is ErrorCode {
    return known.has(name);
}

/** True for the codes that say that a frame was malformed. */
export function isFrameError(code: ErrorCode): boolean {
    return errorCodes.indexOf(code) <= errorCodes.indexOf("bad-text");
}
