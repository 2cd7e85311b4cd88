// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { limits } from "../limits";
import type { Failure } from "../result";
import { cleanName, cleanRoomName } from "../text";
import { useClient } from "./context";
import { Field } from "./field";
import { Logo } from "./logo";
import { useDelayed, useSecondsUntil } from "./time";

/** What is wrong with one of the two fields, beside which it is shown. */
interface Problem {
    readonly field: "name" | "room";
    readonly sentence: string;
}

/** The server names the field of the request; this finds it on the form. */
function problemOf(error: Failure | null): Problem | null {
    if (!error)
        return null;
    return { field: error.field === "room" || error.code.startsWith("room-") ? "room" : "name", sentence: error.sentence };
}

function check(name: string, room: string): Problem | null {
    const person = cleanName(name);
    if (!person.ok)
        return { field: "name", sentence: person.error.sentence };
    const place = cleanRoomName(room);
    return place.ok ? null : { field: "room", sentence: place.error.sentence };
}

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
                </p>
                <button type="button" class="button-quiet" onClick={() => client.session.retryNow()}>
                    Try now
                </button>
            </div>
        );
    }
    return isSlow ? <p class="entry-progress muted">Connecting to {location.host}…</p> : null;
}

/** The first screen: who are you, and where to? */
export function Entry(): VNode {
    const client = useClient();
    const remembered = client.profile.session;
    const [name, setName] = useState(client.profile.name);
    const [room, setRoom] = useState(client.profile.room || "Lobby");
    const [problem, setProblem] = useState<Problem | null>(null);
    const form = useRef<HTMLFormElement>(null);
    const phase = client.session.phase.value.name;
    const isBusy = phase === "connecting" || phase === "waiting" || phase === "online";
    const refused = problemOf(client.entryError.value);
    const shown = problem ?? refused;
    const isResuming = (client.isStarting.value || remembered !== null) && client.entryError.value === null;
    const showsForm = useDelayed(isResuming) || !isResuming;

    const focus = (field: "name" | "room"): void =>
        form.current?.querySelector<HTMLInputElement>(`[name="${field}"]`)?.focus();
    useEffect(() => {
        if (refused)
            focus(refused.field);
    }, [client.entryError.value]);
    useEffect(() => {
        if (showsForm)
            focus("name");
    }, [showsForm]);

    // A reload is back in a moment; a form that flashes by would only be in the way.
    if (!showsForm)
        return <main class="entry" />;
    const submit = (event: Event): void => {
        event.preventDefault();
        if (phase === "connecting" || phase === "online")
            return;
        const found = check(name, room);
        setProblem(found);
        if (found)
            return focus(found.field);
        const person = cleanName(name);
        const place = cleanRoomName(room);
        if (person.ok && place.ok)
            client.enter({ name: person.value, room: place.value });
    };
    const typing = (set: (text: string) => void) => (text: string) => {
        set(text);
        setProblem(null);
        client.entryError.value = null;
    };
    return (
        <main class="entry">
            <form class="entry-card" ref={form} onSubmit={submit} noValidate>
                <Logo />
                <h1>Welcome to Hobnob</h1>
                <p class="muted entry-host">{location.host}</p>
                <Field
                    label="Your name"
                    name="name"
                    value={name}
                    what="A name"
                    most={limits.nameCharacters}
                    autocomplete="nickname"
                    problem={shown?.field === "name" ? shown.sentence : null}
                    onType={typing(setName)}
                />
                <Field
                    label="Room"
                    name="room"
                    value={room}
                    what="A room's name"
                    most={limits.roomNameCharacters}
                    autocomplete="off"
                    hint="It is made when there is none of this name."
                    problem={shown?.field === "room" ? shown.sentence : null}
                    onType={typing(setRoom)}
                />
                <button type="submit" class="button-primary" aria-disabled={isBusy}>
                    Join
                </button>
                <Progress />
            </form>
        </main>
    );
}
