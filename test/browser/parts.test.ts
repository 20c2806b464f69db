import { expect, test } from 'playwright/test';
import { clicks, copied, galleryUrl, show } from '../gallery/galleryPage';

/**
 * Response of each part of the pane to clicks and keys. Requires the built gallery
 * (`test/gallery`).
 */
test.use({ timezoneId: 'UTC', reducedMotion: 'reduce', viewport: { width: 350, height: 640 } });
test.beforeEach(async ({ page }) => {
  await page.goto(galleryUrl);
});

test('the card labels its parts as specified', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  const card = page.getByRole('region', { name: 'Workbook session' });
  await expect(card.getByRole('status')).toHaveText('Active');
  await expect(card.getByRole('progressbar', { name: 'Time left' })).toHaveAttribute(
    'aria-valuetext',
    'at least 4 min left',
  );
  for (const name of ['Refresh', 'Close session', 'Copy session ID', 'Copy as…']) {
    await expect(card.getByRole('button', { name, exact: true })).toBeVisible();
  }
  await expect(card.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  await expect(card.getByRole('combobox', { name: 'Stop after' })).toHaveValue('14400000');
  await expect(page.getByRole('list', { name: 'Activity' }).getByRole('listitem')).toHaveCount(5);
  await expect(page.getByRole('heading', { name: 'Budget 2027.xlsx' })).toBeVisible();
});

test('the smallest pane shows the workbook, the status, the kind, the time left, and the Refresh button', async ({
  page,
}) => {
  await page.setViewportSize({ width: 350, height: 378 });
  await show(page, { specimen: 'open-active' });
  const card = page.getByRole('region', { name: 'Workbook session' });
  const looked = [
    page.getByRole('heading', { name: 'Budget 2027.xlsx' }),
    card.getByRole('status'),
    card.getByText('Saves to workbook'),
    card.getByRole('progressbar'),
    card.getByText('at least 4 min left'),
    card.getByRole('button', { name: 'Refresh' }),
  ];
  for (const each of looked) await expect(each).toBeInViewport({ ratio: 1 });
});

test('sentences are joined as the language requires', async ({ page }) => {
  await show(page, { specimen: 'open-pane-must-stay' });
  const keepAlive = page.getByRole('switch').first();
  await expect(keepAlive).toHaveAccessibleDescription(
    /times out\. Stops at 2:20\sPM\. Keep this pane open/,
  );
  await show(page, { specimen: 'open-pane-must-stay', language: 'ja-JP' });
  await expect(keepAlive).toHaveAccessibleDescription(
    /更新します。14:20 に停止します。この作業ウィンドウを/,
  );
});

test('the exact times are shown on demand, also by keyboard', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  const full = /Feb 16, 2027, 10:41:22\sAM/;
  await expect(page.getByRole('time').getByText('10:41 AM').first()).toHaveAttribute('title', full);
  await page.getByText('Exact times').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('definition').filter({ hasText: full })).toHaveCount(1);
  await expect(page.getByRole('definition').filter({ hasText: /10:46:22\sAM/ })).toHaveCount(1);
});

test('the full session id is never on the screen', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  await page.getByRole('button', { name: 'Copy as…' }).click();
  expect(await page.content()).not.toContain('cluster=');
});

test('copying is confirmed, and keeps the focus and the name of its button', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  const copy = page.getByRole('button', { name: 'Copy session ID' });
  await copy.click();
  await expect(copy).toBeFocused();
  await expect(page.locator('[aria-live=polite]', { hasText: 'Copied' })).toHaveCount(1);
});

