// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { signal, type Signal } from "@preact/signals";
import type { Clock } from "./clock";
import type { Database } from "./database";
import { limits } from "./limits";
import { fromBase64, pngSize } from "./png";
import type { Session } from "./session";

export const pictureLimits = {
    /** In this window: more people than anybody looks at. Others are shown by their initials. */
    shown: 1000,
    /** In this browser, at up to 40 KiB. */
    kept: 300,
    /** Asked for at a time, so that what people do is not behind a hundred pictures. */
    underWay: 4,
} as const;

/** Milliseconds until a server that had no time is asked again, when it does not say itself. */
const pause = 2000;

interface KeptPicture {
    readonly picture: string;
    readonly image: string;
    /** When it was kept; the oldest goes first. */
    readonly time: number;
}

/** Whatever the server says, only what is drawn without harm: a small file can say that it is 30,000 pixels wide. */
function drawable(image: string): Uint8Array<ArrayBuffer> | null {
    const bytes = fromBase64(image);
    const size = bytes && bytes.length <= limits.pictureBytes ? pngSize(bytes) : null;
    return size && Math.max(size.width, size.height) <= limits.pictureSideMost ? bytes : null;
}

/** The images that names stand for. What a name stands for never changes, so that each is asked for once. */
export class Pictures {
    private readonly addresses = new Map<string, Signal<string | null>>();
    private waiting: string[] = [];
    private underWay = 0;
    private isPaused = false;

    constructor(
        private readonly session: Session,
        private readonly database: Database,
        private readonly clock: Clock,
    ) {}

    /** Where the image is, for an img; null until it is there. */
    addressOf(picture: string): string | null {
        let address = this.addresses.get(picture);
        if (!address) {
            if (this.addresses.size >= pictureLimits.shown)
                return null;
            address = signal(null);
            this.addresses.set(picture, address);
            void this.find(picture);
        }
        return address.value;
    }

    /** The server can be asked again. */
    loggedIn(): void {
        this.goOn();
    }

    /** This browser has it, or the server is asked. */
    private async find(picture: string): Promise<void> {
        const [kept] = (await this.database.read("pictures", [picture])) as readonly KeptPicture[];
        if (kept && this.show(picture, kept.image))
            return;
        this.waiting.push(picture);
        this.goOn();
    }

    private goOn(): void {
        while (!this.isPaused && this.underWay < pictureLimits.underWay) {
            const next = this.waiting.shift();
            if (next === undefined)
                return;
            void this.ask(next);
        }
    }

    private async ask(picture: string): Promise<void> {
        ++this.underWay;
        const answer = await this.session.ask({ type: "getPicture", picture });
        --this.underWay;
        if (answer.ok) {
            if (this.show(picture, answer.value.image))
                await this.keep(picture, answer.value.image);
        } else if (answer.error.code === "unreachable") {
            this.waiting.push(picture); // Until the next log-in.
            return;
        } else if (answer.error.code === "rate-limited" || answer.error.code === "busy") {
            this.waiting.unshift(picture);
            this.rest(answer.error.retryAfter ?? pause);
        }
        this.goOn();
    }

    private rest(wait: number): void {
        if (this.isPaused)
            return;
        this.isPaused = true;
        this.clock.after(wait, () => {
            this.isPaused = false;
            this.goOn();
        });
    }

    private show(picture: string, image: string): boolean {
        const bytes = drawable(image);
        const address = this.addresses.get(picture);
        if (!bytes || !address)
            return false;
        address.value = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
        return true;
    }

    private async keep(picture: string, image: string): Promise<void> {
        if (!this.database.isLasting)
            return;
        const record: KeptPicture = { picture, image, time: this.clock.now() };
        await this.database.update("pictures", [], (values) => {
            const others = (values as readonly KeptPicture[]).filter((kept) => kept.picture !== picture);
            const oldest = [...others].sort((a, b) => b.time - a.time).slice(pictureLimits.kept - 1);
            return [
                ...oldest.map((kept) => ({ table: "pictures" as const, remove: [kept.picture] })),
                { table: "pictures" as const, key: [picture], value: record },
            ];
        });
    }
}
