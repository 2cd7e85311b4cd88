// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { Locator, Page } from "playwright-core";
import type { Stage } from "./browser";

export const secret = "correct horse battery";
/** Of the form at the entry. */
export const field = (page: Page, name: string): Locator => page.locator(`main input[name="${name}"]`);

export async function makeAccount(page: Page, name: string, password = secret): Promise<void> {
    await field(page, "name").fill(name);
    await field(page, "password").fill(password);
    await page.getByRole("button", { name: /^(Make an account|Sign in)$/ }).and(page.locator("[type=submit]")).click();
}

/** Somebody with an account who is in no room yet. */
export async function signUp(stage: Stage, name: string, options: Parameters<Stage["visit"]>[0] = {}): Promise<Page> {
    const page = await stage.visit(options);
    await page.getByRole("button", { name: "Make an account" }).click();
    await makeAccount(page, name);
    await page.getByRole("heading", { name: "No room is open" }).waitFor();
    return page;
}
