// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Times as people read them, in the browser's language and time zone. Formatters are costly to
// make, so they are made once.
const time = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const otherYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const shortWeekday = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const shortYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const number = new Intl.NumberFormat();
const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

/** The start of the local day. */
export function dayOf(milliseconds: number): number {
    return new Date(milliseconds).setHours(0, 0, 0, 0);
}

/** Whole days from one moment's day to the other's; rounding bridges the days of 23 and 25 hours. */
function daysBetween(from: number, to: number): number {
    return Math.round((dayOf(to) - dayOf(from)) / 86_400_000);
}

function capitalized(text: string): string {
    return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

export function timeText(milliseconds: number): string {
    return time.format(milliseconds);
}

/** "3:05" without AM or PM, for the narrow column beside lines whose group says the rest. */
export function bareTimeText(milliseconds: number): string {
    return time
        .formatToParts(milliseconds)
        .filter((part) => part.type === "hour" || part.type === "minute" || part.type === "literal")
        .map((part) => part.value)
        .join("")
        .trim();
}

export function fullTimeText(milliseconds: number): string {
    return full.format(milliseconds);
}

/** "Today", "Yesterday", "Monday, 3 May", "3 May 2024". */
export function dayText(milliseconds: number, now: number): string {
    const days = daysBetween(milliseconds, now);
    if (days === 0 || days === 1)
        return capitalized(relative.format(-days, "day"));
    const sameYear = new Date(milliseconds).getFullYear() === new Date(now).getFullYear();
    return (sameYear ? weekday : otherYear).format(milliseconds);
}

/** In a sentence: "today", "tomorrow", "Monday, 3 May". */
export function dayInText(milliseconds: number, now: number): string {
    const days = daysBetween(milliseconds, now);
    return Math.abs(days) <= 1 ? relative.format(-days, "day") : dayText(milliseconds, now);
}

/** For the room list: "14:05", "Mon", "3 May", "3 May 2024". */
export function shortTimeText(milliseconds: number, now: number): string {
    const days = daysBetween(milliseconds, now);
    if (days <= 0)
        return time.format(milliseconds);
    if (days < 7)
        return shortWeekday.format(milliseconds);
    const sameYear = new Date(milliseconds).getFullYear() === new Date(now).getFullYear();
    return (sameYear ? shortDay : shortYear).format(milliseconds);
}

export function numberText(value: number): string {
    return number.format(value);
}

export function countText(count: number, one: string, many: string): string {
    return count === 1 ? `1 ${one}` : `${number.format(count)} ${many}`;
}

export function compareNames(a: string, b: string): number {
    return collator.compare(a, b);
}
