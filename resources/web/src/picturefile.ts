// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from "./limits";
import { plainPng, toBase64, withFewerShades } from "./png";
import { failure, success, type Result } from "./result";

/** Shades of each colour, the most first: 128 by 128 pixels of anything fit with the last. */
const shades = [256, 64, 32, 16, 8, 4];

const unreadable = failure("picture-invalid", "This browser cannot read that file as a picture. Choose a PNG, JPEG or WebP.");

/** The square in the middle, as wide as pictures are. */
async function drawn(file: Blob): Promise<CanvasRenderingContext2D | null> {
    const image = await createImageBitmap(file);
    const { pictureSide: side } = limits;
    const from = Math.min(image.width, image.height);
    const canvas = document.createElement("canvas");
    canvas.width = side;
    canvas.height = side;
    const context = canvas.getContext("2d");
    if (context) {
        context.imageSmoothingQuality = "high";
        context.drawImage(image, (image.width - from) / 2, (image.height - from) / 2, from, from, 0, 0, side, side);
    }
    image.close();
    return context;
}

async function encoded(canvas: HTMLCanvasElement): Promise<Uint8Array | null> {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    return blob && plainPng(new Uint8Array(await blob.arrayBuffer()));
}

/** A picture of a person or a room, from any that this browser can read: a PNG in base64 that the server takes. */
export async function pictureOf(file: Blob): Promise<Result<string>> {
    try {
        const context = await drawn(file);
        if (!context)
            return unreadable;
        const { canvas } = context;
        const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
        for (const levels of shades) {
            const fewer = new ImageData(new Uint8ClampedArray(pixels.data), canvas.width, canvas.height);
            withFewerShades(fewer.data, levels);
            context.putImageData(fewer, 0, 0);
            const png = await encoded(canvas);
            if (png && png.length <= limits.pictureBytes)
                return success(toBase64(png));
        }
    } catch {
        // It is no picture, or one that is too large to open.
    }
    return unreadable;
}
