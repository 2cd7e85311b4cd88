// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one place that styles elements from code. Only lengths that no stylesheet can know; the
// content security policy allows this (CSSOM), and style attributes it does not.

export function setPixels(element: HTMLElement, property: "height" | "left" | "top" | "--view-height", value: number): void {
    element.style.setProperty(property, `${Math.max(0, value)}px`);
}

/** Lets a text field be as high as its text; its stylesheet bounds it. */
export function fitHeight(field: HTMLTextAreaElement): void {
    field.style.setProperty("height", "auto");
    setPixels(field, "height", field.scrollHeight + field.offsetHeight - field.clientHeight);
}

/** Below that element or, where there is no room, above it; its end at that one's end, and all of it in the window. */
export function placeBeside(element: HTMLElement, beside: HTMLElement): void {
    const { offsetWidth: width, offsetHeight: height } = element;
    const { left, right, top, bottom } = beside.getBoundingClientRect();
    const isRightToLeft = getComputedStyle(beside).direction === "rtl";
    const fits = (at: number, size: number, most: number): number => Math.max(8, Math.min(at, most - size - 8));
    const below = bottom + 4;
    setPixels(element, "left", fits(isRightToLeft ? left : right - width, width, innerWidth));
    setPixels(element, "top", fits(below + height + 8 <= innerHeight ? below : top - height - 4, height, innerHeight));
}
