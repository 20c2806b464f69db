import { expect, test, type Page } from 'playwright/test';
import { become, breakDown, clicks, galleryUrl, pass, show } from '../gallery/galleryPage';
import { minuteMs } from '../support/durations';

/**
 * The pane during changes of state and host context. Requires the built gallery (`test/gallery`).
 */

test.use({ timezoneId: 'UTC', viewport: { width: 350, height: 640 } });
test.beforeEach(async ({ page }) => {
  await page.goto(galleryUrl);
});

/**
 * Records announcements to assistive technology: text added to a polite region, and each new alert.
 */
const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const told = (node: Node): void => {
      const element = node instanceof HTMLElement ? node : node.parentElement;
      const polite = element?.closest('[aria-live=polite]');
      if (polite instanceof HTMLElement) heard.push(polite.innerText.trim());
      else if (node instanceof HTMLElement) {
        for (const alert of node.matches('[role=alert]')
          ? [node]
          : node.querySelectorAll('[role=alert]')) {
          const title = alert.getAttribute('aria-labelledby');
          heard.push((title === null ? alert : document.getElementById(title))?.textContent ?? '');
        }
      }
    };
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === 'characterData') told(target);
        else addedNodes.forEach(told);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
const heard = (page: Page): Promise<unknown> => page.evaluate('window.heard');

test('the text of a blocked copy takes the focus once', async ({ page }) => {
  await show(page, { specimen: 'open-active', clipboard: 'blocked' });
  await page.getByRole('button', { name: 'Copy activity as JSON' }).click();
  await expect(page.getByRole('textbox', { name: 'Text to copy' })).toBeFocused();
  const refresh = page.getByRole('button', { name: 'Refresh', exact: true });
  await refresh.focus();
  // The activity has changed.
  await become(page, { specimen: 'open-attached', clipboard: 'blocked' });
  await expect(refresh).toBeFocused();
});

test('each event is announced once, and refreshes by keep-alive are not announced', async ({
  page,
}) => {
  await show(page, { specimen: 'ready' });
  await listen(page);
  for (const specimen of [
    'opening',
    'open-active',
    'open-refreshing',
    'open-active',
    'open-retrying',
    'open-active',
    'open-offline',
    'open-active',
    'closing',
    'ready-closed',
  ]) {
    await become(page, { specimen });
  }
  expect(await heard(page)).toEqual([
    'Opening a session on the workbook…',
    'Session started',
    'Microsoft Graph isn’t available right now',
    'You’re offline',
    'Back online',
    'Closing the session…',
    'Session closed',
  ]);
});

test('the countdown is not announced', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  await listen(page);
  const left = page.getByRole('progressbar', { name: 'Time left' });
  for (const text of [
    'at least 3 min left',
    'at least 2 min left',
    'at least 1 min left',
    'may be less than a minute left',
    'Refresh to check',
  ]) {
    await pass(page, minuteMs);
    await expect(left).toHaveAttribute('aria-valuetext', text);
  }
  await expect(page.getByRole('status')).toHaveText('May have ended');
  expect(await heard(page)).toEqual([]);
});

test('fifteen minutes before keep-alive ends the user is told once, and can add four hours', async ({
  page,
}) => {
  await show(page, { specimen: 'open-ends-soon' });
  await listen(page);
  const more = page.getByRole('button', { name: '4 more hours' });
  await expect(more).toHaveCount(0);
  await pass(page, minuteMs);
  await expect(more).toBeVisible();
  expect(await heard(page)).toEqual([expect.stringMatching(/^Keep alive stops at/)]);
  await more.click();
  expect(await clicks(page)).toEqual([{ kind: 'keepAliveExtended' }]);
  await pass(page, minuteMs);
  expect(await heard(page)).toHaveLength(1);
});

test('what Excel refuses to the add-in is told on the card, with Excel’s code', async ({
  page,
}) => {
  await show(page, { specimen: 'open-host-refuses' });
  const card = page.getByRole('region', { name: 'Workbook session' });
  for (const text of [/its buttons/, /open by itself/, /when the pane is closed/, /starts with/]) {
    await expect(card.getByText(text).filter({ hasText: '(AccessDenied)' })).toHaveCount(1);
  }
});

test('the user can collapse the countdown, also by keyboard, and it stays collapsed', async ({
  page,
}) => {
  await show(page, { specimen: 'open-active' });
  const left = page.getByRole('progressbar', { name: 'Time left' });
  await expect(left).toBeVisible();
  await page.getByText('Time left').focus();
  await page.keyboard.press('Enter');
  await expect(left).toBeHidden();
  await pass(page, 2 * minuteMs);
  await become(page, { specimen: 'open-refreshing' });
  await become(page, { specimen: 'open-active' });
  await expect(left).toBeHidden();
  await expect(page.getByText(/min left/)).toBeHidden();
  await page.getByText('Time left').click();
  await expect(left).toBeVisible();
});

test('on a new screen the focus moves to the heading when the focused element is removed', async ({
  page,
}) => {
  await show(page, { specimen: 'signed-out' });
  await page.getByRole('button', { name: 'Sign in' }).focus();
  for (const [specimen, heading] of [
    ['signing-in', 'Signing you in…'],
    ['locating', 'Finding your workbook…'],
    ['ready', 'Budget 2027.xlsx'],
  ] as const) {
    await become(page, { specimen });
    await expect(page.getByRole('heading', { name: heading })).toBeFocused();
  }
});

