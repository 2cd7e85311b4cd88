// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import test from "node:test";
import { MemoryDatabase } from "../../../resources/web/src/database";
import { pictureLimits } from "../../../resources/web/src/pictures";
import { limits } from "../../../resources/web/src/limits";
import { fromBase64, plainPng, toBase64, withFewerShades } from "../../../resources/web/src/png";
import { settle } from "../support/fakeclock";
import { accountSelf } from "../support/fakeserver";
import { bomb, makePng } from "../support/png";
import { Scene } from "../support/scene";

const image = toBase64(makePng(8));

async function scene(database?: MemoryDatabase): Promise<Scene> {
    const made = new Scene(database);
    made.server.answering.getPicture = ({ id, picture }) => ({ type: "picture", id, picture, image });
    await made.enter();
    return made;
}

function chunk(type: string, ...data: readonly number[]): readonly number[] {
    return [0, 0, 0, data.length, ...[...type].map((letter) => letter.charCodeAt(0)), ...data, 9, 9, 9, 9];
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

test("what browsers add to a PNG is left out, and what it is made of stays", () => {
    const full = Uint8Array.from([...signature, ...chunk("IHDR", 1, 2), ...chunk("sRGB", 0), ...chunk("IDAT", 3, 4, 5), ...chunk("tEXt", 6), ...chunk("IEND")]);
    const plain = Uint8Array.from([...signature, ...chunk("IHDR", 1, 2), ...chunk("IDAT", 3, 4, 5), ...chunk("IEND")]);
    assert.deepEqual(plainPng(full), plain);
    assert.equal(plainPng(Uint8Array.of(0xff, 0xd8, 0xff)), null);
    assert.equal(plainPng(full.subarray(0, 20)) === null || plainPng(full.subarray(0, 20))?.length === 8, true);
    assert.equal(plainPng(Uint8Array.from([...signature, 0, 0, 1, 0, ...chunk("IEND").slice(4)])), null, "a chunk goes on past the end");
});

test("fewer shades leave black, white and what can be seen through", () => {
    const pixels = Uint8ClampedArray.of(0, 255, 100, 77, 250, 5, 130, 200);
    withFewerShades(pixels, 4);
    assert.deepEqual([...pixels], [0, 255, 85, 77, 255, 0, 170, 200]);
    const same = Uint8ClampedArray.of(1, 2, 3, 4);
    withFewerShades(same, 256);
    assert.deepEqual([...same], [1, 2, 3, 4]);
});

test("base64 goes there and back, and anything else is nothing", () => {
    assert.deepEqual(fromBase64(toBase64(Uint8Array.of(0, 255, 128))), Uint8Array.of(0, 255, 128));
    assert.equal(fromBase64("§"), null);
});

test("a picture is asked for once, and shown wherever it is named", async () => {
    const { client, server } = await scene();
    assert.equal(client.pictures.addressOf("aa"), null);
    client.pictures.addressOf("aa");
    await settle();
    assert.match(client.pictures.addressOf("aa") ?? "", /^blob:/);
    assert.equal(server.of("getPicture").length, 1);
});

test("a picture is kept for the next start, and goes when the person signs out", async () => {
    const disk = new MemoryDatabase(true);
    const first = await scene(disk);
    first.client.pictures.addressOf("aa");
    await settle();
    await first.startAgain();
    await first.server.lose();
    first.client.pictures.addressOf("aa");
    await settle();
    assert.match(first.client.pictures.addressOf("aa") ?? "", /^blob:/);
    assert.equal(first.server.of("getPicture").length, 1);
    await first.client.signOut();
    assert.deepEqual(await disk.read("pictures", []), []);
});

test("a few pictures are asked for at a time, and what the server has no time for comes later", async () => {
    const { client, server, clock } = await scene();
    server.answering.getPicture = () => null;
    for (let i = 0; i < 10; ++i)
        client.pictures.addressOf(`p${i}`);
    await settle();
    assert.equal(server.of("getPicture").length, pictureLimits.underWay);
    const [first] = server.of("getPicture");
    server.answering.getPicture = ({ id, picture }) => ({ type: "picture", id, picture, image });
    await server.say({ type: "error", id: first?.id, code: "rate-limited", message: "Later.", retryAfter: 900 });
    assert.equal(server.of("getPicture").length, pictureLimits.underWay);
    await clock.turn(900);
    assert.match(client.pictures.addressOf(first?.picture ?? "") ?? "", /^blob:/);
});

test("what could not be asked for is asked for after the next log-in", async () => {
    const { client, server, clock } = await scene();
    await server.lose();
    client.pictures.addressOf("aa");
    await settle();
    client.session.retryNow();
    await server.accept();
    await clock.turn(10);
    assert.match(client.pictures.addressOf("aa") ?? "", /^blob:/);
});

test("of pictures this browser keeps the newest", async () => {
    const disk = new MemoryDatabase(true);
    const { client, clock } = await scene(disk);
    for (let i = 0; i < pictureLimits.kept + 5; ++i) {
        client.pictures.addressOf(`p${i}`);
        await clock.turn(1);
    }
    const kept = (await disk.read("pictures", [])) as readonly { readonly picture: string }[];
    assert.equal(kept.length, pictureLimits.kept);
    assert.ok(!kept.some(({ picture }) => picture === "p0"));
});

test("what would take gigabytes to draw, is too large or no picture at all is not shown", async () => {
    const { client, server } = await scene();
    const images: Readonly<Record<string, string>> = {
        bomb: toBase64(bomb(30_000)),
        wide: toBase64(bomb(limits.pictureSideMost + 1)),
        heavy: toBase64(Buffer.concat([makePng(8), Buffer.alloc(limits.pictureBytes)])),
        short: toBase64(makePng(8).subarray(0, 30)),
        svg: toBase64(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><!-- longer than a head --></svg>')),
        fine: toBase64(makePng(limits.pictureSideMost)),
    };
    server.answering.getPicture = ({ id, picture }) => ({ type: "picture", id, picture, image: images[picture] ?? "" });
    for (let i = 0; i < 10; ++i) {
        for (const name of Object.keys(images))
            client.pictures.addressOf(name);
        await settle();
    }
    assert.deepEqual(Object.keys(images).filter((name) => client.pictures.addressOf(name) !== null), ["fine"]);
});

test("one's own new picture is known at once", async () => {
    const own = new Scene();
    own.server.self = accountSelf;
    own.server.answering.setPicture = ({ id, image: sent }) => ({ type: "pictureSet", id, picture: sent === "" ? undefined : "aa" });
    await own.enter();
    assert.ok((await own.client.account.setPicture(image)).ok);
    assert.equal(own.client.self.value?.picture, "aa");
    await own.client.account.setPicture("");
    assert.equal(own.client.self.value?.picture, undefined);
});
