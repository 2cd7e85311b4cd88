// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, signal } from "@preact/signals";
import type { Profile } from "./profile";
import type {
    Announced, Announcement, Asked, AuditLog, BlocksChanged, LoggedIn, Reports, ReportsWaiting, RoomId, User, UserId,
} from "./protocol/messages";
import { success, type Result } from "./result";
import type { Session } from "./session";

/** Who is blocked, what is reported and announced, and what people can do about it. */
export class Moderation {
    /** Whom this person does not want to hear of. */
    readonly blocked = signal<readonly User[]>([]);
    private readonly blockedIds = computed(() => new Set(this.blocked.value.map(({ id }) => id)));
    /** How many reports wait that this person may look at. */
    readonly reportsWaiting = signal(0);
    private readonly announced = signal<Announcement | null>(null);
    private readonly dismissed = signal<number | null>(null);
    /** What everybody is shown, unless this person put it away. */
    readonly announcement = computed(() => {
        const { value } = this.announced;
        return value && value.time !== (this.dismissed.value ?? this.profile.dismissed) ? value : null;
    });
    /** The same, put away or not. */
    readonly standing = computed(() => this.announced.value);

    constructor(
        private readonly session: Session,
        private readonly profile: Profile,
        /** Keeps it for a start without a server. */
        private readonly keep: (blocked: readonly User[]) => void,
    ) {}

    isBlocked(id: UserId): boolean {
        return this.blockedIds.value.has(id);
    }

    take({ blocked, reportsWaiting, announcement }: Pick<LoggedIn, "blocked" | "reportsWaiting" | "announcement">): void {
        this.blocked.value = blocked;
        this.reportsWaiting.value = reportsWaiting;
        this.announced.value = announcement ?? null;
    }

    takeFact(fact: BlocksChanged | ReportsWaiting | Announced): void {
        switch (fact.type) {
            case "blocksChanged":
                this.blocked.value = fact.blocked;
                return this.keep(fact.blocked);
            case "reportsWaiting":
                this.reportsWaiting.value = fact.count;
                return;
            case "announced":
                this.announced.value = fact.announcement ?? null;
                return;
        }
    }

    /** Nobody is in this window any more. */
    clear(): void {
        this.take({ blocked: [], reportsWaiting: 0 });
    }

    dismiss({ time }: Announcement): void {
        this.dismissed.value = time;
        this.profile.dismissed = time;
    }

    setBlocked(person: UserId, blocked: boolean): Promise<Result<null>> {
        return this.done({ type: "setBlocked", person, blocked });
    }

    report(room: RoomId, seq: number, reason: string): Promise<Result<null>> {
        return this.done({ type: "reportEvent", room, seq, reason });
    }

    reports(which: "waiting" | "resolved", before?: number): Promise<Result<Reports>> {
        return this.session.ask({ type: "getReports", resolved: which === "resolved", before });
    }

    resolve(number: number, note: string): Promise<Result<null>> {
        return this.done({ type: "resolveReport", number, note });
    }

    /** Of one room, or, for administrators, of all of the server. */
    audit(room?: RoomId, before?: number): Promise<Result<AuditLog>> {
        return this.session.ask({ type: "getAudit", room, before });
    }

    /** No text: what was announced is over. */
    announce(text: string): Promise<Result<null>> {
        return this.done({ type: "announce", text });
    }

    private async done(asked: Asked): Promise<Result<null>> {
        const answer = await this.session.ask(asked);
        return answer.ok ? success(null) : answer;
    }
}
