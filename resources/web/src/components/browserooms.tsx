// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { countText } from "../format";
import type { Room } from "../room";
import { browseRooms } from "../roomorder";
import { useClient } from "./context";
import { SearchField } from "./searchfield";
import { Sheet } from "./sheet";
import { sentenceOf, useTask } from "./task";

/** So many are shown at once; the rest wait behind a button. */
const pageSize = 50;

interface LineProps {
    readonly room: Room;
    readonly onOpen: () => void;
}

function Line({ room, onOpen }: LineProps): VNode {
    const { name, topic, memberCount, archived } = room.summary.value;
    const isJoined = room.isJoined.value;
    const details = [countText(memberCount, "person", "people"), ...(archived ? ["archived"] : []), ...(topic === "" ? [] : [topic])];
    return (
        <li class="line">
            <p>
                <b dir="auto">{name}</b>
                <span class="muted" dir="auto">
                    {details.join(" · ")}
                </span>
            </p>
            <button class="button-plain" aria-label={`${isJoined ? "Open" : "Join"} ${name}`} onClick={onOpen}>
                {isJoined ? "Open" : "Join"}
            </button>
        </li>
    );
}

/** All public rooms, to find one to join. */
export function BrowseRooms({ onClose }: { readonly onClose: () => void }): VNode {
    const client = useClient();
    const task = useTask();
    const [typed, setTyped] = useState("");
    const [shown, setShown] = useState(pageSize);
    const found = browseRooms(client.rooms.value, typed);
    const open = async (room: Room): Promise<void> => {
        await task.run(async () => {
            const joined = await client.desk.join(room);
            if (joined.ok)
                onClose();
            return joined;
        });
    };
    return (
        <Sheet title="Browse rooms" closing="Close the list of rooms" size="large" onClose={onClose}>
            <SearchField
                label="Find a room"
                value={typed}
                onType={(text) => {
                    setTyped(text);
                    setShown(pageSize);
                }}
            />
            {task.error && (
                <p class="field-problem" role="alert">
                    {sentenceOf(task.error)}
                </p>
            )}
            <p class="visually-hidden" role="status">
                {typed.trim() === "" ? "" : countText(found.length, "room found", "rooms found")}
            </p>
            <ul class="lines" aria-label="Rooms">
                {found.slice(0, shown).map((room) => (
                    <Line key={room.id} room={room} onOpen={() => void open(room)} />
                ))}
            </ul>
            {found.length === 0 && (
                <p class="muted">{typed.trim() === "" ? "There are no public rooms yet. Make the first." : `No room has “${typed.trim()}” in its name or topic.`}</p>
            )}
            {found.length > shown && (
                <button class="button-quiet" onClick={() => setShown(shown + pageSize)}>
                    Show more of {countText(found.length, "room", "rooms")}
                </button>
            )}
        </Sheet>
    );
}
