// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import ban from "icon:ban";
import gavel from "icon:gavel";
import message from "icon:message-circle";
import micOff from "icon:mic-off";
import mic from "icon:mic";
import shield from "icon:shield";
import userMinus from "icon:user-minus";
import type { ChatClient } from "../chatclient";
import { rolesFor } from "../permissions";
import type { Member, User } from "../protocol/messages";
import type { Result } from "../result";
import type { Room } from "../room";
import { aRole } from "../roomwords";
import type { MenuItem } from "./menu";
import { openSheet } from "./sheetstate";
import { sentenceOf } from "./task";

/** Runs it, and says so where everybody looks when it does not work: the menu is gone by then. */
async function attempt(client: ChatClient, act: Promise<Result<null>>): Promise<void> {
    const done = await act;
    if (!done.ok)
        client.told.add(sentenceOf(done.error));
}

function write(client: ChatClient, person: User, room: Room): readonly MenuItem[] {
    if (client.view.partnerIn(room)?.id === person.id)
        return [];
    return [{ words: `Message ${person.name}`, icon: message, choose: () => void attempt(client, client.desk.openDirect([person.id])) }];
}

function block(client: ChatClient, person: User): readonly MenuItem[] {
    const { moderation } = client;
    const isBlocked = moderation.isBlocked(person.id);
    const words = `${isBlocked ? "Unblock" : "Block"} ${person.name}`;
    return [{ words, icon: ban, choose: () => void attempt(client, moderation.setBlocked(person.id, !isBlocked)) }];
}

function role(client: ChatClient, person: Member, room: Room): readonly MenuItem[] {
    if (!client.view.may(room, "setRole"))
        return [];
    const more = rolesFor(person).map((wanted) => ({
        words: aRole(wanted).replace(/^an? (.)/, (_, first: string) => first.toUpperCase()),
        isChecked: wanted === person.role,
        choose: () => {
            if (wanted !== person.role)
                void attempt(client, client.desk.setRole(room, person, wanted));
        },
    }));
    return [{ words: "Role", icon: shield, more }];
}

function sanctions(client: ChatClient, person: Member, room: Room): readonly MenuItem[] {
    if (!client.view.mayModerate(room, person))
        return [];
    const open = (act: "mute" | "kick" | "ban") => (): void =>
        openSheet({ name: "sanction", act, room: room.id, person, place: client.view.titleOf(room) });
    const isMuted = (person.mutedUntil ?? 0) > Date.now();
    return [
        isMuted
            ? { words: "Unmute", icon: mic, choose: () => void attempt(client, client.desk.moderate(room.id, person.id, "unmute")) }
            : { words: "Mute…", icon: micOff, choose: open("mute") },
        { words: "Remove…", icon: userMinus, look: "danger", choose: open("kick") },
        { words: "Ban…", icon: gavel, look: "danger", choose: open("ban") },
    ];
}

/** What can be done about somebody anywhere. */
export function personItems(client: ChatClient, person: User, room: Room): readonly MenuItem[] {
    return [...write(client, person, room), ...block(client, person)];
}

/** What can be done about somebody in a room; about oneself there may be nothing. */
export function memberItems(client: ChatClient, person: Member, room: Room): readonly MenuItem[] {
    if (person.id === client.user.peek()?.id)
        return role(client, person, room);
    return [
        ...write(client, person, room),
        ...role(client, person, room),
        ...sanctions(client, person, room),
        ...block(client, person),
    ];
}
