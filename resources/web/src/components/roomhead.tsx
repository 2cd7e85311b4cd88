// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import ellipsis from "icon:ellipsis";
import leave from "icon:door-open";
import hide from "icon:eye-off";
import people from "icon:users";
import settings from "icon:settings-2";
import userPlus from "icon:user-plus";
import type { ChatClient } from "../chatclient";
import { countText } from "../format";
import type { Room } from "../room";
import { useClient } from "./context";
import { Icon } from "./icon";
import { MenuButton, type MenuItem } from "./menu";
import { personItems } from "./personmenu";
import { RoomMark } from "./roommark";
import { openSheet } from "./sheetstate";
import { sentenceOf } from "./task";

async function leaveRoom(client: ChatClient, room: Room): Promise<void> {
    if (room.summary.peek().kind === "private")
        return openSheet({ name: "leave", room });
    const left = await client.desk.leave(room);
    if (!left.ok)
        client.told.add(sentenceOf(left.error));
}

function menuItems(client: ChatClient, room: Room): readonly MenuItem[] {
    const { view } = client;
    const partner = view.partnerIn(room);
    if (room.summary.peek().kind === "direct")
        return [
            ...(partner ? personItems(client, partner, room) : []),
            { words: "Hide until something is said", icon: hide, choose: () => client.desk.hide(room) },
        ];
    return [
        { words: "Room settings", icon: settings, choose: () => openSheet({ name: "room", room, section: "all" }) },
        ...(view.may(room, "invite")
            ? [{ words: "Add people", icon: userPlus, choose: () => openSheet({ name: "addPeople", room }) }]
            : []),
        { words: "Leave room", icon: leave, choose: () => void leaveRoom(client, room) },
    ];
}

export interface RoomHeadProps {
    readonly room: Room;
    readonly showsPeople: boolean;
    readonly onPeople: () => void;
}

/** What the room is, and what can be done with it. */
export function RoomHead({ room, showsPeople, onPeople }: RoomHeadProps): VNode {
    const client = useClient();
    const { memberCount, topic } = room.summary.value;
    const title = client.view.titleOf(room);
    return (
        <>
            <div class="head-words">
                <h1 title={title}>
                    <RoomMark room={room} />
                    <span dir="auto">{title}</span>
                </h1>
                <p class="head-about muted" title={topic}>
                    <span>{countText(memberCount, "person", "people")}</span>
                    {topic !== "" && (
                        <>
                            <span aria-hidden="true">·</span>
                            <span class="head-topic" dir="auto">
                                {topic}
                            </span>
                        </>
                    )}
                </p>
            </div>
            <button
                class="button-icon"
                aria-label={showsPeople ? "Hide people" : "Show people"}
                title={showsPeople ? "Hide people" : "Show people"}
                aria-expanded={showsPeople}
                onClick={onPeople}
            >
                <Icon of={people} />
            </button>
            {room.isJoined.value && <MenuButton label="Room menu" icon={ellipsis} items={() => menuItems(client, room)} />}
        </>
    );
}
