// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useState } from "preact/hooks";
import { compareNames } from "../format";
import { limits } from "../limits";
import type { Member } from "../protocol/messages";
import type { Room } from "../room";
import { useClient } from "./context";

/** Milliseconds after the last key until the server is asked. */
const pause = 150;

interface Found {
    readonly query: string;
    readonly members: readonly Member[];
    readonly more: boolean;
}

export interface MemberPages {
    readonly members: readonly Member[];
    /** How many there are that are not shown; null while one searches, where only the server knows. */
    readonly others: number | null;
    readonly hasMore: boolean;
    readonly more: () => void;
    readonly query: string;
    readonly search: (text: string) => void;
    /** There are more than one page has, so that searching is worth a field. */
    readonly isLong: boolean;
}

/** Who is in a room, or those of them whom the server finds for what is typed. */
export function useMembers(room: Room): MemberPages {
    const { desk, sync } = useClient();
    const [query, setQuery] = useState("");
    const [found, setFound] = useState<Found | null>(null);
    const wanted = query.trim();
    void room.membersChanged.value;
    const { memberCount } = room.summary.value;
    useEffect(() => {
        if (wanted === "")
            return setFound(null);
        let isWanted = true;
        const timer = setTimeout(() => {
            void desk.members(room, wanted).then((page) => {
                if (isWanted && page.ok)
                    setFound({ query: wanted, members: page.value.members, more: page.value.more });
            });
        }, pause);
        return () => {
            isWanted = false;
            clearTimeout(timer);
        };
    }, [wanted, room]);

    const shared = { query, search: setQuery, isLong: memberCount > limits.memberPage };
    if (!found || wanted === "") {
        const members = room.members.sorted(compareNames);
        return {
            ...shared,
            members,
            others: Math.max(0, memberCount - members.length),
            hasMore: room.members.hasMore,
            more: () => void sync.loadMoreMembers(room),
        };
    }
    const more = async (): Promise<void> => {
        const page = await desk.members(room, found.query, found.members[found.members.length - 1]?.name);
        if (page.ok)
            setFound({ ...found, members: [...found.members, ...page.value.members], more: page.value.more });
    };
    // Of those whom changes told of, these say more than the answer did.
    const members = found.members.filter(({ id }) => !room.members.hasLeft(id)).map((member) => room.members.find(member.id) ?? member);
    return { ...shared, members, others: null, hasMore: found.more, more: () => void more() };
}
