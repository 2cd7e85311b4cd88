// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import close from "icon:x";
import plus from "icon:plus";
import search from "icon:search";
import { compareNames, countText } from "../format";
import type { Room } from "../room";
import { useClient } from "./context";
import { Icon } from "./icon";
import { Logo } from "./logo";
import { Me } from "./me";
import { NewRoom } from "./newroom";
import { RoomLine } from "./roomline";
import { joinedRooms } from "./shortcuts";

/** So many rooms to join are shown at once; the rest wait behind a button and Ctrl+K. */
const pageSize = 30;

/** Those one is not in, the liveliest first. */
function otherRooms(rooms: readonly Room[]): readonly Room[] {
    return rooms
        .filter((room) => !room.isJoined.value)
        .sort(
            (a, b) =>
                b.summary.value.lastTime - a.summary.value.lastTime ||
                compareNames(a.summary.value.name, b.summary.value.name),
        );
}

/** Opens a room and says why when it does not open. */
function useOpening(): [(room: Room) => void, string | null] {
    const client = useClient();
    const [problem, setProblem] = useState<string | null>(null);
    const open = (room: Room): void => {
        void client.desk.join(room).then((opened) => setProblem(opened.ok ? null : opened.error.sentence));
    };
    return [open, problem];
}

export interface RoomListProps {
    readonly onJump: () => void;
    /** In a drawer: put it away. */
    readonly onClose?: () => void;
}

export function RoomList({ onJump, onClose }: RoomListProps): VNode {
    const client = useClient();
    const [makesRoom, setMakesRoom] = useState(false);
    const [shown, setShown] = useState(pageSize);
    const [open, problem] = useOpening();
    const mine = joinedRooms(client);
    const others = otherRooms(client.rooms.value);
    const current = client.currentId.value;
    const line = (room: Room): VNode => (
        <RoomLine
            key={room.id}
            room={room}
            isCurrent={room.id === current}
            onOpen={() => {
                open(room);
                onClose?.();
            }}
        />
    );
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
                <div class="rooms-section">
                    <h2>Your rooms</h2>
                    <button
                        class="button-icon button-small"
                        aria-label="Create a room"
                        title="Create a room"
                        aria-expanded={makesRoom}
                        onClick={() => setMakesRoom(!makesRoom)}
                    >
                        <Icon of={plus} size={16} />
                    </button>
                </div>
                {makesRoom && <NewRoom onClose={() => setMakesRoom(false)} />}
                {mine.length > 0 ? (
                    <ul>{mine.map(line)}</ul>
                ) : (
                    <p class="rooms-empty">You are in no room yet. Choose one below, or create one.</p>
                )}
                {problem && (
                    <p class="rooms-empty field-problem" role="alert">
                        {problem}
                    </p>
                )}
                {others.length > 0 && (
                    <>
                        <div class="rooms-section">
                            <h2>Other rooms</h2>
                        </div>
                        <ul>{others.slice(0, shown).map(line)}</ul>
                        {others.length > shown && (
                            <button class="button-quiet rooms-more" onClick={() => setShown(shown + pageSize)}>
                                Show more of {countText(others.length, "room", "rooms")}
                            </button>
                        )}
                    </>
                )}
            </nav>
            <Me />
        </aside>
    );
}
