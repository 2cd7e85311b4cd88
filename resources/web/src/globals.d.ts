// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/** What the page calls itself towards the server; set by the build. */
declare const HOBNOB_CLIENT: string;

/** The address of the module that makes QR codes, beside the page's script; set by the build. */
declare const HOBNOB_QR: string;

/** The design's token of that name: how long the messages of one person are one group. */
declare const HOBNOB_GROUP: { readonly minutes: number; readonly messages: number };

/** A lucide icon as the build found it: its shapes with their attributes. */
declare module "icon:*" {
    const shapes: readonly (readonly [string, Readonly<Record<string, string>>])[];
    export default shapes;
}

declare module "*.css";

/** For the service worker: which build of the page this is, and the files to keep of it. */
declare const HOBNOB_SHELL: { readonly version: string; readonly files: readonly string[] };
