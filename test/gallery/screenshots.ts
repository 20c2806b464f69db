import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { browserPath } from '../support/browserPath';
import { specimens } from './specimens';

/**
 * A picture of each state of the pane, in reports/screenshots, and index.html to see them side by side. First build the
 * gallery: npx webpack --config test/gallery/webpack.config.js
 */
const page = pathToFileURL(fileURLToPath(new URL('../../reports/gallery/gallery.html', import.meta.url)));
const folder = fileURLToPath(new URL('../../reports/screenshots/', import.meta.url));

interface Look {
  readonly suffix: string;
  readonly width: number;
  readonly theme: 'light' | 'dark' | 'contrast';
  readonly language?: string;
  readonly only?: RegExp;
}

const looks: readonly Look[] = [
  { suffix: '', width: 350, theme: 'light' },
  { suffix: '-dark', width: 350, theme: 'dark', only: /^(signed-out|ready|open-active|open-retrying|lost-expired)$/ },
  { suffix: '-contrast', width: 350, theme: 'contrast', only: /^(ready|open-active|open-retrying)$/ },
  { suffix: '-ja', width: 350, theme: 'light', language: 'ja-JP', only: /^(signed-out|ready|open-active|open-retrying|lost-expired)$/ },
  { suffix: '-320', width: 320, theme: 'light', only: /^(ready|open-active|long-names|japanese-open)$/ },
  { suffix: '-175', width: 175, theme: 'light', only: /^(signed-out|ready|open-active|open-retrying)$/ },
];

async function take(browser: Browser, { suffix, width, theme, language, only }: Look): Promise<string[]> {
  const context = await browser.newContext({ viewport: { width, height: 640 }, timezoneId: 'UTC', reducedMotion: 'reduce', forcedColors: theme === 'contrast' ? 'active' : 'none' });
  const tab = await context.newPage();
  const taken: string[] = [];
  for (const { name } of specimens.filter((each) => only?.test(each.name) ?? true)) {
    const url = new URL(page);
    url.search = new URLSearchParams({ specimen: name, theme, ...(language === undefined ? {} : { language }) }).toString();
    await tab.goto(url.href);
    await tab.locator('footer').waitFor();
    if (name !== 'starting') await tab.getByText(/^(Starting|起動しています)…$/).waitFor({ state: 'detached' });
    await tab.screenshot({ path: `${folder}${name}${suffix}.png`, fullPage: true });
    taken.push(`${name}${suffix}`);
  }
  await context.close();
  return taken;
}

mkdirSync(folder, { recursive: true });
const executablePath = browserPath();
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath === undefined ? {} : { executablePath }) });
const names: string[] = [];
for (const look of looks) names.push(...(await take(browser, look)));
await browser.close();
const figures = names.map((name) => `<figure><img src="${name}.png" alt=""><figcaption>${name}</figcaption></figure>`);
writeFileSync(
  `${folder}index.html`,
  `<!doctype html><title>Pane</title><style>body{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start;font:12px sans-serif;background:#ccc}figure{margin:0}</style>${figures.join('')}`,
);
