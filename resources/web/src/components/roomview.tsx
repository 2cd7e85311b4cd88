// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import menu from "icon:menu";
import people from "icon:users";
import { isPhone } from "../browser";
import { countText } from "../format";
import type { Room } from "../room";
import { Announcer } from "./announcer";
import { Composer } from "./composer";
import { useClient } from "./context";
import { Icon } from "./icon";
import { OfflineLine } from "./offline";
import { Timeline } from "./timeline";
import { TypingLine } from "./typingline";

export interface RoomViewProps {
    readonly room: Room | null;
    readonly showsPeople: boolean;
    readonly onRooms: () => void;
    readonly onPeople: () => void;
}

function RoomsButton({ onRooms }: { readonly onRooms: () => void }): VNode | null {
    const client = useClient();
    const elsewhere = client.totalUnread.value - (client.current.value?.unread.value ?? 0);
    if (!isPhone.value)
        return null;
    return (
        <button
            class="button-icon rooms-button"
            aria-label={elsewhere > 0 ? `Open the room list, ${elsewhere} unread` : "Open the room list"}
            aria-haspopup="dialog"
            onClick={onRooms}
        >
            <Icon of={menu} />
            {elsewhere > 0 && <span class="badge" aria-hidden="true" />}
        </button>
    );
}

function Head({ room, showsPeople, onRooms, onPeople }: RoomViewProps & { readonly room: Room }): VNode {
    const { name, memberCount } = room.summary.value;
    return (
        <header class="head">
            <RoomsButton onRooms={onRooms} />
            <div class="head-words">
                <h1 dir="auto" title={name}>
                    {name}
                </h1>
                <p class="muted">{countText(memberCount, "person", "people")}</p>
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
        </header>
    );
}

/** No room is open: says what to do. */
function Nowhere({ onRooms }: { readonly onRooms: () => void }): VNode {
    return (
        <>
            <header class="head">
                <RoomsButton onRooms={onRooms} />
                <div class="head-words">
                    <h1>Hobnob</h1>
                </div>
            </header>
            <div class="nowhere">
                <h2>No room is open</h2>
                <p class="muted">Choose a room from the list, or create one and tell the others its name.</p>
                {isPhone.value && (
                    <button class="button-primary" onClick={onRooms}>
                        Show the rooms
                    </button>
                )}
            </div>
            <OfflineLine />
        </>
    );
}

export function RoomView(props: RoomViewProps): VNode {
    const { room } = props;
    if (!room)
        return <Nowhere onRooms={props.onRooms} />;
    return (
        <>
            <Head {...props} room={room} />
            <Timeline room={room} />
            <Announcer room={room} />
            <TypingLine room={room} />
            <OfflineLine />
            <Composer room={room} />
        </>
    );
}
