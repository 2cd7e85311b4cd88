// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import archive from "icon:archive";
import ban from "icon:ban";
import eye from "icon:eye";
import megaphone from "icon:megaphone";
import muted from "icon:mic-off";
import send from "icon:send-horizontal";
import { fitHeight } from "../cssom";
import { limits } from "../limits";
import { countText } from "../format";
import { slowWords, type Hindrance } from "../posting";
import type { Room } from "../room";
import { messageLength } from "../text";
import { useClient } from "./context";
import { Icon, type Shapes } from "./icon";
import { useNowUntil, useSecondsUntil } from "./time";

const whyIcons: Readonly<Record<Hindrance["kind"], Shapes>> = { archived: archive, blocked: ban, reader: eye, rule: megaphone, muted };

/** From so many characters left on, their number is said. */
const nearEnd = 500;
/** Composing a text makes it at most three times as long; shorter ones need no counting. */
const surelyShort = (limits.messageCharacters - nearEnd) / 3;

function lengthNote(text: string): { readonly words: string; readonly isOver: boolean } | null {
    if (text.length < surelyShort)
        return null;
    const left = limits.messageCharacters - messageLength(text);
    if (left > nearEnd)
        return null;
    const count = countText(Math.abs(left), "character", "characters");
    return left >= 0
        ? { words: `${count} left`, isOver: false }
        : { words: `${count} too many. Shorten it, or send it in parts.`, isOver: true };
}

/** Where one writes, or why one cannot. */
export function Composer({ room }: { readonly room: Room }): VNode {
    const { view, moderation } = useClient();
    const now = useNowUntil(room.standing.value.mutedUntil);
    const why = view.whyNotWrite(room, now);
    if (!why || !room.isJoined.value)
        return <Writing room={room} />;
    const partner = why.kind === "blocked" ? view.partnerIn(room) : null;
    return (
        <p class="composer composer-closed" role="status">
            <Icon of={whyIcons[why.kind]} size={16} />
            <span dir="auto">{why.words}</span>
            {partner && (
                <button class="button-quiet" onClick={() => void moderation.setBlocked(partner.id, false)}>
                    Unblock
                </button>
            )}
        </p>
    );
}

/** The draft stays with its room. */
function Writing({ room }: { readonly room: Room }): VNode {
    const client = useClient();
    const field = useRef<HTMLTextAreaElement>(null);
    const [text, setText] = useState(() => client.local.drafts.of(room.id));
    const [problem, setProblem] = useState<string | null>(null);
    /** What is being kept and sent. */
    const underWay = useRef<string | null>(null);
    const note = lengthNote(text);
    const isBlank = text.trim() === "";
    const wait = useSecondsUntil(client.view.slowUntil(room) || null);
    const words = problem ?? note?.words ?? (wait > 0 ? slowWords(wait) : null);

    useLayoutEffect(() => {
        if (field.current)
            fitHeight(field.current);
    }, [text]);
    useEffect(() => {
        const fit = (): void => {
            if (field.current)
                fitHeight(field.current);
        };
        window.addEventListener("resize", fit);
        return () => window.removeEventListener("resize", fit);
    }, []);
    const { arrived } = client.local.drafts;
    useEffect(() => {
        // What is in the field was typed since, and stays.
        setText((typed) => (typed === "" ? client.local.drafts.of(room.id) : typed));
    }, [arrived.value]);
    useEffect(() => {
        // On touch screens the keyboard would cover half the room that one came to read.
        if (!matchMedia("(pointer: coarse)").matches)
            field.current?.focus();
    }, []);

    const write = (typed: string): void => {
        setText(typed);
        setProblem(null);
        client.local.drafts.remember(room.id, typed);
        if (typed.trim() === "")
            client.stopTyping();
        else
            client.typed(room);
    };
    const post = async (): Promise<void> => {
        // What is too long is said already, with what to do about it. A key that repeats sends once.
        if (isBlank || note?.isOver || underWay.current === text)
            return;
        underWay.current = text;
        const posted = await client.post(room, text);
        underWay.current = null;
        if (!posted.ok)
            return setProblem(posted.error.sentence);
        // The field is emptied only now that the message is kept; what was typed meanwhile stays.
        const typed = field.current?.value ?? text;
        const rest = typed.startsWith(text) ? typed.slice(text.length) : typed;
        setText(rest);
        setProblem(null);
        client.local.drafts.remember(room.id, rest);
        field.current?.focus();
    };
    const pressed = (event: KeyboardEvent): void => {
        // Enter that ends an input method's composition only chooses a word; 229 is how Safari says it.
        const isComposing = event.isComposing || event.keyCode === 229;
        if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey && !isComposing) {
            event.preventDefault();
            void post();
        } else if (event.key === "Escape" && !isComposing) {
            room.newAfter.value = null;
        }
    };
    return (
        <form
            class="composer"
            onSubmit={(event) => {
                event.preventDefault();
                void post();
            }}
        >
            <div class={`composer-field${note?.isOver || problem ? " is-wrong" : ""}`}>
                <textarea
                    ref={field}
                    aria-label="Message"
                    aria-describedby={words ? "composer-note" : undefined}
                    aria-invalid={note?.isOver === true || problem !== null}
                    placeholder={`Message ${client.view.titleOf(room)}`}
                    rows={1}
                    dir="auto"
                    enterkeyhint="send"
                    value={text}
                    onInput={(event) => write(event.currentTarget.value)}
                    onKeyDown={pressed}
                    onBlur={() => client.stopTyping()}
                />
                <button
                    type="submit"
                    class="button-send"
                    aria-label="Send"
                    title="Send (Enter)"
                    aria-disabled={isBlank || note?.isOver === true}
                    // The field keeps the focus, and with it the on-screen keyboard.
                    onPointerDown={(event) => event.preventDefault()}
                >
                    <Icon of={send} />
                </button>
            </div>
            {words && (
                <p id="composer-note" class={note?.isOver || problem ? "field-problem" : "field-hint"} aria-live={wait > 0 ? "off" : "polite"}>
                    {words}
                </p>
            )}
        </form>
    );
}
