// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import close from "icon:x";
import { compareNames, numberText } from "../format";
import type { Member } from "../protocol/messages";
import type { Room } from "../room";
import { Avatar } from "./avatar";
import { useClient } from "./context";
import { Icon } from "./icon";

function PersonLine({ member, isMe }: { readonly member: Member; readonly isMe: boolean }): VNode {
    return (
        <li class={`person person-${member.presence}`}>
            <Avatar id={member.id} name={member.name} size="small" presence={member.presence} />
            <span class="person-name" dir="auto" title={member.name}>
                {member.name}
            </span>
            {isMe && <span class="muted"> you</span>}
            {member.presence === "away" && <span class="person-note">away</span>}
        </li>
    );
}

/** Who is in the room. With onClose it lies in a drawer. */
export function People({ room, onClose }: { readonly room: Room; readonly onClose?: () => void }): VNode {
    const client = useClient();
    void room.membersChanged.value;
    const members = room.members.sorted(compareNames);
    const unnamed = room.summary.value.memberCount - members.length;
    return (
        <aside class="people" aria-label="People">
            <div class="people-head">
                <h2>
                    People <span class="muted">{numberText(room.summary.value.memberCount)}</span>
                </h2>
                {onClose && (
                    <button class="button-icon" aria-label="Close the list of people" onClick={onClose}>
                        <Icon of={close} />
                    </button>
                )}
            </div>
            <ul>
                {members.map((member) => (
                    <PersonLine key={member.id} member={member} isMe={member.id === client.user.value?.id} />
                ))}
            </ul>
            {unnamed > 0 && (
                <button
                    class="button-quiet"
                    disabled={!room.members.hasMore}
                    onClick={() => void client.sync.loadMoreMembers(room)}
                >
                    {room.members.hasMore ? `Show more (${numberText(unnamed)})` : `and ${numberText(unnamed)} more`}
                </button>
            )}
        </aside>
    );
}
