// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals";
import type { EntryLink } from "./entrylink";
import type { Errands } from "./errands";
import { numberText } from "./format";
import type { Identity, TurnedAway } from "./identity";
import { checkPassword } from "./passwords";
import type { Profile } from "./profile";
import type { PersonKind, Welcome } from "./protocol/messages";
import { success, type Failure, type Result } from "./result";
import type { Session, WayIn } from "./session";
import { cleanName, cleanRoomName } from "./text";

/** What one can come in by. reset: a new password, and then in with it. */
export type EntryForm = "guest" | "signIn" | "register" | "reset";
export type EntryField = "name" | "password" | "code" | "room";

/** What is wrong, beside the field that it concerns, or with all of it. */
export interface EntryProblem {
    readonly field: EntryField | null;
    readonly sentence: string;
}

/** A link that was opened. "bad": the server does not take it, or not any more. */
export interface OpenedLink extends EntryLink {
    readonly state: "checking" | "unreached" | "good" | "bad";
    /** Whose password it sets. */
    readonly name?: string | undefined;
}

interface Entering {
    readonly way: WayIn & { readonly name: string };
    readonly room: string;
}

/** Who lets people in. */
export interface Door {
    readonly session: Session;
    readonly identity: Identity;
    readonly profile: Profile;
    readonly isInside: ReadonlySignal<boolean>;
    enter(way: WayIn & { readonly name: string }, room: string): void;
    resume(): Promise<void>;
}

/** Which forms there are, the one to begin with first. Of a server that has not answered yet nothing is ruled out. */
export function offeredForms(welcome: Welcome | null, link: OpenedLink | null, comesAs: PersonKind): readonly EntryForm[] {
    if (link && link.state !== "bad")
        return link.kind === "reset" ? ["reset"] : ["register", "signIn"];
    const guest: readonly EntryForm[] = (welcome?.guests ?? true) ? ["guest"] : [];
    const register: readonly EntryForm[] = welcome?.registration === "open" ? ["register"] : [];
    return comesAs === "account" ? ["signIn", ...guest, ...register] : [...guest, "signIn", ...register];
}

const badLink = "This link does not work any more: it was used, or it has expired. Ask for another one.";

function waitText(error: Failure): string {
    const seconds = Math.max(1, Math.ceil((error.retryAfter ?? 1000) / 1000));
    return `Too many tries for now. Wait ${seconds === 1 ? "a second" : `${seconds} seconds`}, and try again.`;
}

/** Why somebody who was in has to come in again. */
function reasonText({ code, sentence }: Failure, unsent: number): string {
    const why = code === "token-unknown" || code === "not-logged-in" ? "You have been signed out here." : sentence;
    if (unsent === 0)
        return why;
    const what = unsent === 1 ? "A message that is not sent yet waits" : `${numberText(unsent)} messages that are not sent yet wait`;
    return `${why} ${what} here until you are back.`;
}

export function problemOf(error: Failure): EntryProblem {
    const { code, sentence } = error;
    if (code === "rate-limited" || code === "busy")
        return { field: null, sentence: waitText(error) };
    if (code === "wrong-login")
        return { field: "password", sentence: "The name or the password is wrong." };
    if (code === "code-needed")
        return { field: "code", sentence };
    if (code === "code-wrong")
        return { field: "code", sentence: "This code is wrong, too old, or was used before. Type the next one." };
    if (error.field === "room" || code.startsWith("room-"))
        return { field: "room", sentence };
    if (code.startsWith("password-"))
        return { field: "password", sentence };
    return { field: code.startsWith("name-") ? "name" : null, sentence };
}

/** The first screen: what was typed, what is wrong with it, and what can be done. Nothing typed is lost before one is in. */
export class EntryState {
    readonly name = signal("");
    readonly password = signal("");
    readonly code = signal("");
    readonly room = signal("");
    /** The second factor is asked for. */
    readonly asksCode = signal(false);
    readonly problem = signal<EntryProblem | null>(null);
    readonly link = signal<OpenedLink | null>(null);
    /** Why one is here and not inside. */
    readonly reason = signal<string | null>(null);
    readonly forms: ReadonlySignal<readonly EntryForm[]>;
    readonly form: ReadonlySignal<EntryForm>;
    readonly isBusy: ReadonlySignal<boolean>;
    private readonly chosen = signal<EntryForm | null>(null);
    private readonly isSubmitted = signal(false);
    private readonly isResetting = signal(false);

