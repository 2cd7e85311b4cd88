// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { isErrorCode, type ErrorCode } from "../errors";
import { limits } from "../limits";
import { failure, success, type Result } from "../result";
import { characterCount, excerpt } from "../text";
import type { ClientMessage, ServerMessage } from "./messages";
import { clientSchema, serverSchema, type Fields, type Kind } from "./schema";
import { isObject, parseStrictJson, type Json, type JsonObject } from "./strictjson";

const idShape = /^[A-Za-z0-9_-]+$/;

function wrong(code: ErrorCode, field: string, what: string): Result<never> {
    return failure(code, `The field "${field}" ${what}.`, field);
}

function textFrom(json: Json, name: string, most: number): Result<string> {
    if (typeof json !== "string")
        return wrong("wrong-kind", name, "must be text");
    if (json.length > most && characterCount(json) > most)
        return wrong("too-long", name, `is longer than ${most} characters`);
    return success(json);
}

function wholeFrom(json: Json, name: string, least: number, most: number): Result<number> {
    if (typeof json !== "number" || Math.trunc(json) !== json)
        return wrong("wrong-kind", name, "must be a whole number");
    if (json < least || json > most)
        return wrong("out-of-range", name, `must be from ${least} to ${most}`);
    return success(json);
}

function idFrom(json: Json, name: string): Result<string> {
    const text = textFrom(json, name, limits.idCharacters);
    if (text.ok && !idShape.test(text.value))
        return wrong("bad-text", name, "must be of the characters A-Z, a-z, 0-9, - and _");
    return text;
}

function listFrom(json: Json, name: string, of: Kind, most: number): Result<Json> {
    if (!Array.isArray(json))
        return wrong("wrong-kind", name, "must be a list");
    if (json.length > most)
        return wrong("too-many", name, `has more than ${most} entries`);
    const list: Json[] = [];
    for (const entry of json) {
        const value = valueFrom(entry, name, of);
        if (!value.ok)
            return value;
        list.push(value.value);
    }
    return success(list);
}

function valueFrom(json: Json, name: string, kind: Kind): Result<Json> {
    switch (kind.kind) {
        case "text":
            return textFrom(json, name, kind.most);
        case "id":
            return idFrom(json, name);
        case "whole":
            return wholeFrom(json, name, kind.least, kind.most);
        case "flag":
            return typeof json === "boolean" ? success(json) : wrong("wrong-kind", name, "must be true or false");
        case "word":
            return typeof json === "string" && kind.words.includes(json)
                ? success(json)
                : wrong("wrong-kind", name, `must be ${kind.words.map((word) => `"${word}"`).join(" or ")}`);
        case "code":
            if (typeof json !== "string")
                return wrong("wrong-kind", name, "must be text");
            // A newer server may know codes that we do not; its sentence still says what is wrong.
            return success(isErrorCode(json) ? json : "internal");
        case "list":
            return listFrom(json, name, kind.of, kind.most);
        case "part":
            return isObject(json) ? fieldsFrom(json, kind.fields) : wrong("wrong-kind", name, "must be an object");
    }
}

/** Only what the table names is kept, so that a newer peer may say more. */
function fieldsFrom(object: JsonObject, fields: Fields): Result<JsonObject> {
    const message: Record<string, Json> = {};
    for (const [name, field] of Object.entries(fields)) {
        const json = Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined;
        if (json === undefined) {
            if (field.optional)
                continue;
            return wrong("missing-field", name, "is missing");
        }
        const value = valueFrom(json, name, field);
        if (!value.ok)
            return value;
        message[name] = value.value;
    }
    return success(message);
}

function decode(frame: string, schema: Readonly<Record<string, Fields>>): Result<JsonObject> {
    const object = parseStrictJson(frame);
    if (!object.ok)
        return object;
    const type = object.value["type"];
    if (type === undefined)
        return wrong("missing-field", "type", "is missing");
    if (typeof type !== "string")
        return wrong("wrong-kind", "type", "must be text");
    const fields = Object.prototype.hasOwnProperty.call(schema, type) ? schema[type] : undefined;
    if (!fields)
        return failure("unknown-type", `There is no message of the type "${excerpt(type, 40)}".`, "type");
    const message = fieldsFrom(object.value, fields);
    return message.ok ? success({ type, ...message.value }) : message;
}

// The casts below are where checked JSON becomes a typed message: the schema, whose shape the
// compiler holds against the messages' types, has just checked every field.

export function decodeServerMessage(frame: string): Result<ServerMessage> {
    return decode(frame, serverSchema) as Result<unknown> as Result<ServerMessage>;
}

/** The page never receives these; the tests hold the table against the shared samples with it. */
export function decodeClientMessage(frame: string): Result<ClientMessage> {
    return decode(frame, clientSchema) as Result<unknown> as Result<ClientMessage>;
}

/** One JSON object without white space. Optional fields that are unset are left out. */
export function encode(message: ClientMessage | ServerMessage): string {
    return JSON.stringify(message);
}

/** The length of a frame on the wire, which is what limits.frameBytes bounds. */
export function frameBytes(frame: string): number {
    return new TextEncoder().encode(frame).length;
}
