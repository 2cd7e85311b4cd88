// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import qrcode from "qrcode-generator";

// Loaded only when somebody sets up a second factor: it is a module of its own, and not in the first load.

export interface QrCode {
    /** Modules along one side, with the quiet margin that readers need. */
    readonly size: number;
    /** All dark modules, as the path of an SVG in which a module is 1 by 1. */
    readonly path: string;
}

const margin = 4;

/** An address or another text of ASCII. M: a reader gets along with a seventh of it being unreadable. */
export function makeQrCode(text: string): QrCode {
    const code = qrcode(0, "M");
    code.addData(text, "Byte");
    code.make();
    const count = code.getModuleCount();
    let path = "";
    for (let row = 0; row < count; ++row) {
        for (let column = 0; column < count; ++column) {
            if (!code.isDark(row, column))
                continue;
            const start = column;
            while (column + 1 < count && code.isDark(row, column + 1))
                ++column;
            path += `M${start + margin} ${row + margin}h${column - start + 1}v1h-${column - start + 1}z`;
        }
    }
    return { size: count + 2 * margin, path };
}
