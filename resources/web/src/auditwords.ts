// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { AuditRecord } from "./protocol/messages";

/** What each act did, with whom it was done to in place of the *. */
const acts: Readonly<Record<string, string>> = {
    "room-created": "made the room",
    "room-renamed": "renamed the room",
    "room-changed": "changed the room",
    "room-archived": "archived the room",
    "room-unarchived": "brought the room back",
    "room-deleted": "deleted the room",
    "member-added": "added *",
    "member-role": "changed the role of *",
    "member-muted": "muted *",
    "member-unmuted": "let * write again",
    "member-kicked": "removed *",
    "member-banned": "banned *",
    "member-unbanned": "let * come back",
    "report-resolved": "looked at a report",
    "announced": "announced something",
    "picture-removed": "took away the picture of *",
    "account-added": "made the account *",
    "account-role": "changed the role of * on this server",
    "account-deactivated": "deactivated the account *",
    "account-activated": "activated the account *",
    "account-deleted": "deleted the account *",
    "invite-made": "made an invite link",
    "invite-removed": "took an invite link back",
};

/** "Ana banned Ben", "The operator did room-sold": in a sentence without its full stop. */
export function auditSentence({ actor, action, subject }: AuditRecord): string {
    const act = acts[action] ?? (subject ? `did ${action} to *` : `did ${action}`);
    // Of several at once the details have the names.
    const whom = subject?.name ?? (action === "member-added" ? "people" : "somebody");
    return `${actor?.name ?? "The operator"} ${act.replace("*", () => whom)}`;
}
