// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import menu from "icon:menu";
import { isPhone } from "../browser";
import type { Room } from "../room";
import { Announcer } from "./announcer";
import { Banner } from "./banner";
import { Composer } from "./composer";
import { useClient } from "./context";
import { Icon } from "./icon";
import { OfflineLine } from "./offline";
import { RoomHead } from "./roomhead";
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
            <Banner />
            <div class="nowhere">
                <h2>No room is open</h2>
                <p class="muted">Choose a room from the list, browse the others, or make one.</p>
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
            <header class="head">
                <RoomsButton onRooms={props.onRooms} />
                <RoomHead room={room} showsPeople={props.showsPeople} onPeople={props.onPeople} />
            </header>
            <Banner />
            <Timeline room={room} />
            <Announcer room={room} />
            <TypingLine room={room} />
            <OfflineLine />
            <Composer room={room} />
        </>
    );
}
