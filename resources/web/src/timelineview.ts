// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import { setPixels } from "./cssom";
import type { Row } from "./timelinerows";
import { VirtualList, type Anchor, type Range } from "./virtuallist";

/** The elements that a view works on; all of them stay the same for its life. */
export interface ViewElements {
    readonly scroller: HTMLElement;
    readonly above: HTMLElement;
    readonly rows: HTMLElement;
    readonly below: HTMLElement;
}

/** Rows that exist past the edges of the view, in pixels, so that scrolling meets no hole. */
const more = 700;
/** Nearer to the end than this is at the end. */
const nearEnd = 8;

/** A guess at a row's height until it is shown; wrong guesses cost nothing but a jumpy scroll bar. */
function guess(row: Row, width: number): number {
    if (row.kind !== "message")
        return row.kind === "start" ? 110 : 44;
    const perLine = Math.max(20, Math.min(width - 80, 680) / 7.6);
    const lines = row.text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
    return lines * 23.2 + (row.isHead ? 38 : 2);
}

/**
 * Shows the part of a timeline that is in view and keeps what one reads where it is: whatever is
 * added, removed or turns out higher, the first row in view stays put; at the end, the end does.
 */
export class TimelineView {
    readonly range = signal<Range>({ start: 0, end: 0 });
    readonly isAtEnd = signal(true);

    private readonly list = new VirtualList();
    private rows: readonly Row[] = [];
    private anchors: readonly Anchor[] = [];
    private elements: ViewElements | null = null;
    private readonly resized = new ResizeObserver(() => this.settle());
    /** The view's size when everything was last put where it belongs. */
    private width = 0;
    private height = 0;

    constructor(private readonly scrolled: (view: TimelineView) => void) {}

    attach(elements: ViewElements): () => void {
        this.elements = elements;
        const { scroller } = elements;
        const onScroll = (): void => this.follow();
        scroller.addEventListener("scroll", onScroll, { passive: true });
        this.resized.observe(scroller);
        this.resized.observe(elements.rows);
        return () => {
            scroller.removeEventListener("scroll", onScroll);
            this.resized.disconnect();
            this.elements = null;
        };
    }

    setRows(rows: readonly Row[]): void {
        if (rows === this.rows)
            return;
        this.rows = rows;
        const width = this.width || 600;
        this.list.setRows(rows.map((row) => row.key), rows.map((row) => guess(row, width)));
        this.choose();
    }

    /** After every rendering: measures what is there, and puts everything where it belongs. */
    settle(): void {
        const { elements } = this;
        if (!elements)
            return;
        this.width = elements.scroller.clientWidth;
        this.height = elements.scroller.clientHeight;
        for (const element of elements.rows.children) {
            const { key } = (element as HTMLElement).dataset;
            if (key !== undefined)
                this.list.setHeight(key, element.getBoundingClientRect().height);
        }
        const { start, end } = this.range.peek();
        setPixels(elements.above, "height", this.list.top(start));
        setPixels(elements.below, "height", this.list.height - this.list.top(end));
        this.restore(elements.scroller);
        if (!this.isAtEnd.peek() && this.showsEnd)
            this.isAtEnd.value = true;
        this.choose();
    }

    toEnd(): void {
        this.isAtEnd.value = true;
        this.anchors = [];
        this.choose();
        this.settle();
    }

    /** Puts the row that has this key `below` pixels under the top of the view. */
    show(key: string, below: number): void {
        if (this.list.indexOf(key) === undefined)
            return;
        this.isAtEnd.value = false;
        this.anchors = [{ key, below }];
        this.choose();
        this.settle();
    }

    /** By so many views, for the keyboard. */
    scrollBy(views: number): void {
        const scroller = this.elements?.scroller;
        scroller?.scrollBy({ top: views * scroller.clientHeight });
    }

    /** Whether the view is so near an end of what is held that more is wanted there. */
    get wantsOlder(): boolean {
        return this.viewTop < 2 * more;
    }
    get wantsNewer(): boolean {
        return this.list.height - this.viewTop - this.viewHeight < 2 * more;
    }
    /** The row in the middle of the view. */
    get middle(): Row | undefined {
        return this.rows[this.list.indexAt(this.viewTop + this.viewHeight / 2)];
    }
    get hasAnchor(): boolean {
        return this.anchors.length > 0;
    }
    get place(): readonly Anchor[] {
        return this.isAtEnd.peek() ? [] : this.anchors;
    }
    restorePlace(place: readonly Anchor[]): void {
        this.isAtEnd.value = place.length === 0;
        this.anchors = place;
        this.choose();
        this.settle();
    }

    private get showsEnd(): boolean {
        const scroller = this.elements?.scroller;
        return !scroller || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= nearEnd;
    }

    /** Where the view begins, from the top of the first row. */
    private get viewTop(): number {
        const { elements } = this;
        return elements ? elements.scroller.scrollTop - elements.above.offsetTop : 0;
    }
    private get viewHeight(): number {
        return this.elements?.scroller.clientHeight ?? 0;
    }

    /** The person scrolled: this is where they read now. */
    private follow(): void {
        if (!this.elements)
            return;
        // The news of a scroll comes with the next frame. When the view got another size meanwhile, where
        // it stands says nothing of where they read.
        const { clientWidth, clientHeight } = this.elements.scroller;
        if (clientWidth !== this.width || clientHeight !== this.height)
            return this.settle();
        this.isAtEnd.value = this.showsEnd;
        this.anchors = this.list.anchors(this.viewTop, this.viewHeight);
        this.choose();
        this.scrolled(this);
    }

    private restore(scroller: HTMLElement): void {
        const wanted = this.isAtEnd.peek()
            ? scroller.scrollHeight - scroller.clientHeight
            : this.list.viewTopFor(this.anchors);
        if (wanted === null)
            return;
        const top = this.isAtEnd.peek() ? wanted : wanted + (this.elements?.above.offsetTop ?? 0);
        if (Math.abs(scroller.scrollTop - top) >= 0.5)
            scroller.scrollTop = top;
    }

    /** Which rows are to exist for where the view is, or is about to be. */
    private choose(): void {
        const height = this.viewHeight || 800;
        const top = this.isAtEnd.peek()
            ? this.list.height - height
            : (this.list.viewTopFor(this.anchors) ?? this.viewTop);
        const next = this.list.range(top, height, more);
        const now = this.range.peek();
        if (next.start !== now.start || next.end !== now.end)
            this.range.value = next;
    }
}
