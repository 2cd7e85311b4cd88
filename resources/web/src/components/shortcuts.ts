// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect } from "preact/hooks";
import type { ChatClient } from "../chatclient";
import { compareNames } from "../format";
import type { Room } from "../room";

/** The rooms that one is in, in the order in which they are listed. */
export function joinedRooms(client: ChatClient): readonly Room[] {
    return client.rooms.value
        .filter((room) => room.isJoined.value)
        .sort((a, b) => compareNames(a.summary.value.name, b.summary.value.name));
}

function step(client: ChatClient, by: 1 | -1, onlyUnread: boolean): void {
    const rooms = joinedRooms(client);
    const start = rooms.findIndex((room) => room.id === client.currentId.value);
    for (let i = 1; i <= rooms.length; ++i) {
        const room = rooms[(start + by * i + rooms.length * 2) % rooms.length];
        if (room && (!onlyUnread || room.unread.value > 0))
            return client.select(room.id);
    }
}

/** Ctrl+K jumps, Alt+Up and Alt+Down walk through the rooms, with Shift through the unread ones. */
export function useShortcuts(client: ChatClient, onJump: () => void): void {
    useEffect(() => {
        const pressed = (event: KeyboardEvent): void => {
            if (event.isComposing)
                return;
            if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
                event.preventDefault();
                onJump();
            } else if (event.altKey && !event.ctrlKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
                event.preventDefault();
                step(client, event.key === "ArrowUp" ? -1 : 1, event.shiftKey);
            }
        };
        window.addEventListener("keydown", pressed);
        return () => window.removeEventListener("keydown", pressed);
    }, []);
}
