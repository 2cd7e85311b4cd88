// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Self, SessionInfo } from "../../../resources/web/src/protocol/messages";
import type { Alteration } from "./altered";

export const linkCode = "abcdefghijklmnopqrstuvwxyz234567";
const day = 86_400_000;

export const administrator: Self = {
    kind: "account", role: "administrator", login: "ana", status: "Back on Monday", colour: 2, twoFactor: false,
};

function sessions(now: number): readonly Omit<SessionInfo, "key">[] {
    return [
        { client: "hobnob-page/0.1.0 (Firefox on Linux)", address: "192.0.2.7", created: now - 3 * day, used: now, current: true },
        { client: "hobnob-desktop/0.1.0", address: "192.0.2.7", created: now - 40 * day, used: now - 3_600_000, current: false },
        { client: "hobnob-page/0.1.0 (Safari on iOS)", address: "2001:db8:4f:21::", created: now - 90 * day, used: now - 2 * day, current: false },
    ];
}

/** What a server says to somebody who looks at all of their account; signing in asks for a code, and never takes it. */
export const accountAnswers: NonNullable<Alteration["answers"]> = {
    getSessions: () => ({ type: "sessions", sessions: sessions(Date.now()).map((session, i) => ({ key: `session${i}`, ...session })) }),
    startTwoFactor: () => ({
        type: "twoFactorOffered",
        secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        uri: "otpauth://totp/Hobnob:ana?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Hobnob",
    }),
    confirmTwoFactor: () => ({
        type: "twoFactorStarted",
        recoveryCodes: Array.from({ length: 10 }, (_, i) => `k${i}fr-9w${i}d-x3p${9 - i}`),
    }),
    makeInvite: () => ({ type: "inviteMade", link: linkCode, expires: Date.now() + 7 * day }),
    checkLink: ({ link }) => ({ type: "linkChecked", kind: link === linkCode ? "invite" : "reset", expires: Date.now() + day, name: "ana" }),
    logIn: ({ code }) =>
        code === undefined
            ? { type: "error", code: "code-needed", message: "Code." }
            : { type: "error", code: "code-wrong", message: "No." },
};
