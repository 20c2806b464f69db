import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { browserPath } from '../support/browserPath';
import { galleryUrl, show } from './galleryPage';
import { specimens } from './specimens';

const folder = fileURLToPath(new URL('../../reports/screenshots/', import.meta.url));

interface Look {
  readonly suffix: string;
  readonly width: number;
  /** Height of the pane; the picture then shows only what is seen without scrolling. */
  readonly height?: number;
  readonly theme: 'light' | 'dark' | 'contrast';
  readonly language?: string;
  readonly dir?: string;
  /** Name of a button to click before the screenshot, for example of a menu. */
  readonly open?: string;
  readonly only?: RegExp;
}

const looks: readonly Look[] = [
  { suffix: '', width: 350, theme: 'light' },
  {
    suffix: '-dark',
    width: 350,
    theme: 'dark',
    only: /^(signed-out|ready|open-active|open-retrying|lost-expired)$/,
  },
  {
    suffix: '-contrast',
    width: 350,
    theme: 'contrast',
    only: /^(ready|open-active|open-retrying)$/,
  },
  {
    suffix: '-ja',
    width: 350,
    theme: 'light',
    language: 'ja-JP',
    only: /^(signed-out|ready|open-active|open-retrying|lost-expired)$/,
  },
  {
    suffix: '-320',
    width: 320,
    theme: 'light',
    only: /^(ready|open-active|long-names|japanese-open)$/,
  },
  {
    suffix: '-320x480',
    width: 320,
    height: 480,
    theme: 'light',
    only: /^(ready|open-active|open-retrying|lost-expired)$/,
  },
  { suffix: '-copy-as', width: 350, theme: 'light', open: 'Copy as…', only: /^open-active$/ },
  { suffix: '-copy-as-dark', width: 320, theme: 'dark', open: 'Copy as…', only: /^open-active$/ },
  {
    suffix: '-account',
    width: 350,
    theme: 'light',
    open: 'Adele Vance',
    only: /^(ready|ready-macros)$/,
  },
  {
    suffix: '-rtl',
    width: 320,
    theme: 'light',
    dir: 'rtl',
    only: /^(ready|open-retrying|lost-expired)$/,
  },
  {
    suffix: '-175',
    width: 175,
    theme: 'light',
    only: /^(signed-out|ready|open-active|open-retrying)$/,
  },
];

async function take(
  browser: Browser,
  { suffix, width, height, theme, language, dir, open, only }: Look,
): Promise<string[]> {
  const context = await browser.newContext({
    viewport: { width, height: 640 },
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    forcedColors: theme === 'contrast' ? 'active' : 'none',
  });
  const tab = await context.newPage();
  await tab.goto(galleryUrl);
  const taken: string[] = [];
  for (const { name } of specimens.filter((each) => only?.test(each.name) ?? true)) {
    await show(tab, {
      specimen: name,
      theme,
      ...(language === undefined ? {} : { language }),
      ...(dir === undefined ? {} : { dir }),
    });
    if (open !== undefined) await tab.getByRole('button', { name: open }).click();
    await tab.setViewportSize({ width, height: height ?? 640 });
    const path = `${folder}${name}${suffix}.png`;
    await tab.screenshot({ path, fullPage: height === undefined });
    taken.push(`${name}${suffix}`);
  }
  await context.close();
  return taken;
}

/**
 * Saves a screenshot of each state of the built gallery to `reports/screenshots`, and an
 * `index.html` that shows them side by side.
 */
export async function takeScreenshots(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const executablePath = browserPath();
  const browser = await chromium.launch({
    args: ['--no-sandbox'],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const names: string[] = [];
  for (const look of looks) names.push(...(await take(browser, look)));
  await browser.close();
  const figures = names.map(
    (name) => `<figure><img src="${name}.png" alt=""><figcaption>${name}</figcaption></figure>`,
  );
  writeFileSync(
    `${folder}index.html`,
    `<!doctype html><title>Pane</title><style>body{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start;font:12px sans-serif;background:#ccc}figure{margin:0}</style>${figures.join('')}`,
  );
}
