// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type {
    Asked, ChangeRoom, Joined, Member, Members, ModerationAct, Person, Role, RoomDetails, RoomId, RoomKind, Sanction, UserId,
} from "./protocol/messages";
import { success, type Result } from "./result";
import type { Room } from "./room";
import type { RoomKeeper } from "./roomkeeper";
import type { Session } from "./session";

export type RoomChange = Omit<ChangeRoom, "type" | "id" | "room">;

export interface NewRoom {
    readonly name: string;
    readonly kind: Exclude<RoomKind, "direct">;
    readonly topic: string;
}

/** What people can do with rooms and with those who are in them. */
export class RoomDesk {
    constructor(
        private readonly session: Session,
        private readonly keeper: RoomKeeper,
        private readonly select: (room: RoomId) => void,
    ) {}

    // --- coming and going

    async join(room: Room): Promise<Result<null>> {
        if (room.membership.value === "outside") {
            const joined = await this.keeper.join(room);
            if (!joined.ok)
                return joined;
        }
        this.select(room.id);
        return success(null);
    }

    /** Joins the room of this name; makes it when there is none. */
    async joinNamed(name: string): Promise<Result<null>> {
        return this.enter(await this.session.ask({ type: "joinNamedRoom", name }));
    }

    async create({ name, kind, topic }: NewRoom): Promise<Result<null>> {
        return this.enter(await this.session.ask({ type: "createRoom", name, kind, topic: topic === "" ? undefined : topic }));
    }

    /** The room of oneself and these people; the same room every time. */
    async openDirect(people: readonly UserId[]): Promise<Result<null>> {
        return this.enter(await this.session.ask({ type: "openDirect", people }));
    }

    async leave(room: Room): Promise<Result<null>> {
        const left = await this.session.ask({ type: "leaveRoom", room: room.id });
        if (!left.ok && left.error.code !== "not-member" && left.error.code !== "room-unknown")
            return left;
        this.keeper.forgetMembership(room);
        // Of a private room nothing is known outside.
        if (room.summary.peek().kind !== "public")
            this.keeper.takeGone(room.id);
        return success(null);
    }

    /** A direct room cannot be left, but need not be seen until somebody says something there. */
    hide(room: Room): void {
        this.keeper.hide(room);
    }

    // --- the room

    change(room: Room, change: RoomChange): Promise<Result<null>> {
        return this.done({ type: "changeRoom", room: room.id, ...change });
    }

    /** For ever, with all that was said. */
    async delete(room: Room): Promise<Result<null>> {
        const deleted = await this.done({ type: "deleteRoom", room: room.id });
        if (deleted.ok)
            this.keeper.takeGone(room.id, true);
        return deleted;
    }

    details(room: Room): Promise<Result<RoomDetails>> {
        return this.session.ask({ type: "getRoom", room: room.id });
    }

    /** image: a PNG in base64; empty: none. */
    async setPicture(room: Room, image: string): Promise<Result<null>> {
        const set = await this.session.ask({ type: "setPicture", room: room.id, image });
        if (!set.ok)
            return set;
        room.summary.value = { ...room.summary.peek(), picture: set.value.picture };
        return success(null);
    }

    // --- people

    add(room: Room, people: readonly UserId[]): Promise<Result<null>> {
        return this.done({ type: "addPeople", room: room.id, people });
    }

    /** Those whose name contains this; after: the name that the last page ended with. */
    members(room: Room, query: string, after?: string): Promise<Result<Members>> {
        return this.session.ask({ type: "getMembers", room: room.id, query: query === "" ? undefined : query, after });
    }

    async setRole(room: Room, person: Member, role: Role): Promise<Result<null>> {
        return this.done({ type: "setRole", room: room.id, person: person.id, role });
    }

    /** minutes: of a mute or a ban; for ever when left out. */
    moderate(room: RoomId, person: UserId, act: ModerationAct, reason = "", minutes?: number): Promise<Result<null>> {
        return this.done({ type: "moderate", room, person, act, reason, minutes });
    }

    async sanctions(room: Room): Promise<Result<readonly Sanction[]>> {
        const answer = await this.session.ask({ type: "getSanctions", room: room.id });
        return answer.ok ? success(answer.value.sanctions) : answer;
    }

    /** Accounts, and guests who are here, whose name contains this. */
    async findPeople(text: string): Promise<Result<readonly Person[]>> {
        const answer = await this.session.ask({ type: "findPeople", text });
        return answer.ok ? success(answer.value.people) : answer;
    }

    private enter(answer: Result<Joined>): Result<null> {
        if (!answer.ok)
            return answer;
        const room = this.keeper.take(answer.value);
        if (room)
            this.select(room.id);
        return success(null);
    }

    private async done(asked: Asked): Promise<Result<null>> {
        const answer = await this.session.ask(asked);
        return answer.ok ? success(null) : answer;
    }
}
