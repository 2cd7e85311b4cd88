// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import ellipsis from "icon:ellipsis";
import micOff from "icon:mic-off";
import { minute } from "../browser";
import type { Member } from "../protocol/messages";
import type { Room } from "../room";
import { isForEver, roleWords, untilText } from "../roomwords";
import { Avatar } from "./avatar";
import { BotBadge } from "./botbadge";
import { useClient } from "./context";
import { Icon } from "./icon";
import { MenuButton } from "./menu";
import { memberItems } from "./personmenu";

function Muted({ until }: { readonly until: number }): VNode {
    const now = minute.value;
    const words = isForEver(until, now) ? "Muted" : `Muted until ${untilText(until, now)}`;
    return (
        <span class="person-muted" title={words}>
            <Icon of={micOff} size={16} />
            <span class="visually-hidden">{words}</span>
        </span>
    );
}

export interface PersonLineProps {
    readonly member: Member;
    readonly room: Room;
    /** Its menu is the one that Tab reaches. */
    readonly isStop: boolean;
}

/** Somebody in a room: how they look, whether they are there, what they are, and what can be done about them. */
export function PersonLine({ member, room, isStop }: PersonLineProps): VNode {
    const client = useClient();
    const { id, name, presence, role, status, mutedUntil } = member;
    const isBot = member.kind === "bot";
    const isMe = id === client.user.value?.id;
    const kind = room.summary.value.kind;
    const word = kind === "direct" || role === "member" ? null : roleWords[role];
    const items = memberItems(client, member, room);
    return (
        <li class={`person person-${presence}`} data-key={id}>
            <Avatar id={id} name={name} size="small" presence={presence} look={member} />
            <p class="person-words">
                <span class="person-name" dir="auto" title={name}>
                    {name}
                </span>
                {isBot && <BotBadge />}
                {isMe && <span class="person-note"> (you)</span>}
                {word && <span class="person-role">{word}</span>}
                {status !== "" && (
                    <span class="person-status" dir="auto" title={status}>
                        {status}
                    </span>
                )}
            </p>
            {mutedUntil !== undefined && mutedUntil > minute.value && <Muted until={mutedUntil} />}
            {presence !== "here" && <span class={presence === "away" ? "person-note" : "visually-hidden"}>{presence === "away" ? "away" : "offline"}</span>}
            {items.length > 0 && (
                <MenuButton
                    label={`What to do about ${name}`}
                    icon={ellipsis}
                    size={16}
                    look="entry-menu button-small person-menu"
                    tabIndex={isStop ? 0 : -1}
                    items={() => memberItems(client, member, room)}
                />
            )}
        </li>
    );
}
