// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { EntryField, EntryForm, OpenedLink } from "../entrystate";
import { limits } from "../limits";
import { useClient } from "./context";
import { CodeField, Field, PasswordField } from "./field";
import { Logo } from "./logo";
import { useDelayed, useSecondsUntil } from "./time";

/** What stands in the way of getting in, and what happens next. */
function Progress(): VNode | null {
    const client = useClient();
    const phase = client.session.phase.value;
    const isSlow = useDelayed(phase.name === "connecting");
    const seconds = useSecondsUntil(phase.name === "waiting" ? phase.retryAt : null);
    if (phase.name === "waiting") {
        return (
            <div class="entry-progress" role="alert">
                <p>
                    Could not reach {location.host}. {seconds > 0 ? `Trying again in ${seconds} s.` : "Trying again…"}
                    {client.profile.isLeaving && " You are signed out here, and there as soon as it answers."}
                </p>
                <button type="button" class="button-quiet" onClick={() => client.session.retryNow()}>
                    Try now
                </button>
            </div>
        );
    }
    return isSlow ? <p class="entry-progress muted">Connecting to {location.host}…</p> : null;
}

/** A link that is not known to be good yet. */
function LinkProgress({ link }: { readonly link: OpenedLink }): VNode | null {
    const { entry } = useClient();
    const isSlow = useDelayed(link.state === "checking");
    if (link.state !== "unreached")
        return isSlow ? <p class="entry-progress muted">Looking at the link…</p> : null;
    return (
        <div class="entry-progress" role="alert">
            <p>Could not reach {location.host}.</p>
            <button type="button" class="button-quiet" onClick={() => void entry.check(link)}>
                Try again
            </button>
        </div>
    );
}

const titles: Readonly<Record<EntryForm, string>> = {
    guest: "Welcome to Hobnob",
    signIn: "Welcome to Hobnob",
    register: "Make an account",
    reset: "Choose a new password",
};
const submits: Readonly<Record<EntryForm, string>> = {
    guest: "Join",
    signIn: "Sign in",
    register: "Make an account",
    reset: "Set the password",
};
const switches: Readonly<Record<EntryForm, string>> = {
    guest: "Continue as a guest",
    signIn: "Sign in with an account",
    register: "Make an account",
    reset: "",
};

function titleOf(form: EntryForm, link: OpenedLink | null): string {
    return form === "register" && link?.kind === "setup" ? "Set up Hobnob" : titles[form];
}

/** A sentence on what the form leads to, where that is not plain. */
function Purpose({ form, link }: { readonly form: EntryForm; readonly link: OpenedLink | null }): VNode | null {
    const welcome = useClient().session.welcome.value;
    if (form === "register" && link?.kind === "setup")
        return <p class="entry-purpose">This link makes you the administrator of this server.</p>;
    if (form === "register" && link?.kind === "invite")
        return <p class="entry-purpose">You are invited. Choose a name and a password.</p>;
    if (form === "reset" && link?.name)
        return (
            <p class="entry-purpose">
                For <b dir="auto">{link.name}</b>. You are signed out everywhere else.
            </p>
        );
    if (form === "signIn" && welcome && !welcome.guests && !link) {
        if (!welcome.setUp)
            return <p class="entry-purpose">Nobody looks after this server yet. The setup link that it printed when it started makes you its administrator.</p>;
        if (welcome.registration !== "open")
            return <p class="entry-purpose">This server is for people who have an account{welcome.registration === "invite" ? ", or an invite" : ""}.</p>;
    }
    return null;
}

