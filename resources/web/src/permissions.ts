// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Member, Role, RoomRules, RoomSummary } from "./protocol/messages";

/** What somebody may want to do in a room, as far as roles decide it. */
export type Action =
    | "post" | "invite" | "setTopic" | "moderate" | "seeSanctions" | "changeRoom" | "setRole" | "deleteRoom" | "seeActivity";

/** Each may do more than the one before. */
export const roles: readonly Role[] = ["reader", "member", "moderator", "owner"];

/** The least role for it; where the room's own rules say so, which. The server decides; this is what is offered. */
const least: Readonly<Record<Action, Role | { readonly rule: "post" | "invite" }>> = {
    post: { rule: "post" },
    invite: { rule: "invite" },
    setTopic: "moderator",
    moderate: "moderator",
    seeSanctions: "moderator",
    changeRoom: "owner",
    setRole: "owner",
    deleteRoom: "owner",
    seeActivity: "owner",
};

export function isAtLeast(role: Role, wanted: Role): boolean {
    return roles.indexOf(role) >= roles.indexOf(wanted);
}

/** A direct room has no roles: who is in it may post, and nothing else can be done. */
export function may(role: Role, action: Action, room: Pick<RoomSummary, "kind" | "archived" | "rules">): boolean {
    if (room.kind === "direct")
        return action === "post";
    // Of an archived room the settings stay as they are, but that it can be taken out again, or deleted.
    if (room.archived && (action === "post" || action === "invite" || action === "setTopic"))
        return false;
    const wanted = least[action];
    if (typeof wanted === "string")
        return isAtLeast(role, wanted);
    // A reader may neither post nor invite, whatever a rule says.
    return isAtLeast(role, "member") && isAtLeast(role, room.rules[wanted.rule]);
}

/** Nobody acts upon somebody whose role is not below theirs, but owners on all. */
export function mayActOn(role: Role, other: Role): boolean {
    return role === "owner" || (isAtLeast(role, "moderator") && !isAtLeast(other, role));
}

/** The roles that a person can be given; guests are members or readers. */
export function rolesFor(person: Pick<Member, "kind">): readonly Role[] {
    return person.kind !== "account" ? ["member", "reader"] : ["owner", "moderator", "member", "reader"];
}

/** What a room has that nobody changed; also for what earlier versions kept of one. */
export const plainRules: RoomRules = { post: "member", invite: "member", pin: "member", slowMode: 0 };
