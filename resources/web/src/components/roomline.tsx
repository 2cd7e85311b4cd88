// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { minute } from "../browser";
import { countText, shortTimeText } from "../format";
import type { Room } from "../room";

function lastLine(author: string, text: string): string {
    return author === "" ? text : `${author}: ${text}`;
}

export interface RoomLineProps {
    readonly room: Room;
    readonly isCurrent: boolean;
    readonly onOpen: () => void;
}

export function RoomLine({ room, isCurrent, onOpen }: RoomLineProps): VNode {
    const { name, lastSeq, lastTime, lastAuthor, lastText, memberCount } = room.summary.value;
    const unread = room.unread.value;
    const mentions = room.mentions.value;
    const isJoined = room.isJoined.value;
    const quiet =
        lastSeq > 0
            ? lastLine(lastAuthor, lastText)
            : memberCount > 0
              ? countText(memberCount, "person", "people")
              : "Nothing said yet";
    return (
        <li>
            <button
                class={`room-line${unread > 0 ? " has-unread" : ""}`}
                aria-current={isCurrent ? "page" : undefined}
                onClick={onOpen}
            >
                <span class="room-name" dir="auto">
                    {name}
                </span>
                {lastSeq > 0 && <span class="room-time">{shortTimeText(lastTime, minute.value)}</span>}
                <span class="room-last" dir="auto">
                    {quiet}
                </span>
                {unread > 0 && (
                    <span class="room-pills">
                        {mentions > 0 && (
                            <span class="pill pill-mention">
                                <span aria-hidden="true">@</span>
                                {mentions > 1 && (mentions > 99 ? "99+" : mentions)}
                                <span class="visually-hidden">{mentions > 1 ? " mentions of you, " : "You are mentioned, "}</span>
                            </span>
                        )}
                        <span class="pill">
                            {unread > 999 ? "999+" : unread}
                            <span class="visually-hidden"> unread</span>
                        </span>
                    </span>
                )}
                {!isJoined && <span class="room-join">Join</span>}
            </button>
        </li>
    );
}
