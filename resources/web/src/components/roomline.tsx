// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { minute } from "../browser";
import { countText, shortTimeText } from "../format";
import type { Presence } from "../protocol/messages";
import type { Room } from "../room";
import { useClient } from "./context";
import { RoomMark } from "./roommark";

const presenceWords: Readonly<Record<Presence, string>> = { here: "here", away: "away", gone: "offline" };

/** Of two people's room one knows who spoke, unless it was oneself. */
function lastLine(room: Room, isPair: boolean, me: string): string {
    const { lastSeq, lastAuthor, lastText, memberCount, kind, archived } = room.summary.value;
    if (archived)
        return "Archived";
    if (lastSeq > 0 && lastText !== "")
        return lastAuthor === "" || (isPair && lastAuthor !== me) ? lastText : `${lastAuthor === me ? "You" : lastAuthor}: ${lastText}`;
    return kind === "direct" || memberCount === 0 ? "Nothing said yet" : countText(memberCount, "person", "people");
}

export interface RoomLineProps {
    readonly room: Room;
    readonly isCurrent: boolean;
    readonly onOpen: () => void;
}

export function RoomLine({ room, isCurrent, onOpen }: RoomLineProps): VNode {
    const { view, user } = useClient();
    const { lastSeq, lastTime, archived } = room.summary.value;
    const unread = room.unread.value;
    const mentions = room.mentions.value;
    const partner = view.partnerIn(room);
    void room.membersChanged.value;
    return (
        <li>
            <button
                class={`room-line${unread > 0 ? " has-unread" : ""}${archived ? " is-archived" : ""}`}
                aria-current={isCurrent ? "page" : undefined}
                onClick={onOpen}
            >
                <RoomMark room={room} />
                <span class="room-name" dir="auto">
                    {view.titleOf(room)}
                    {partner && <span class="visually-hidden">, {presenceWords[room.members.find(partner.id)?.presence ?? "gone"]}</span>}
                </span>
                {lastSeq > 0 && <span class="room-time">{shortTimeText(lastTime, minute.value)}</span>}
                <span class="room-last" dir="auto">
                    {lastLine(room, partner !== null, user.value?.name ?? "")}
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
            </button>
        </li>
    );
}
