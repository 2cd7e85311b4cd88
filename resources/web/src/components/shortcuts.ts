// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { useLayoutEffect } from "preact/hooks";
import type { ChatClient } from "../chatclient";
import { joinedRooms } from "../roomorder";

const isApple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
const command = isApple ? "⌘" : "Ctrl";
const option = isApple ? "⌥" : "Alt";

export interface Shortcut {
    readonly keys: readonly string[];
    readonly what: string;
}

/** What Ctrl+/ lists: the keys of this file, the composer's and the timeline's. */
export const shortcuts: readonly Shortcut[] = [
    { keys: [command, "K"], what: "Jump to a room" },
    { keys: [option, "↑"], what: "Previous room" },
    { keys: [option, "↓"], what: "Next room" },
    { keys: [option, "Shift", "↑"], what: "Previous unread room" },
    { keys: [option, "Shift", "↓"], what: "Next unread room" },
    { keys: ["Enter"], what: "Send the message" },
    { keys: ["Shift", "Enter"], what: "Start a new line" },
    { keys: ["Esc"], what: "Put away the line of new messages" },
    { keys: ["End"], what: "Jump to the latest, in the timeline" },
    { keys: ["↑", "↓"], what: "From the menu of one message or person to the next" },
    { keys: [command, "/"], what: "Show or hide this list" },
];

function step(client: ChatClient, by: 1 | -1, onlyUnread: boolean): void {
    const rooms = joinedRooms(client.rooms.value, client.currentId.value);
    const start = rooms.findIndex((room) => room.id === client.currentId.value);
    for (let i = 1; i <= rooms.length; ++i) {
        const room = rooms[(start + by * i + rooms.length * 2) % rooms.length];
        if (room && (!onlyUnread || room.unread.value > 0))
            return client.select(room.id);
    }
}

/** What the shortcuts open. */
export interface ShortcutTargets {
    readonly jump: () => void;
    readonly list: () => void;
}

/** Ctrl+K jumps, Ctrl+/ lists the shortcuts, Alt+Up and Alt+Down walk through the rooms, with Shift through the unread ones. */
export function useShortcuts(client: ChatClient, targets: ShortcutTargets): void {
    // With the page's first picture: an effect comes some frames later, and a key pressed before would be lost.
    useLayoutEffect(() => {
        const pressed = (event: KeyboardEvent): void => {
            if (event.isComposing)
                return;
            const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
            if (isCommand && !event.shiftKey && event.key.toLowerCase() === "k") {
                event.preventDefault();
                targets.jump();
            } else if (isCommand && event.key === "/") {
                // With Shift too: on many keyboards the slash is there.
                event.preventDefault();
                targets.list();
            } else if (event.altKey && !event.ctrlKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
                event.preventDefault();
                step(client, event.key === "ArrowUp" ? -1 : 1, event.shiftKey);
            }
        };
        window.addEventListener("keydown", pressed);
        return () => window.removeEventListener("keydown", pressed);
    }, []);
}
