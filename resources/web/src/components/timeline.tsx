// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { computed } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import arrowDown from "icon:arrow-down";
import { countText, numberText } from "../format";
import type { Room } from "../room";
import { timelineRows } from "../timelinerows";
import { TimelineView } from "../timelineview";
import type { Anchor } from "../virtuallist";
import { useClient } from "./context";
import { Icon } from "./icon";
import { useMenuStop } from "./menustop";
import { useDelayed } from "./time";
import { TimelineRow } from "./timelinerow";

/** Where one was reading in rooms that were left; nothing for those at their end. */
const places = new Map<string, readonly Anchor[]>();

function JumpToLatest({ room, onJump }: { readonly room: Room; readonly onJump: () => void }): VNode {
    const unread = room.unread.value;
    return (
        <button
            class={`jump-to-latest${unread > 0 ? " has-count" : ""}`}
            aria-label={unread > 0 ? countText(unread, "new message", "new messages") : "Jump to latest"}
            title="Jump to latest (End)"
            onClick={onJump}
        >
            <Icon of={arrowDown} size={16} />
            {unread > 0 && <span>{numberText(unread)} new</span>}
        </button>
    );
}

/** One room's timeline. A new one is made for each room. */
export function Timeline({ room }: { readonly room: Room }): VNode {
    const client = useClient();
    const scroller = useRef<HTMLDivElement>(null);
    const above = useRef<HTMLDivElement>(null);
    const rowsBox = useRef<HTMLDivElement>(null);
    const below = useRef<HTMLDivElement>(null);
    const hasOpened = useRef(false);

    const rows = useMemo(
        () =>
            computed(() => {
                void room.changed.value;
                void client.postman.changed.value;
                return timelineRows({
                    events: room.log.events,
                    hasOlder: room.log.hasOlder,
                    hasNewer: room.log.hasNewer,
                    notices: room.notices.all(),
                    pending: client.postman.pending(room.id),
                    newAfter: room.newAfter.value,
                    me: client.user.value,
                    isBlocked: (id) => client.moderation.isBlocked(id),
                    unfolded: room.unfolded.value,
                });
            }),
        [room],
    );
    const view = useMemo(
        () =>
            new TimelineView((scrolled) => {
                const middle = scrolled.middle;
                if (middle?.kind === "message")
                    room.log.look(scrolled.isAtEnd.peek() ? 0 : middle.seq);
                want();
            }),
        [room],
    );
    const want = (): void => {
        client.reading.showsBottom(view.isAtEnd.peek());
        if (view.wantsOlder)
            void client.sync.loadOlder(room);
        if (view.wantsNewer && !room.log.follows)
            void client.sync.loadNewer(room);
    };

    const isOpen = room.isJoined.value;
    const all = isOpen ? rows.value : [];
    view.setRows(all);
    const { start, end } = view.range.value;
    const others = all.slice(start, end).filter((row) => row.kind === "message" && row.author.id !== client.user.value?.id);
    const stop = useMenuStop(
        others.map(({ key }) => key),
        others[others.length - 1]?.key,
    );
    const isWaiting = useDelayed(!isOpen || room.loadingOlder.value);

    useLayoutEffect(() => {
        if (!scroller.current || !above.current || !rowsBox.current || !below.current)
            return undefined;
        const detach = view.attach({
            scroller: scroller.current,
            above: above.current,
            rows: rowsBox.current,
            below: below.current,
        });
        return () => {
            places.set(room.id, view.place);
            detach();
        };
    }, [view]);

    useLayoutEffect(() => {
        if (isOpen && !hasOpened.current && all.length > 0) {
            hasOpened.current = true;
            const place = places.get(room.id);
            if (all.some((row) => row.kind === "new"))
                view.show("new", (scroller.current?.clientHeight ?? 600) / 4);
            else if (place && place.length > 0)
                view.restorePlace(place);
        }
        view.settle();
    });
    useEffect(want);

    // Somebody who writes wants to see it, wherever they were reading.
    const ownCount = client.postman.pending(room.id).length;
    const ownBefore = useRef(ownCount);
    useLayoutEffect(() => {
        if (ownCount > ownBefore.current)
            void toLatest();
        ownBefore.current = ownCount;
    }, [ownCount]);

    const toLatest = async (): Promise<void> => {
        await client.sync.loadNewest(room);
        view.toEnd();
    };
    const pressed = (event: KeyboardEvent): void => {
        if (event.key === "End" && !event.altKey && !event.ctrlKey) {
            event.preventDefault();
            void toLatest();
        }
    };
    return (
        <div class="timeline-place">
            <div
                class="timeline"
                ref={scroller}
                role="log"
                aria-label={`Messages in ${client.view.titleOf(room)}`}
                aria-live="off"
                aria-busy={room.loadingOlder.value}
                tabIndex={0}
                onKeyDown={pressed}
                {...stop.handlers}
            >
                <div class="timeline-above" ref={above} />
                <div class="timeline-rows" ref={rowsBox}>
                    {all.slice(start, end).map((row) => (
                        <div class="row" key={row.key} data-key={row.key}>
                            <TimelineRow row={row} room={room} isStop={row.key === stop.key} />
                        </div>
                    ))}
                </div>
                <div class="timeline-below" ref={below} />
            </div>
            {isWaiting && (
                <p class="loading" aria-hidden="true">
                    <span class="spinner" /> {isOpen ? "Older messages" : "Opening the room"}
                </p>
            )}
            {isOpen && (!view.isAtEnd.value || room.log.hasNewer) && <JumpToLatest room={room} onJump={() => void toLatest()} />}
        </div>
    );
}
