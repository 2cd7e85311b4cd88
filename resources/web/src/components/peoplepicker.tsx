// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import close from "icon:x";
import type { Person, UserId } from "../protocol/messages";
import { Avatar } from "./avatar";
import { BotBadge } from "./botbadge";
import { useClient } from "./context";
import { Icon } from "./icon";

/** Milliseconds after the last key until the server is asked. */
const pause = 150;

interface Found {
    readonly typed: string;
    readonly people: readonly Person[];
}

/** Whom the server finds for what is typed; the last answer until the next is there, and what was found before at once. */
function useFound(typed: string): Found | null {
    const { desk } = useClient();
    const known = useRef(new Map<string, Found>());
    const [found, setFound] = useState<Found | null>(null);
    useEffect(() => {
        const before = known.current.get(typed);
        if (before)
            return setFound(before);
        let isWanted = true;
        const timer = setTimeout(() => {
            void desk.findPeople(typed).then((answer) => {
                if (!answer.ok)
                    return;
                const now = { typed, people: answer.value };
                known.current.set(typed, now);
                if (isWanted)
                    setFound(now);
            });
        }, typed === "" ? 0 : pause);
        return () => {
            isWanted = false;
            clearTimeout(timer);
        };
    }, [typed]);
    return found;
}

function Chip({ person, onRemove }: { readonly person: Person; readonly onRemove: () => void }): VNode {
    return (
        <li class="chip">
            <span dir="auto">{person.name}</span>
            <button type="button" class="button-icon" aria-label={`Remove ${person.name}`} onClick={onRemove}>
                <Icon of={close} size={16} />
            </button>
        </li>
    );
}

export interface PeoplePickerProps {
    readonly label: string;
    readonly chosen: readonly Person[];
    readonly most: number;
    /** Who cannot be chosen. */
    readonly without?: (id: UserId) => boolean;
    readonly problem: string | null;
    readonly onChoose: (chosen: readonly Person[]) => void;
}

/** Type some of a name; the arrows walk through who is found, Enter chooses, Backspace takes the last one back. */
export function PeoplePicker({ label, chosen, most, without, problem, onChoose }: PeoplePickerProps): VNode {
    const [typed, setTyped] = useState("");
    const [index, setIndex] = useState(0);
    const field = useRef<HTMLInputElement>(null);
    /** Enter was pressed before the server had answered: whoever comes first is meant. */
    const isMeant = useRef(false);
    const id = useId();
    const isOnline = useClient().session.phase.value.name === "online";
    const found = useFound(typed.trim());
    const held = new Set(chosen.map((person) => person.id));
    const isFull = chosen.length >= most;
    const offered = isFull ? [] : (found?.people ?? []).filter((person) => !held.has(person.id) && !without?.(person.id));
    const at = Math.min(index, offered.length - 1);
    useEffect(() => {
        document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" });
    }, [at]);

    const choose = (person: Person | undefined): void => {
        if (!person)
            return;
        onChoose([...chosen, person]);
        setTyped("");
        setIndex(0);
        field.current?.focus();
    };
    useEffect(() => {
        if (isMeant.current && found?.typed === typed.trim()) {
            isMeant.current = false;
            choose(offered[0]);
        }
    }, [found]);
    const pressed = (event: KeyboardEvent): void => {
        if (event.isComposing)
            return;
        if ((event.key === "ArrowDown" || event.key === "ArrowUp") && offered.length > 0) {
            event.preventDefault();
            setIndex((at + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length);
        } else if (event.key === "Enter" && (typed.trim() !== "" || chosen.length === 0)) {
            // With nothing typed, and somebody chosen, Enter sends the form.
            event.preventDefault();
            if (found?.typed === typed.trim())
                choose(offered[at]);
            else
                isMeant.current = true;
        } else if (event.key === "Backspace" && typed === "" && chosen.length > 0) {
            onChoose(chosen.slice(0, -1));
        }
    };
    const note = problem ?? (isFull ? "These are as many as there can be." : null);
    return (
        <div class="field picker">
            <label for={id}>{label}</label>
            {chosen.length > 0 && (
                <ul class="chips" aria-label="Chosen">
                    {chosen.map((person) => (
                        <Chip
                            key={person.id}
                            person={person}
                            onRemove={() => {
                                onChoose(chosen.filter((other) => other !== person));
                                field.current?.focus();
                            }}
                        />
                    ))}
                </ul>
            )}
            <input
                ref={field}
                id={id}
                name="people"
                type="text"
                role="combobox"
                aria-expanded={offered.length > 0}
                aria-controls={`${id}-list`}
                aria-activedescendant={offered.length > 0 ? `${id}-${at}` : undefined}
                aria-invalid={problem !== null}
                aria-describedby={note ? `${id}-note` : undefined}
                autocomplete="off"
                spellcheck={false}
                dir="auto"
                value={typed}
                onInput={(event) => {
                    setTyped(event.currentTarget.value);
                    setIndex(0);
                    isMeant.current = false;
                }}
                onKeyDown={pressed}
            />
            {note && (
                <p id={`${id}-note`} class={problem ? "field-problem" : "field-hint"}>
                    {note}
                </p>
            )}
            <ul id={`${id}-list`} class="picker-list" role="listbox" aria-label="People found">
                {offered.map((person, i) => (
                    <li
                        key={person.id}
                        id={`${id}-${i}`}
                        role="option"
                        aria-selected={i === at}
                        // The field keeps the focus, and what was typed.
                        onMouseDown={(event) => event.preventDefault()}
                        onClick={() => choose(person)}
                    >
                        <Avatar id={person.id} name={person.name} size="small" presence={person.presence} look={person} />
                        <span dir="auto">{person.name}</span>
                        {person.kind === "bot" && <BotBadge />}
                        {person.status !== "" && (
                            <span class="muted" dir="auto">
                                {person.status}
                            </span>
                        )}
                    </li>
                ))}
            </ul>
            {!isFull && !isOnline && offered.length === 0 && (
                <p class="muted picker-none" role="status">
                    You are offline. People are found when the server is back.
                </p>
            )}
            {!isFull && isOnline && found && found.typed !== "" && found.typed === typed.trim() && offered.length === 0 && (
                <p class="muted picker-none" role="status">
                    Nobody else has “{found.typed}” in their name.
                </p>
            )}
        </div>
    );
}
