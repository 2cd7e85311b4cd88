// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Member, MembersChanged, Presence, User, UserId } from "./protocol/messages";

/** More than anyone scrolls through; the rest are counted. */
const mostHeld = 2000;

const order: Readonly<Record<Presence, number>> = { here: 0, away: 1, gone: 2 };

/** Who is in a room, as far as we were told: pages by name, and the changes since. */
export class MemberList {
    private held = new Map<UserId, Member>();
    private left = new Set<UserId>();
    private total = 0;
    private pagesGoOn = false;
    private lastPaged = "";

    /** All of them, also those that are not held. */
    get count(): number {
        return this.total;
    }

    /** There are further pages, and room for them. */
    get hasMore(): boolean {
        return this.pagesGoOn && this.held.size < mostHeld;
    }

    /** What to name in getMembers.after. */
    get lastOfPages(): string {
        return this.lastPaged;
    }

    /** The first page, in place of what is held. */
    replace(members: readonly Member[], count: number): void {
        this.held = new Map(members.map((member) => [member.id, member]));
        this.left.clear();
        this.total = count;
        this.pagesGoOn = count > members.length;
        this.lastPaged = members[members.length - 1]?.name ?? "";
    }

    addPage(members: readonly Member[], more: boolean): void {
        for (const member of members)
            this.held.set(member.id, member);
        this.pagesGoOn = more && members.length > 0;
        this.lastPaged = members[members.length - 1]?.name ?? this.lastPaged;
    }

    apply(change: MembersChanged): void {
        this.total = change.memberCount;
        // Who changed and is not held has come back without a notice, or is of a later page.
        for (const member of [...change.joined, ...change.changed]) {
            if (this.held.size < mostHeld || this.held.has(member.id))
                this.held.set(member.id, member);
        }
        for (const { id } of change.joined)
            this.left.delete(id);
        for (const { id } of change.left) {
            this.held.delete(id);
            this.left.add(id);
        }
    }

    /** False when they are not held. */
    rename({ id, name }: User): boolean {
        const held = this.held.get(id);
        if (!held || held.name === name)
            return false;
        this.held.set(id, { ...held, name });
        return true;
    }

    /** Undefined when they are not held. */
    find(id: UserId): Member | undefined {
        return this.held.get(id);
    }

    /** They went since the first page came, as far as they were named. */
    hasLeft(id: UserId): boolean {
        return this.left.has(id);
    }

    /** Those who are here first, then those who are away, then the others; each part by name. */
    sorted(compare: (a: string, b: string) => number): readonly Member[] {
        return [...this.held.values()].sort((a, b) => order[a.presence] - order[b.presence] || compare(a.name, b.name));
    }
}