    constructor(
        private readonly door: Door,
        private readonly errands: Errands,
    ) {
        const { session, identity, profile } = door;
        this.name.value = profile.name;
        this.room.value = profile.room || "Lobby";
        const comesAs = signal(profile.comesAs);
        this.forms = computed(() => offeredForms(session.welcome.value, this.link.value, comesAs.value));
        this.form = computed(() => {
            const [first = "signIn"] = this.forms.value;
            const chosen = this.chosen.value;
            return chosen !== null && this.forms.value.includes(chosen) ? chosen : first;
        });
        this.isBusy = computed(() => {
            const phase = session.phase.value;
            const isUnderWay = phase.name === "connecting" || phase.name === "waiting" || phase.name === "online";
            return this.isResetting.value || (this.isSubmitted.value && isUnderWay);
        });
        effect(() => {
            const turned = identity.turnedAway.value;
            if (turned)
                untracked(() => this.take(turned));
        });
        effect(() => {
            // What to sign in with the next time, also of a guest who became an account.
            const login = identity.self.value?.login;
            if (login)
                this.name.value = login;
        });
        effect(() => {
            if (!door.isInside.value)
                return void (comesAs.value = profile.comesAs);
            for (const typed of [this.password, this.code])
                typed.value = "";
            this.asksCode.value = false;
            this.isSubmitted.value = false;
            this.chosen.value = null;
            this.reason.value = null;
            this.problem.value = null;
            this.link.value = null;
        });
    }

    choose(form: EntryForm): void {
        this.chosen.value = form;
        this.problem.value = null;
        this.asksCode.value = false;
    }

    type(field: EntryField, text: string): void {
        this[field].value = text;
        this.problem.value = null;
        if (field !== "code" && field !== "room")
            this.asksCode.value = false;
    }

    /** What the address brought. */
    open(link: EntryLink): void {
        this.chosen.value = null;
        this.reason.value = null;
        void this.check(link);
    }

    async check({ kind, code }: EntryLink): Promise<void> {
        this.link.value = { kind, code, state: "checking" };
        const checked = await this.errands.checkLink(code);
        if (this.link.peek()?.code !== code)
            return;
        if (checked.ok)
            this.link.value = { code, state: "good", kind: checked.value.kind, name: checked.value.name };
        else if (checked.error.code === "link-unknown")
            this.link.value = { kind, code, state: "bad" };
        else
            this.link.value = { kind, code, state: "unreached" };
        if (this.link.value.state === "bad")
            this.reason.value = badLink;
    }

    /** Goes on as whoever is signed in here, without the link. */
    dropLink(): void {
        this.link.value = null;
        this.reason.value = null;
        void this.door.resume();
    }

    async submit(): Promise<void> {
        if (this.isBusy.peek() && this.door.session.phase.peek().name !== "waiting")
            return;
        const link = this.link.peek();
        const way = this.form.peek() === "reset" ? await this.reset(link) : this.wayIn(link);
        if (!way.ok)
            return void (this.problem.value = problemOf(way.error));
        this.isSubmitted.value = true;
        this.door.enter(way.value.way, way.value.room);
    }

    private take({ error, was, person, unsent }: TurnedAway): void {
        this.isSubmitted.value = false;
        if (error.code === "code-needed") {
            this.asksCode.value = true;
            this.code.value = "";
            return;
        }
        const link = this.link.peek();
        if (error.code === "link-unknown" && link) {
            this.link.value = { ...link, state: "bad" };
            this.reason.value = badLink;
        } else if (was === "guest" || was === "logIn" || was === "register") {
            this.problem.value = problemOf(error);
        } else if (person || error.code !== "token-unknown") {
            this.name.value = person?.login || person?.name || this.name.peek();
            this.chosen.value = person?.kind === "account" ? "signIn" : null;
            this.reason.value = reasonText(error, unsent);
        }
    }

    private wayIn(link: OpenedLink | null): Result<Entering> {
        const name = cleanName(this.name.peek());
        if (!name.ok)
            return name;
        const form = this.form.peek();
        if (form === "guest") {
            const room = cleanRoomName(this.room.peek());
            return room.ok ? success({ way: { how: "guest", name: name.value }, room: room.value }) : room;
        }
        const password = this.password.peek();
        if (form === "register") {
            const checked = checkPassword(password, name.value);
            return checked.ok ? success({ way: { how: "register", name: name.value, password, link: link?.code }, room: "" }) : checked;
        }
        if (password === "")
            return { ok: false, error: { code: "password-too-short", sentence: "Type your password." } };
        const code = this.code.peek().replace(/\s/g, "");
        if (this.asksCode.peek() && code === "")
            return { ok: false, error: { code: "code-needed", sentence: "Type the code." } };
        return success({ way: { how: "logIn", name: name.value, password, ...(this.asksCode.peek() ? { code } : {}) }, room: "" });
    }

    private async reset(link: OpenedLink | null): Promise<Result<Entering>> {
        const password = this.password.peek();
        const checked = checkPassword(password, link?.name ?? "");
        if (!checked.ok || !link)
            return checked.ok ? { ok: false, error: { code: "link-unknown", sentence: badLink } } : checked;
        this.isResetting.value = true;
        const reset = await this.errands.resetPassword(link.code, password);
        this.isResetting.value = false;
        if (!reset.ok && reset.error.code === "link-unknown") {
            this.link.value = { ...link, state: "bad" };
            this.reason.value = badLink;
        }
        if (!reset.ok)
            return reset;
        this.name.value = link.name ?? this.name.peek();
        this.link.value = null;
        this.chosen.value = "signIn";
        return success({ way: { how: "logIn", name: this.name.peek(), password }, room: "" });
    }
}