test('within a screen the focus is kept', async ({ page }) => {
  await show(page, { specimen: 'open-retrying' });
  await page.getByText('Details', { exact: true }).focus();
  await become(page, { specimen: 'open-active' });
  await expect(page.getByRole('heading', { name: 'Budget 2027.xlsx' })).toBeFocused();
});

test('the focus is not moved from an existing element, nor set for a user who cleared it or never had it', async ({
  page,
}) => {
  const activeElement = () => page.evaluate(() => document.activeElement?.tagName);
  await show(page, { specimen: 'ready' });
  await become(page, { specimen: 'opening' });
  expect(await activeElement()).toBe('BODY');
  await page.getByRole('button', { name: 'Adele Vance' }).focus();
  await become(page, { specimen: 'open-active' });
  await expect(page.getByRole('button', { name: 'Adele Vance' })).toBeFocused();
  await page.getByText('Last refreshed').first().click();
  await become(page, { specimen: 'lost-expired' });
  expect(await activeElement()).toBe('BODY');
});

test('the open pane updates when Excel’s language or theme changes', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  const html = page.locator('html');
  const ground = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await become(page, { theme: 'dark' });
  await expect(html).toHaveAttribute('data-theme', 'dark');
  expect(await ground()).not.toBe(light);
  await become(page, { language: 'ja-JP' });
  await expect(page.getByRole('region', { name: 'ブックのセッション' })).toBeVisible();
  await expect(html).toHaveAttribute('lang', 'ja');
  await expect(page.getByText('10:41', { exact: true }).first()).toBeVisible();
  await become(page, { theme: 'light', language: 'en-GB' });
  await expect(page.getByRole('button', { name: 'Close session' })).toBeVisible();
  expect(await ground()).toBe(light);
});

test('an internal error of the pane is shown, and a Reload that is not possible says so', async ({
  page,
}) => {
  await show(page, { specimen: 'open-active' });
  await breakDown(page);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The pane stopped working');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(alert).toContainText('can’t be loaded right now');
});

test('a wait of less than a second shows no animation', async ({ page }) => {
  for (const specimen of ['signing-in', 'opening', 'open-refreshing']) {
    await show(page, { specimen });
    const delays = await page.evaluate(() =>
      document
        .getAnimations()
        .map(({ effect }) => effect?.getTiming())
        .flatMap((timing) => (timing?.iterations === Infinity ? Number(timing.delay) : [])),
    );
    // Fluent's spinner appears after the delay.
    if (specimen === 'signing-in') expect(delays).toHaveLength(1);
    expect(Math.min(1_000, ...delays), specimen).toBe(1_000);
  }
});

test.describe('for a user who prefers reduced motion', () => {
  test.use({ reducedMotion: 'reduce' });
  test('no animation is fast', async ({ page }) => {
    for (const specimen of ['signing-in', 'opening', 'open-refreshing']) {
      await show(page, { specimen });
      const durations = await page.evaluate(() =>
        document
          .getAnimations()
          .map((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0)),
      );
      expect(
        durations.filter((ms) => ms > 300 && ms < 8_000),
        specimen,
      ).toEqual([]);
    }
  });
});

test('a refresh that is due is under way now: no time that has passed is called the next', async ({
  page,
}) => {
  await show(page, { specimen: 'open-active' });
  await page.getByText('Exact times').click();
  const value = (name: string) =>
    page.locator('dl > div', { has: page.getByText(name, { exact: true }) });
  await expect(value('Next refresh').first()).toContainText('10:44 AM');
  await expect(value('Next refresh')).toHaveCount(2);
  await pass(page, 3 * minuteMs);
  await become(page, { specimen: 'open-refreshing' });
  await expect(value('Next refresh')).toHaveText('Next refreshNow');
  // The attempt that follows stands in both places.
  await become(page, { specimen: 'open-retrying' });
  await expect(value('Next refresh')).toHaveCount(0);
  await expect(value('Next attempt')).toHaveCount(2);
});

test('that Excel shows another workbook is announced, each time once', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  await listen(page);
  await become(page, { specimen: 'open-elsewhere' });
  await expect(page.getByText(/^Excel now shows/).first()).toBeVisible();
  await expect.poll(() => heard(page)).toEqual([expect.stringMatching(/“Forecast\.xlsx”/)]);
  await pass(page, minuteMs);
  expect(await heard(page)).toHaveLength(1);
});

test('a refused start with the workbook is announced at each click', async ({ page }) => {
  await show(page, { specimen: 'open-starts-with-workbook' });
  await listen(page);
  const wanted = page.getByRole('switch', { name: 'Start with this workbook' });
  for (const times of [1, 2]) {
    await wanted.click();
    await expect
      .poll(() => heard(page))
      .toEqual(
        Array(times).fill(
          'Excel doesn’t let the add-in change whether it starts with the workbook.',
        ),
      );
    await expect(wanted).toBeChecked();
  }
});

test('in a contrast theme the wheel of the first screen is seen to turn', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await show(page, { specimen: 'signing-in', theme: 'contrast' });
  const [top, left] = await page.locator('.wheel').evaluate((wheel) => {
    const { borderTopColor, borderLeftColor } = getComputedStyle(wheel);
    return [borderTopColor, borderLeftColor];
  });
  expect(top).not.toBe(left);
});
