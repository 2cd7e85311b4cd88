// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { h, type VNode } from "preact";

export type Shapes = readonly (readonly [string, Readonly<Record<string, string>>])[];

/** Decoration: what it means is said by the control that holds it. */
export function Icon({ of, size = 20 }: { readonly of: Shapes; readonly size?: 16 | 20 }): VNode {
    return (
        <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            {of.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
        </svg>
    );
}
