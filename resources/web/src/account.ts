// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal, type ReadonlySignal } from "@preact/signals";
import { linkAddress, type EntryLink } from "./entrylink";
import type { Asked, Self, SessionInfo, SessionKey, SetProfile, TwoFactorOffered, User } from "./protocol/messages";
import { success, type Result } from "./result";
import type { Session } from "./session";

/** Whose account it is. */
export interface AccountOwner {
    readonly user: ReadonlySignal<User | null>;
    readonly self: ReadonlySignal<Self | null>;
    selfChanged(user: User, self: Self): void;
    /** The account is gone, or may not come in any more. */
    accountEnded(): Promise<void>;
}

export type ProfileChange = Pick<SetProfile, "name" | "status" | "colour">;

export interface Invite {
    /** What to pass on. */
    readonly address: string;
    readonly expires: number;
}

/** What people can do with their account. What this window changes, the server tells the others alone. */
export class Account {
    /** A guest was given this to make an account with. */
    readonly offered = signal<EntryLink | null>(null);

    constructor(
        private readonly session: Session,
        private readonly owner: AccountOwner,
    ) {}

    /** The guest becomes an account, and keeps what they wrote and where they are. */
    async claim(name: string, password: string): Promise<Result<null>> {
        const claimed = await this.session.claim(name, password, this.offered.peek()?.code);
        if (!claimed.ok)
            return claimed;
        this.offered.value = null;
        this.owner.selfChanged(claimed.value.user, claimed.value.self);
        return success(null);
    }

    async setProfile(change: ProfileChange): Promise<Result<null>> {
        const changed = await this.done({ type: "setProfile", ...change });
        const [user, self] = [this.owner.user.peek(), this.owner.self.peek()];
        if (changed.ok && user && self) {
            const colour = change.colour === undefined ? self.colour : change.colour < 0 ? undefined : change.colour;
            this.owner.selfChanged(
                { ...user, name: change.name ?? user.name },
                { ...self, status: change.status ?? self.status, colour },
            );
        }
        return changed;
    }

    /** image: a PNG in base64; empty: none. */
    async setPicture(image: string): Promise<Result<null>> {
        const set = await this.session.ask({ type: "setPicture", image });
        if (!set.ok)
            return set;
        const [user, self] = [this.owner.user.peek(), this.owner.self.peek()];
        if (user && self)
            this.owner.selfChanged(user, { ...self, picture: set.value.picture });
        return success(null);
    }

    changePassword(current: string, password: string): Promise<Result<null>> {
        return this.done({ type: "changePassword", current, password });
    }

    /** Nothing is in force before confirmTwoFactor. */
    startTwoFactor(password: string): Promise<Result<TwoFactorOffered>> {
        return this.session.ask({ type: "startTwoFactor", password });
    }

    /** The recovery codes, which can be had this once. */
    async confirmTwoFactor(code: string): Promise<Result<readonly string[]>> {
        const started = await this.session.ask({ type: "confirmTwoFactor", code });
        if (!started.ok)
            return started;
        this.setTwoFactor(true);
        return success(started.value.recoveryCodes);
    }

    async stopTwoFactor(password: string): Promise<Result<null>> {
        const stopped = await this.done({ type: "stopTwoFactor", password });
        if (stopped.ok)
            this.setTwoFactor(false);
        return stopped;
    }

    /** This one first, then those that were used last. */
    async sessions(): Promise<Result<readonly SessionInfo[]>> {
        const answer = await this.session.ask({ type: "getSessions" });
        if (!answer.ok)
            return answer;
        return success([...answer.value.sessions].sort((a, b) => Number(b.current) - Number(a.current) || b.used - a.used));
    }

    endSession(session: SessionKey): Promise<Result<null>> {
        return this.done({ type: "endSession", session });
    }

    endOtherSessions(): Promise<Result<null>> {
        return this.done({ type: "endSession" });
    }

    /** page: where the page is, for the address of the link. */
    async makeInvite(uses: number, days: number, page: string): Promise<Result<Invite>> {
        const made = await this.session.ask({ type: "makeInvite", uses, days });
        if (!made.ok)
            return made;
        return success({ address: linkAddress(page, { kind: "invite", code: made.value.link }), expires: made.value.expires });
    }

    deactivate(password: string): Promise<Result<null>> {
        return this.end({ type: "deactivateAccount", password });
    }

    /** For ever. */
    delete(password: string): Promise<Result<null>> {
        return this.end({ type: "deleteAccount", password });
    }

    private async end(asked: Asked & { readonly type: "deactivateAccount" | "deleteAccount" }): Promise<Result<null>> {
        const ended = await this.session.ask(asked);
        if (!ended.ok)
            return ended;
        await this.owner.accountEnded();
        return success(null);
    }

    private async done(asked: Asked): Promise<Result<null>> {
        const answer = await this.session.ask(asked);
        return answer.ok ? success(null) : answer;
    }

    private setTwoFactor(twoFactor: boolean): void {
        const [user, self] = [this.owner.user.peek(), this.owner.self.peek()];
        if (user && self)
            this.owner.selfChanged(user, { ...self, twoFactor });
    }
}
