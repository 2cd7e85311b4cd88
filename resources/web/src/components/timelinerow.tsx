// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { VNode } from "preact";
import alert from "icon:circle-alert";
import clock from "icon:clock";
import { minute } from "../browser";
import { bareTimeText, dayText, fullTimeText, timeText } from "../format";
import type { PendingMessage } from "../outbox";
import type { Room } from "../room";
import type { MessageRow, Row } from "../timelinerows";
import { Avatar } from "./avatar";
import { BotBadge } from "./botbadge";
import { useClient } from "./context";
import { Icon } from "./icon";
import { MessageMenu } from "./messagemenu";
import { MessageText } from "./messagetext";

function Time({ of, text = timeText }: { readonly of: number; readonly text?: (time: number) => string }): VNode {
    return (
        <time dateTime={new Date(of).toISOString()} title={fullTimeText(of)}>
            {text(of)}
        </time>
    );
}

/** A failure stays with its message: what happened, Try again, Discard. */
function FailedLine({ message }: { readonly message: PendingMessage }): VNode {
    const client = useClient();
    return (
        <p class="failed" role="alert">
            <Icon of={alert} size={16} />
            <span>Not sent. {message.error?.sentence}</span>
            <button class="button-quiet" onClick={() => void client.postman.retry(message)}>
                Try again
            </button>
            <button class="button-quiet" onClick={() => client.postman.discard(message.clientId)}>
                Discard
            </button>
        </p>
    );
}

function isUnsent(message: PendingMessage | null): boolean {
    return message !== null && message.state !== "sent" && message.state !== "failed";
}

function Message({ row, room, isStop }: { readonly row: MessageRow; readonly room: Room; readonly isStop: boolean }): VNode {
    const { author, pending } = row;
    const { identity, user } = useClient();
    const unsent = isUnsent(pending);
    const state = pending?.state === "failed" ? " is-failed" : unsent ? " is-pending" : row.mentionsMe ? " is-mention" : "";
    return (
        <article class={`message${row.isHead ? " is-head" : ""}${state}`}>
            {row.isHead ? (
                <>
                    <Avatar id={author.id} name={author.name} />
                    <h3 class={`author hue-${identity.hueOf(author.id)}`}>
                        <span dir="auto">{author.name}</span> {row.isBot && <BotBadge />} <Time of={row.time} />
                    </h3>
                </>
            ) : (
                <span class="line-time">
                    <span class="visually-hidden">
                        {author.name} {row.isBot && "bot "}
                    </span>
                    <Time of={row.time} text={bareTimeText} />
                </span>
            )}
            {row.mentionsMe && <span class="visually-hidden">Mentions you: </span>}
            <MessageText text={row.text} />
            {unsent && (
                <span class="pending-mark" title="Not sent yet">
                    <Icon of={clock} size={16} />
                    <span class="visually-hidden">Not sent yet</span>
                </span>
            )}
            {pending?.state === "failed" && <FailedLine message={pending} />}
            {author.id !== user.value?.id && <MessageMenu row={row} room={room} isStop={isStop} />}
        </article>
    );
}

/** Several messages of people who are blocked are one line. */
function Folded({ seqs, room }: { readonly seqs: readonly number[]; readonly room: Room }): VNode {
    const show = ({ currentTarget }: { readonly currentTarget: Element }): void => {
        // The button goes, and the keyboard goes on where it was.
        currentTarget.closest<HTMLElement>("[role=log]")?.focus();
        room.unfolded.value = new Set([...room.unfolded.peek(), ...seqs]);
    };
    return (
        <p class="notice folded">
            Someone you blocked wrote here.{" "}
            <button class="button-quiet" onClick={show}>
                Show
            </button>
        </p>
    );
}

function Start({ room }: { readonly room: Room }): VNode {
    const { lastSeq, kind } = room.summary.value;
    return (
        <div class="start">
            <h2 dir="auto">{useClient().view.titleOf(room)}</h2>
            <p class="muted">
                {lastSeq === 0
                    ? "Nothing has been said here yet. Write the first message below."
                    : kind === "direct"
                      ? "This is where you began to talk."
                      : "This is where the room begins."}
            </p>
        </div>
    );
}

export interface TimelineRowProps {
    readonly row: Row;
    readonly room: Room;
    /** Its menu is the one that Tab reaches. */
    readonly isStop: boolean;
}

export function TimelineRow({ row, room, isStop }: TimelineRowProps): VNode {
    switch (row.kind) {
        case "start":
            return <Start room={room} />;
        case "day":
            return (
                <div class="day">
                    <span>{dayText(row.time, minute.value)}</span>
                </div>
            );
        case "new":
            return (
                <div class="new-line">
                    <span>New messages</span>
                </div>
            );
        case "notice":
            return (
                <p class="notice">
                    <span dir="auto">{row.text}</span> <Time of={row.time} />
                </p>
            );
        case "folded":
            return <Folded seqs={row.seqs} room={room} />;
        case "message":
            return <Message row={row} room={room} isStop={isStop} />;
    }
}
