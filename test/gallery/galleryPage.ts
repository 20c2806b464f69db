import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'playwright';

/** Address of the built gallery (`npx webpack --config test/gallery/webpack.config.js`). */
export const galleryUrl = pathToFileURL(
  fileURLToPath(new URL('../../reports/gallery/gallery.html', import.meta.url)),
).href;

export interface SpecimenRequest {
  readonly specimen?: string;
  readonly theme?: 'light' | 'dark' | 'contrast';
  readonly language?: string;
  readonly dir?: string;
  readonly clipboard?: 'blocked';
}

const call = (page: Page, expression: string): Promise<unknown> =>
  page.evaluate(`window.gallery.${expression}`);

/** Renders a specimen from scratch, without reloading the page. */
export async function show(page: Page, asked: SpecimenRequest): Promise<void> {
  await call(page, `show(${JSON.stringify(asked)})`);
}

/** Updates the rendered pane to another state or `hostContext`. */
export async function become(page: Page, asked: SpecimenRequest): Promise<void> {
  await call(page, `become(${JSON.stringify(asked)})`);
}

/** Advances the gallery's clock, ms. */
export async function pass(page: Page, ms: number): Promise<void> {
  await call(page, `pass(${ms})`);
}

export async function breakDown(page: Page): Promise<void> {
  await call(page, 'breakDown()');
}

export const clicks = (page: Page): Promise<unknown> => call(page, 'clicks');
export const copied = (page: Page): Promise<unknown> => call(page, 'copied');
