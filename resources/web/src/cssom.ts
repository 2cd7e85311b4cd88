// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one place that styles elements from code. Only lengths that no stylesheet can know; the
// content security policy allows this (CSSOM), and style attributes it does not.

export function setPixels(element: HTMLElement, property: "height" | "--view-height", value: number): void {
    element.style.setProperty(property, `${Math.max(0, value)}px`);
}

/** Lets a text field be as high as its text; its stylesheet bounds it. */
export function fitHeight(field: HTMLTextAreaElement): void {
    field.style.setProperty("height", "auto");
    setPixels(field, "height", field.scrollHeight + field.offsetHeight - field.clientHeight);
}
