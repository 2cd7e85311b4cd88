// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { personHue, personInitials } from "../../../resources/web/src/personlook";
import type { UserId } from "../../../resources/web/src/protocol/messages";
import { characterCount, cleanMessage, cleanName, cleanRoomName, excerpt, messageLength, nameLength } from "../../../resources/web/src/text";
import { sharedData } from "../support/data";

interface TextCase {
    readonly name: string;
    readonly rule: "name" | "room" | "message";
    readonly typed: string;
    readonly kept?: string;
    readonly error?: string;
    readonly times?: number;
}
interface PersonCase {
    readonly id: UserId;
    readonly name: string;
    readonly hue: number;
    readonly initials: string;
}

const rules = { name: cleanName, room: cleanRoomName, message: cleanMessage };

for (const { name, rule, typed, kept, error, times = 1 } of sharedData<readonly TextCase[]>("text.json")) {
    test(`${rule}: ${name}`, () => {
        const result = rules[rule](typed.repeat(times));
        if (error !== undefined)
            assert.equal(!result.ok && result.error.code, error);
        else
            assert.deepEqual(result, { ok: true, value: kept?.repeat(times) });
    });
}

for (const { id, name, hue, initials } of sharedData<readonly PersonCase[]>("people.json")) {
    test(`${name} looks the same in both clients`, () => {
        assert.equal(personHue(id), hue);
        assert.equal(personInitials(name), initials);
    });
}

test("the lengths that are shown are those that are checked", () => {
    assert.equal(nameLength(`  ${"e\u0301".repeat(33)}  `), 33);
    assert.equal(messageLength(`\n\n${"e\u0301".repeat(8001)} \n`), 8001);
    assert.equal(messageLength("\u0958".repeat(4001)), 8002);
});

test("a long run of spaces inside a message takes no time", () => {
    const began = performance.now();
    assert.equal(messageLength(`a${" ".repeat(200_000)}b`), 200_002);
    assert.ok(performance.now() - began < 1000);
});

test("lone surrogates are refused everywhere", () => {
    for (const clean of Object.values(rules))
        assert.equal(clean("a\ud800b").ok, false);
});

test("characters are code points", () => {
    assert.equal(characterCount("a😀é"), 3);
    assert.equal(characterCount("\ud800a"), 2);
    assert.equal(characterCount("\udc00\ud800"), 2);
    assert.equal(characterCount(""), 0);
});

test("an excerpt is cut between characters", () => {
    assert.equal(excerpt("one\n two", 20), "one two");
    assert.equal(excerpt("😀😀😀", 2), "😀😀…");
    assert.equal(excerpt("", 5), "");
    // What is looked at ends inside the last emoji.
    assert.equal(excerpt("a     😀😀", 2), "a…");
    assert.equal(excerpt("a      😀", 2), "a…");
});
