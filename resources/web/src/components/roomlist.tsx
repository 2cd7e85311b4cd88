// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import close from "icon:x";
import compass from "icon:compass";
import plus from "icon:plus";
import search from "icon:search";
import type { Room } from "../room";
import { roomSections } from "../roomorder";
import { useClient } from "./context";
import { Icon } from "./icon";
import { Logo } from "./logo";
import { Me } from "./me";
import { ReportsLine } from "./reports";
import { RoomLine } from "./roomline";
import { openSheet } from "./sheetstate";

export interface RoomListProps {
    readonly onJump: () => void;
    /** In a drawer: put it away. */
    readonly onClose?: () => void;
}

interface SectionProps {
    readonly title: string;
    readonly adding: string;
    readonly rooms: readonly Room[];
    readonly empty: string;
    readonly onAdd: () => void;
    readonly onOpen: (room: Room) => void;
}

function Section({ title, adding, rooms, empty, onAdd, onOpen }: SectionProps): VNode {
    const current = useClient().currentId.value;
    return (
        <>
            <div class="rooms-section">
                <h2>{title}</h2>
                <button class="button-icon button-small" aria-label={adding} title={adding} aria-haspopup="dialog" onClick={onAdd}>
                    <Icon of={plus} size={16} />
                </button>
            </div>
            {rooms.length > 0 ? (
                <ul>
                    {rooms.map((room) => (
                        <RoomLine key={room.id} room={room} isCurrent={room.id === current} onOpen={() => onOpen(room)} />
                    ))}
                </ul>
            ) : (
                <p class="rooms-empty">{empty}</p>
            )}
        </>
    );
}

export function RoomList({ onJump, onClose }: RoomListProps): VNode {
    const client = useClient();
    const { rooms, talks } = roomSections(client.rooms.value, client.currentId.value);
    const open = (room: Room): void => {
        client.select(room.id);
        onClose?.();
    };
    return (
        <aside class="rooms" aria-label="Rooms and you">
            <div class="rooms-head">
                <Logo />
                <span class="brand">Hobnob</span>
                <button class="button-icon" aria-label="Jump to a room" title="Jump to a room (Ctrl+K)" onClick={onJump}>
                    <Icon of={search} />
                </button>
                {onClose && (
                    <button class="button-icon" aria-label="Close the room list" onClick={onClose}>
                        <Icon of={close} />
                    </button>
                )}
            </div>
            <nav class="rooms-list" aria-label="Rooms">
                <Section
                    title="Rooms"
                    adding="New room"
                    rooms={rooms}
                    empty="You are in no room yet. Browse the rooms, or make one."
                    onAdd={() => openSheet({ name: "newRoom" })}
                    onOpen={open}
                />
                <button class="rooms-browse" aria-haspopup="dialog" onClick={() => openSheet({ name: "browse" })}>
                    <Icon of={compass} size={16} /> Browse rooms
                </button>
                <Section
                    title="Direct messages"
                    adding="New message"
                    rooms={talks}
                    empty="Nobody yet. Write to somebody with the plus above."
                    onAdd={() => openSheet({ name: "newMessage" })}
                    onOpen={open}
                />
            </nav>
            <ReportsLine />
            <Me />
        </aside>
    );
}
