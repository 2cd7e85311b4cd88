// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import { Faces, type Look } from "./faces";
import type { LocalData } from "./localdata";
import { personHue } from "./personlook";
import type { Person, Profile } from "./profile";
import type { Self, User, UserId } from "./protocol/messages";
import type { Failure, Result } from "./result";
import type { Phase, WayIn } from "./session";

/** Why somebody who wanted to come in, or was in, stands at the entry. */
export interface TurnedAway {
    readonly error: Failure;
    readonly was: WayIn["how"] | "online";
    /** Who they were, when this browser knew them. */
    readonly person: Person | null;
    /** How many of their messages wait here until they come again. */
    readonly unsent: number;
}

/**
 * Who is in, and what this browser keeps of that: never what they sign in with, only whose data are whose. One browser is
 * one person, in all of its windows.
 */
export class Identity {
    readonly user = signal<User | null>(null);
    readonly self = signal<Self | null>(null);
    /** How the others look. */
    readonly faces = new Faces();
    readonly turnedAway = signal<TurnedAway | null>(null);
    /** Why this browser will not come in again by itself; null when it will. */
    readonly cookieProblem = signal<Failure | null>(null);

    constructor(
        private readonly profile: Profile,
        private readonly local: LocalData,
    ) {}

    /** The colour that somebody chose, or the one that follows from their id. */
    hueOf(id: UserId): number {
        return this.look(id).colour ?? personHue(id);
    }

    /** The name of the picture that somebody chose. */
    pictureOf(id: UserId): string | undefined {
        return this.look(id).picture;
    }

    private look(id: UserId): Look {
        const own = id === this.user.value?.id ? this.self.value : null;
        return own ?? this.faces.of(id);
    }

    /** Who was last in this browser. Of one that was killed, the profile may be older than the database, or empty. */
    async last(): Promise<{ person: Person | null; token: string | undefined }> {
        const known = this.profile.person;
        const last = await this.local.cache.lastPerson();
        const isKnown = last === undefined || last.user.id === known?.user;
        const person = isKnown ? known : { user: last.user.id, name: last.user.name, kind: "guest" as const, login: "" };
        return { person, token: this.profile.oldToken ?? last?.token };
    }

    take(user: User, self: Self): void {
        this.user.value = user;
        this.self.value = self;
        this.profile.person = { user: user.id, name: user.name, kind: self.kind, login: self.login };
        this.profile.comesAs = self.kind;
        if (self.login !== "")
            this.profile.rememberEntry(self.login, this.profile.room);
    }

    cookieSettled(result: Result<null>): void {
        this.cookieProblem.value = result.ok ? null : result.error;
        if (!result.ok)
            return;
        this.forgetOldTokens();
        this.profile.tellArrival();
    }

    /** What they wrote and the server does not have stays here, for them alone. */
    turnAway({ error, was }: Extract<Phase, { name: "refused" }>, unsent: number): void {
        const { person } = this.profile;
        this.turnedAway.value = { error, was, person, unsent };
        if (error.code === "not-logged-in" || error.code === "token-unknown") {
            this.forgetOldTokens();
            if (person)
                void this.local.forgetCopies(person.user);
        }
        this.leave();
        this.profile.person = null;
    }

    /** They signed out, or are gone: nothing of them stays. */
    async forget(): Promise<void> {
        const user = this.user.peek();
        this.leave();
        this.profile.person = null;
        this.profile.current = null;
        this.forgetOldTokens();
        if (user) {
            this.profile.forgetRooms(user.id);
            await this.local.forget(user.id);
        }
    }

    /** Nobody is in this window any more; what is kept stays. */
    leave(): void {
        this.cookieProblem.value = null;
        this.user.value = null;
        this.self.value = null;
        this.local.close();
    }

    private forgetOldTokens(): void {
        this.profile.forgetOldTokens();
        void this.local.cache.forgetOldTokens();
    }
}
