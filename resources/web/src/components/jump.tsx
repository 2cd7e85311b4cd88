// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatClient } from "../chatclient";
import { compareNames } from "../format";
import type { Room } from "../room";
import { useClient } from "./context";
import { RoomMark } from "./roommark";

const most = 12;

/** How well a name fits what was typed: at its start, at the start of a word, anywhere; or not. */
function fit(name: string, typed: string): number {
    const text = name.toLocaleLowerCase();
    if (text.startsWith(typed))
        return 0;
    if (text.includes(` ${typed}`))
        return 1;
    return text.includes(typed) ? 2 : 3;
}

/** The best first: unread ones, those one is in, and the room where one is already last. */
function matching({ rooms, view, current }: ChatClient, typed: string): readonly Room[] {
    const wanted = typed.trim().toLocaleLowerCase();
    const rank = (room: Room): number =>
        (room.unread.value > 0 && wanted === "" ? 0 : 4) +
        (room.isJoined.value ? 0 : 8) +
        (room === current.value ? 16 : 0) +
        fit(view.titleOf(room), wanted);
    return rooms.value
        .filter((room) => fit(view.titleOf(room), wanted) < 3)
        .sort((a, b) => rank(a) - rank(b) || compareNames(view.titleOf(a), view.titleOf(b)))
        .slice(0, most);
}

/** Ctrl+K: type some of a room's name, Enter goes there. */
export function JumpPalette({ onClose }: { readonly onClose: () => void }): VNode {
    const client = useClient();
    const [typed, setTyped] = useState("");
    const [index, setIndex] = useState(0);
    const dialog = useRef<HTMLDialogElement>(null);
    const id = useId();
    const rooms = matching(client, typed);
    const chosen = Math.min(index, rooms.length - 1);

    useLayoutEffect(() => dialog.current?.showModal(), []);
    useEffect(() => {
        document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
    }, [chosen]);

    const go = (room: Room | undefined): void => {
        if (!room)
            return;
        dialog.current?.close();
        void client.desk.join(room);
    };
    const pressed = (event: KeyboardEvent): void => {
        if (event.isComposing)
            return;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            const by = event.key === "ArrowDown" ? 1 : -1;
            setIndex((chosen + by + rooms.length) % Math.max(1, rooms.length));
        } else if (event.key === "Enter") {
            event.preventDefault();
            go(rooms[chosen]);
        }
    };
    return (
        <dialog
            ref={dialog}
            class="jump"
            aria-label="Jump to a room"
            onClose={onClose}
            onClick={(event) => {
                if (event.target === dialog.current)
                    dialog.current?.close();
            }}
        >
            <div class="jump-content">
                <input
                    type="text"
                    role="combobox"
                    aria-label="Find a room"
                    aria-expanded="true"
                    aria-controls={`${id}-list`}
                    aria-activedescendant={rooms.length > 0 ? `${id}-${chosen}` : undefined}
                    placeholder="Find a room"
                    autocomplete="off"
                    dir="auto"
                    value={typed}
                    onInput={(event) => {
                        setTyped(event.currentTarget.value);
                        setIndex(0);
                    }}
                    onKeyDown={pressed}
                />
                <ul id={`${id}-list`} role="listbox" aria-label="Rooms found">
                    {rooms.map((room, i) => (
                        <li
                            key={room.id}
                            id={`${id}-${i}`}
                            role="option"
                            aria-selected={i === chosen}
                            onClick={() => go(room)}
                        >
                            <RoomMark room={room} />
                            <span dir="auto">{client.view.titleOf(room)}</span>
                            {room.unread.value > 0 && <span class="pill">{room.unread.value}</span>}
                            {!room.isJoined.value && <span class="muted">Join</span>}
                        </li>
                    ))}
                </ul>
                {rooms.length === 0 && <p class="muted jump-none">No room has “{typed.trim()}” in its name.</p>}
            </div>
        </dialog>
    );
}
