import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'playwright';

/** The built gallery (npx webpack --config test/gallery/webpack.config.js), and how to ask it for another specimen. */
export const gallery = pathToFileURL(
  fileURLToPath(new URL('../../reports/gallery/gallery.html', import.meta.url)),
).href;

export interface Asked {
  readonly specimen?: string;
  readonly theme?: 'light' | 'dark' | 'contrast';
  readonly language?: string;
  readonly dir?: string;
  readonly clipboard?: 'blocked';
}

const call = (page: Page, expression: string): Promise<unknown> =>
  page.evaluate(`window.gallery.${expression}`);

/** Draws the pane anew, without loading the page anew. */
export async function show(page: Page, asked: Asked): Promise<void> {
  await call(page, `show(${JSON.stringify(asked)})`);
}

/** The same pane, in another state or other hostContext. */
export async function become(page: Page, asked: Asked): Promise<void> {
  await call(page, `become(${JSON.stringify(asked)})`);
}

/** Lets time pass, ms. */
export async function pass(page: Page, ms: number): Promise<void> {
  await call(page, `pass(${ms})`);
}

export async function breakDown(page: Page): Promise<void> {
  await call(page, 'breakDown()');
}

export const clicks = (page: Page): Promise<unknown> => call(page, 'clicks');
export const copied = (page: Page): Promise<unknown> => call(page, 'copied');
