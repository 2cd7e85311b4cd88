// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { mentions, mentionsOf } from "../../../resources/web/src/mentions";
import { sharedData } from "../support/data";

interface MentionCase {
    readonly case: string;
    readonly text: string;
    readonly name: string;
    readonly spans: readonly (readonly [number, number])[];
}

for (const { case: what, text, name, spans } of sharedData<readonly MentionCase[]>("mentions.json")) {
    test(`mentions: ${what}`, () => {
        assert.deepEqual(mentionsOf(text, name).map(({ start, length }) => [start, length]), spans);
        assert.equal(mentions(text, name), spans.length > 0);
    });
}
