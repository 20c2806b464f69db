import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test, type Page } from 'playwright/test';
import { specimens } from '../gallery/specimens';

/** Every state of the pane, looked at by axe-core and by width. Needs the built gallery (test/gallery). */
const gallery = pathToFileURL(fileURLToPath(new URL('../../reports/gallery/gallery.html', import.meta.url)));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test.use({ timezoneId: 'UTC', reducedMotion: 'reduce' });

async function show(page: Page, search: Readonly<Record<string, string>>): Promise<void> {
  const url = new URL(gallery);
  url.search = new URLSearchParams(search).toString();
  await page.goto(url.href);
  await page.locator('footer').waitFor();
  if (search['specimen'] !== 'starting') await page.getByText(/^(Starting|起動しています)…$/).waitFor({ state: 'detached' });
}

/** What axe finds wrong, in words. */
async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html + ' ' + node.failureSummary)))`,
  );
  return Array.isArray(found) ? found.map(String) : ['axe gave no answer'];
}

const sidewaysRoom = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

for (const { name } of specimens) {
  test(`${name}: no fault for axe, nothing to scroll sideways, light at 350 pixels and dark at 320`, async ({ page }) => {
    for (const [theme, width] of [['light', 350], ['dark', 320]] as const) {
      await page.setViewportSize({ width, height: 640 });
      await show(page, { specimen: name, theme });
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      expect(await faults(page)).toEqual([]);
      expect(await sidewaysRoom(page)).toBeLessThanOrEqual(0);
    }
  });
}

for (const language of ['en-US', 'ja-JP']) {
  test(`twice as large, the pane reflows in ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 175, height: 320 });
    for (const { name } of specimens) {
      await show(page, { specimen: name, language });
      expect(await sidewaysRoom(page), name).toBeLessThanOrEqual(0);
    }
  });
}

test('nothing lies under the personality menu', async ({ page }) => {
  await page.setViewportSize({ width: 350, height: 640 });
  for (const { name } of specimens) {
    await show(page, { specimen: name });
    const covered = await page.locator('#pane :is(button, a, p, h1, summary)').evaluateAll((elements) =>
      elements.filter((element) => {
        const { right, top } = element.getBoundingClientRect();
        return right > window.innerWidth - 34 && top < 32;
      }).length,
    );
    expect(covered, name).toBe(0);
  }
});

test('every control is at least 24 pixels in size', async ({ page }) => {
  await page.setViewportSize({ width: 350, height: 640 });
  for (const { name } of specimens) {
    await show(page, { specimen: name });
    const small = await page.locator('#pane :is(button, select, input, summary)').evaluateAll((elements) =>
      elements
        .map((element) => ({ box: element.getBoundingClientRect(), what: element.textContent }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ box, what }) => `${what} ${box.width} × ${box.height}`),
    );
    expect(small, name).toEqual([]);
  }
});

test('the card names its parts as the contract says', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  const card = page.getByRole('region', { name: 'Workbook session' });
  await expect(card.getByRole('status')).toHaveText('Active');
  await expect(card.getByRole('progressbar', { name: 'Time left' })).toHaveAttribute('aria-valuetext', 'about 4 min left');
  for (const name of ['Refresh', 'Close session', 'Copy session ID']) await expect(card.getByRole('button', { name, exact: true })).toBeVisible();
  await expect(card.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  await expect(card.getByRole('combobox', { name: 'Stop after' })).toHaveValue('14400000');
  await expect(page.getByRole('list', { name: 'Activity' }).getByRole('listitem')).toHaveCount(5);
  await expect(page.getByRole('heading', { name: 'Budget 2027.xlsx' })).toBeVisible();
});

test('the session id is never on the screen whole', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  await expect(page.locator('body')).not.toContainText('cluster=');
});

test('copying says so, and keeps the focus and the name of its button', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  const copy = page.getByRole('button', { name: 'Copy session ID' });
  await copy.click();
  await expect(copy).toBeFocused();
  await expect(page.locator('[aria-live=polite]', { hasText: 'Copied' })).toHaveCount(1);
});

test('where copying is blocked, the text itself is offered, selected', async ({ page }) => {
  await show(page, { specimen: 'open-active', clipboard: 'blocked' });
  await page.getByRole('button', { name: 'Copy item ID' }).click();
  await expect(page.getByRole('textbox', { name: 'Text to copy' })).toHaveValue('01CYZLFJGUJ7JHBSZDFZFL25KSZGQTVAUN');
});

test('the account menu goes by keyboard, and Esc closes it without anybody else hearing', async ({ page }) => {
  await show(page, { specimen: 'ready' });
  await page.evaluate(() => window.addEventListener('keydown', (event) => { if (event.key === 'Escape') document.body.dataset['heard'] = 'yes'; }));
  const button = page.getByRole('button', { name: 'Adele Vance' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Use another account' })).toBeFocused();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(page.locator('body')).not.toHaveAttribute('data-heard');
});

test('an id that cannot be one is refused in words, and a good one is handed on', async ({ page }) => {
  await show(page, { specimen: 'ready' });
  await page.getByRole('button', { name: 'Use an existing session' }).click();
  const field = page.getByRole('textbox', { name: 'Session ID' });
  await field.fill('two words');
  await page.getByRole('button', { name: 'Attach' }).click();
  await expect(field).toHaveAccessibleDescription('Paste the whole session ID, without spaces or line breaks.');
  expect(await faults(page)).toEqual([]);
  await field.fill(' cluster=X&usid=1 ');
  await page.getByRole('button', { name: 'Attach' }).click();
  expect(await page.evaluate('clicks')).toEqual([{ kind: 'attachRequested', sessionId: 'cluster=X&usid=1' }]);
});
