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
import { useClient } from "./context";
import { Icon } from "./icon";
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

function Message({ row }: { readonly row: MessageRow }): VNode {
    const { author, pending } = row;
    const { identity } = useClient();
    const unsent = isUnsent(pending);
    const state = pending?.state === "failed" ? " is-failed" : unsent ? " is-pending" : row.mentionsMe ? " is-mention" : "";
    return (
        <article class={`message${row.isHead ? " is-head" : ""}${state}`}>
            {row.isHead ? (
                <>
                    <Avatar id={author.id} name={author.name} />
                    <h3 class={`author hue-${identity.hueOf(author.id)}`}>
                        <span dir="auto">{author.name}</span> <Time of={row.time} />
                    </h3>
                </>
            ) : (
                <span class="line-time">
                    <span class="visually-hidden">{author.name} </span>
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
        </article>
    );
}

function Start({ room }: { readonly room: Room }): VNode {
    const { name, lastSeq } = room.summary.value;
    return (
        <div class="start">
            <h2 dir="auto">{name}</h2>
            <p class="muted">
                {lastSeq === 0
                    ? "Nothing has been said here yet. Write the first message below."
                    : "This is where the room begins."}
            </p>
        </div>
    );
}

export function TimelineRow({ row, room }: { readonly row: Row; readonly room: Room }): VNode {
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
        case "message":
            return <Message row={row} />;
    }
}