test('when copying is blocked, the full text is shown and selected', async ({ page }) => {
  await show(page, { specimen: 'open-active', clipboard: 'blocked' });
  await page.getByRole('button', { name: 'Copy item ID' }).click();
  const field = page.getByRole('textbox', { name: 'Text to copy' });
  await expect(field).toHaveValue('01CYZLFJGUJ7JHBSZDFZFL25KSZGQTVAUN');
  await page.getByRole('button', { name: 'Copy as…' }).click();
  await page.getByRole('menuitem', { name: 'Python' }).click();
  await expect(field.last()).toHaveValue(/^# Save as session\.py.*\nimport email\.utils/);
  expect(
    await field
      .last()
      .evaluate((area: HTMLTextAreaElement) => area.selectionEnd - area.selectionStart),
  ).toBeGreaterThan(300);
});

test('a text that is blocked once more is selected again, as the announcement says', async ({
  page,
}) => {
  await show(page, { specimen: 'open-active', clipboard: 'blocked' });
  const field = page.getByRole('textbox', { name: 'Text to copy' });
  const selected = () =>
    field.evaluate((area: HTMLTextAreaElement) =>
      area.value.slice(area.selectionStart, area.selectionEnd),
    );
  const copy = page.getByRole('button', { name: 'Copy item ID' });
  for (let click = 0; click < 2; click += 1) {
    await copy.click();
    await expect(field).toBeFocused();
    expect(await selected()).toBe('01CYZLFJGUJ7JHBSZDFZFL25KSZGQTVAUN');
  }
  await show(page, { specimen: 'open-active', clipboard: 'blocked' });
  for (const tool of ['Python', 'curl', 'curl']) {
    await page.getByRole('button', { name: 'Copy as…' }).click();
    await page.getByRole('menuitem', { name: tool }).click();
    await expect(field).toBeFocused();
    expect(await selected()).toBe(await field.inputValue());
  }
});

test('"Copy as…" works by keyboard, copies a script or one request for the chosen tool, confirms it, and returns the focus', async ({
  page,
}) => {
  await show(page, { specimen: 'open-active' });
  const button = page.getByRole('button', { name: 'Copy as…' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Python' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: /Graph Explorer/ })).toHaveAttribute(
    'href',
    /^https:\/\/developer\.microsoft\.com\/graph\/graph-explorer\?request=drives%2F/,
  );
  const guide = page.getByRole('menuitem', { name: 'Where do I get a token?' });
  await expect(guide).toHaveAttribute('href', 'assets/token.html');
  const bare = page.getByRole('menuitemcheckbox', { name: /One request only/ });
  for (const key of ['ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
  await expect(bare).toBeFocused();
  await expect(bare).toBeChecked();
  for (const key of ['Home', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(
    page.locator('[aria-live=polite]', { hasText: 'Copied for PowerShell' }),
  ).toHaveCount(1);
  expect(await copied(page)).toEqual([expect.stringContaining('Invoke-RestMethod')]);
});

test('the refreshes are a plot with a text, and a table for screen readers; they are copied as JSON without the session', async ({
  page,
}) => {
  await show(page, { specimen: 'lost-expired' });
  await page.getByText('Chart of refreshes').click();
  await expect(page.getByRole('img', { name: 'Refreshes' })).toHaveAccessibleName(
    'Refreshes from 10:14 AM to 10:42 AM. Worked: 5. Failed: 0. Gaps: 1. Usually 301 ms, at most 342 ms',
  );
  await expect(page.getByRole('table', { name: /Refreshes from/ }).getByRole('row')).toHaveCount(6);
  await page.getByRole('button', { name: 'Copy activity as JSON' }).click();
  const [text] = (await copied(page)) as [string];
  expect(JSON.parse(text)).toMatchObject({
    activity: expect.arrayContaining([expect.objectContaining({ what: 'lost', status: 404 })]),
  });
  expect(text).not.toMatch(/cluster|contoso/);
});

test('the account menu works by keyboard, and Esc closes it without reaching office.js', async ({
  page,
}) => {
  await show(page, { specimen: 'ready' });
  await page.evaluate(() =>
    window.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') document.body.dataset['heard'] = 'yes';
    }),
  );
  const button = page.getByRole('button', { name: 'Adele Vance' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Use another account' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(page.locator('body')).not.toHaveAttribute('data-heard');
});

test('an invalid id is rejected with a message, and a valid one is dispatched', async ({
  page,
}) => {
  await show(page, { specimen: 'ready' });
  await page.getByRole('button', { name: 'Use an existing session' }).click();
  const field = page.getByRole('textbox', { name: 'Session ID' });
  await field.fill('two words');
  await page.getByRole('button', { name: 'Attach' }).click();
  await expect(field).toHaveAccessibleDescription(
    /^That isn’t a session ID\. Paste the whole ID, or the response of createSession\./,
  );
  await expect(field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#announced')).toContainText('That isn’t a session ID');
  await field.fill(' cluster=X&usid=1 ');
  await page.getByRole('button', { name: 'Attach' }).click();
  expect(await clicks(page)).toEqual([{ kind: 'attachRequested', sessionId: 'cluster=X&usid=1' }]);
});

test('a remark is named by its text, and no remedy stands on the screen twice', async ({
  page,
}) => {
  await show(page, { specimen: 'open-refused' });
  await expect(page.getByRole('group', { name: /^Keep alive has stopped:/ })).toBeVisible();
  await show(page, { specimen: 'lost-file-gone' });
  await expect(page.getByRole('button', { name: 'Check again' })).toHaveCount(1);
});

test('the pane shows when closing it would stop keep-alive', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  await expect(page.getByText(/Keep this pane open/)).toHaveCount(0);
  await show(page, { specimen: 'open-pane-must-stay' });
  await expect(page.getByRole('switch', { name: 'Keep alive' })).toHaveAccessibleDescription(
    /Keep this pane open: closing it stops keep alive\./,
  );
});

test('help and privacy open in new windows, not in the pane', async ({ page }) => {
  await page.getByText('Permissions and privacy').click();
  for (const [name, file] of [
    ['Help', 'support'],
    ['Privacy', 'privacy'],
  ] as const) {
    const link = page.getByRole('link', { name, exact: true });
    await expect(link).toHaveAttribute('href', `assets/${file}.html`);
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', /noopener/);
  }
});

test('the long name of a chart is shown whole on its button', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await show(page, { specimen: 'open-active' });
  await page.getByRole('button', { name: 'Look inside' }).click();
  await page.getByRole('button', { name: 'Show charts' }).click();
  const chart = page.getByRole('button', { name: /Revenue_by_region/ });
  const cutOff = await chart.evaluate((button) => button.scrollWidth - button.clientWidth);
  expect(cutOff).toBeLessThanOrEqual(0);
});
