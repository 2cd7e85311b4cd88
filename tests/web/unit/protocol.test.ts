// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { errorCodes, isErrorCode, isFrameError } from "../../../resources/web/src/errors";
import { decodeClientMessage, decodeServerMessage, encode } from "../../../resources/web/src/protocol/codec";
import { clientSchema, serverSchema } from "../../../resources/web/src/protocol/schema";
import { sharedData } from "../support/data";

interface Sample {
    readonly name: string;
    readonly frame: { readonly type: string };
}
interface Refusal {
    readonly name: string;
    readonly direction: "client" | "server";
    /** Whole, or in pieces of which some are repeated. */
    readonly text: string | readonly { readonly text: string; readonly times?: number }[];
    readonly error: string;
}

const decoders = { client: decodeClientMessage, server: decodeServerMessage };
const schemas = { client: clientSchema, server: serverSchema };

for (const direction of ["client", "server"] as const) {
    const samples = sharedData<readonly Sample[]>(`protocol/${direction}.json`);
    for (const { name, frame } of samples) {
        test(`${direction}: ${name} survives a round trip`, () => {
            const message = decoders[direction](JSON.stringify(frame));
            assert.ok(message.ok, JSON.stringify(message));
            assert.deepEqual(JSON.parse(encode(message.value)), frame);
            assert.ok(!encode(message.value).includes("\n"));
        });
    }
    test(`every message of the ${direction} has a sample`, () => {
        assert.deepEqual(new Set(samples.map(({ frame }) => frame.type)), new Set(Object.keys(schemas[direction])));
    });
}

for (const { name, direction, text, error } of sharedData<readonly Refusal[]>("protocol/refused.json")) {
    test(`refused: ${name}`, () => {
        const frame = typeof text === "string" ? text : text.map((piece) => piece.text.repeat(piece.times ?? 1)).join("");
        const result = decoders[direction](frame);
        assert.ok(!result.ok, "was accepted");
        assert.equal(result.error.code, error);
        assert.ok(isErrorCode(result.error.code) && isFrameError(result.error.code));
    });
}

test("fields that are not known are passed over", () => {
    const message = decodeServerMessage('{"type":"pong","id":7,"from":{"the":["future"]},"__proto__":{"id":8}}');
    assert.deepEqual(message, { ok: true, value: { type: "pong", id: 7 } });
});

test("an error code of a newer server becomes internal, and its sentence stays", () => {
    const message = decodeServerMessage('{"type":"error","code":"too-new","message":"Be patient."}');
    assert.deepEqual(message, { ok: true, value: { type: "error", code: "internal", message: "Be patient." } });
});

test("names of the object's own machinery are no message types", () => {
    for (const type of ["constructor", "toString", "__proto__", "hasOwnProperty"])
        assert.equal(decodeServerMessage(JSON.stringify({ type })).ok, false, type);
});

test("every error code stands once, and the frame errors come first", () => {
    assert.equal(new Set(errorCodes).size, errorCodes.length);
    assert.equal(errorCodes.filter(isFrameError).length, 11);
    assert.ok(!isErrorCode("no-such-code"));
});
