// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import close from "icon:x";
import { numberText } from "../format";
import type { Room } from "../room";
import { useClient } from "./context";
import { Icon } from "./icon";
import { useMembers } from "./memberpages";
import { useMenuStop } from "./menustop";
import { PersonLine } from "./personline";
import { SearchField } from "./searchfield";

/** Who is in the room; `isLong`: with a field to find somebody. */
export function MemberList({ room, isLong = false }: { readonly room: Room; readonly isLong?: boolean }): VNode {
    const me = useClient().user.value?.id;
    const pages = useMembers(room);
    const { members, others, hasMore } = pages;
    const stop = useMenuStop(
        members.map(({ id }) => id),
        members.find(({ id }) => id !== me)?.id,
    );
    return (
        <>
            {(isLong || pages.isLong) && <SearchField label="Find people" value={pages.query} onType={pages.search} />}
            <ul class="members" {...stop.handlers}>
                {members.map((member) => (
                    <PersonLine key={member.id} member={member} room={room} isStop={member.id === stop.key} />
                ))}
            </ul>
            {members.length === 0 && pages.query.trim() !== "" && (
                <p class="muted" role="status">
                    Nobody here has “{pages.query.trim()}” in their name.
                </p>
            )}
            {hasMore && (
                <button class="button-quiet" onClick={pages.more}>
                    {others === null ? "Show more" : `Show more (${numberText(others)})`}
                </button>
            )}
            {!hasMore && others !== null && others > 0 && <p class="members-rest muted">and {numberText(others)} more</p>}
        </>
    );
}

/** Who is in the room, beside it. With onClose it lies in a drawer. */
export function People({ room, onClose }: { readonly room: Room; readonly onClose?: () => void }): VNode {
    void room.membersChanged.value;
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
                <MemberList key={room.id} room={room} />
            </div>
        </aside>
    );
}
