// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import leave from "icon:door-open";
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
            {isMe && <span class="muted"> (you)</span>}
            {member.presence === "away" && <span class="person-note">away</span>}
        </li>
    );
}

/** At the panel's end, with its words, because nobody leaves a room by the way. */
function Leave({ room }: { readonly room: Room }): VNode {
    const client = useClient();
    const [problem, setProblem] = useState<string | null>(null);
    const leaveRoom = async (): Promise<void> => {
        const left = await client.desk.leave(room);
        if (!left.ok)
            setProblem(left.error.code === "unreachable" ? "You are offline. Leave when the server is back." : left.error.sentence);
    };
    return (
        <div class="people-foot">
            {problem && (
                <p class="field-problem" role="alert">
                    {problem}
                </p>
            )}
            <button class="button-leave" onClick={() => void leaveRoom()}>
                <Icon of={leave} size={16} /> Leave room
            </button>
        </div>
    );
}

/** Who is in the room, and the way out of it. With onClose it lies in a drawer. */
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
            <div class="people-list">
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
            </div>
            <Leave key={room.id} room={room} />
        </aside>
    );
}