function Fields({ form, link }: { readonly form: EntryForm; readonly link: OpenedLink | null }): VNode {
    const { entry } = useClient();
    const problem = (field: EntryField): string | null =>
        entry.problem.value?.field === field ? entry.problem.value.sentence : null;
    const isNew = form === "register" || form === "reset";
    const name = form === "reset" ? (link?.name ?? "") : entry.name.value;
    return (
        <>
            {form === "reset" ? (
                // For password managers, which have to know whose password it is.
                <input class="visually-hidden" type="text" name="username" autocomplete="username" value={name} readOnly tabIndex={-1} aria-hidden="true" />
            ) : (
                <Field
                    label={form === "signIn" ? "Name" : "Your name"}
                    name="name"
                    value={name}
                    what="A name"
                    most={limits.nameCharacters}
                    autocomplete={form === "guest" ? "nickname" : "username"}
                    capitals={form === "signIn" ? "none" : "words"}
                    problem={problem("name")}
                    onType={(text) => entry.type("name", text)}
                />
            )}
            {form === "guest" ? (
                <Field
                    label="Room"
                    name="room"
                    value={entry.room.value}
                    what="A room's name"
                    most={limits.roomNameCharacters}
                    autocomplete="off"
                    hint="It is made when there is none of this name."
                    problem={problem("room")}
                    onType={(text) => entry.type("room", text)}
                />
            ) : (
                <PasswordField
                    key={form}
                    label={form === "reset" ? "New password" : "Password"}
                    name="password"
                    value={entry.password.value}
                    autocomplete={isNew ? "new-password" : "current-password"}
                    problem={problem("password")}
                    {...(isNew ? { newFor: name } : {})}
                    onType={(text) => entry.type("password", text)}
                />
            )}
            {form === "signIn" && entry.asksCode.value && (
                <CodeField
                    canRecover
                    value={entry.code.value}
                    hint="From your app for such codes."
                    problem={problem("code")}
                    onType={(text) => entry.type("code", text)}
                />
            )}
        </>
    );
}

/** The other ways in. */
function Others({ form, link }: { readonly form: EntryForm; readonly link: OpenedLink | null }): VNode | null {
    const client = useClient();
    const { entry } = client;
    const { person } = client.profile;
    const others = entry.forms.value.filter((other) => other !== form);
    if (entry.asksCode.value || (others.length === 0 && !(link && person)))
        return null;
    return (
        <div class="entry-others">
            {others.map((other) => (
                <button key={other} type="button" class="button-plain" onClick={() => entry.choose(other)}>
                    {switches[other]}
                </button>
            ))}
            {link && person && (
                <button type="button" class="button-plain" onClick={() => entry.dropLink()}>
                    Go on as {person.name}
                </button>
            )}
        </div>
    );
}

/** The first screen: who are you, and where to? */
export function Entry(): VNode {
    const client = useClient();
    const { entry } = client;
    const form = entry.form.value;
    const link = entry.link.value;
    const problem = entry.problem.value;
    const element = useRef<HTMLFormElement>(null);
    const isChecking = link !== null && (link.state === "checking" || link.state === "unreached");
    const isStarting = client.isStarting.value;
    const isSlow = useDelayed(isStarting);
    const showsForm = !isStarting || isSlow;

    const focus = (field: string): void => element.current?.querySelector<HTMLInputElement>(`[name="${field}"]`)?.focus();
    useEffect(() => {
        if (problem?.field)
            focus(problem.field);
    }, [problem]);
    useEffect(() => {
        if (showsForm && !isChecking)
            focus(form === "reset" || (form !== "guest" && entry.name.peek() !== "") ? "password" : "name");
    }, [showsForm, isChecking, form]);
    useEffect(() => {
        if (entry.asksCode.value)
            focus("code");
    }, [entry.asksCode.value]);

    // A reload is back in a moment; a form that flashes by would only be in the way.
    if (!showsForm)
        return <main class="entry" />;
    return (
        <main class="entry">
            <form
                class="entry-card"
                ref={element}
                noValidate
                onSubmit={(event) => {
                    event.preventDefault();
                    void entry.submit();
                }}
            >
                <Logo />
                <h1>{titleOf(form, link)}</h1>
                <p class="muted entry-host">{location.host}</p>
                {entry.reason.value && (
                    <p class="entry-reason" role="alert">
                        {entry.reason.value}
                    </p>
                )}
                {isChecking ? (
                    <LinkProgress link={link} />
                ) : (
                    <>
                        <Purpose form={form} link={link} />
                        <Fields form={form} link={link} />
                        {problem && problem.field === null && (
                            <p class="field-problem entry-problem" role="alert">
                                {problem.sentence}
                            </p>
                        )}
                        <button type="submit" class="button-primary" aria-disabled={entry.isBusy.value}>
                            {submits[form]}
                        </button>
                        <Progress />
                    </>
                )}
                <Others form={form} link={link} />
            </form>
        </main>
    );
}
