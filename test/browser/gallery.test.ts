import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test, type Page } from 'playwright/test';
import { galleryUrl, show, type SpecimenRequest } from '../gallery/galleryPage';
import { specimens } from '../gallery/specimens';

/**
 * Checks every state of the pane with axe-core and for overflow. Requires the built gallery
 * (`test/gallery`).
 */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The smallest pane in Fluent's checklist, Excel's default size, and the latter at 200 %. */
const sizes = [
  { width: 320, height: 256 },
  { width: 350, height: 378 },
  { width: 175, height: 189 },
] as const;
const themes = ['light', 'dark', 'contrast'] as const;
const languages = ['en-US', 'ja-JP'] as const;

/**
 * axe is slow: it checks each state once, with alternating theme, language and size. AXE=all checks
 * all combinations.
 */
const everyLook = process.env['AXE'] === 'all';

test.use({ timezoneId: 'UTC', reducedMotion: 'reduce' });
test.beforeEach(async ({ page }) => {
  await page.goto(galleryUrl);
});

const openAll = (page: Page): Promise<void> =>
  page.evaluate(() =>
    document.querySelectorAll('details').forEach((details) => {
      details.open = true;
    }),
  );

/** Violations that axe finds, as text. */
async function faults(page: Page): Promise<readonly string[]> {
  const found: unknown = await page.evaluate(
    `axe.run({ exclude: '[data-tabster-dummy]' }, { resultTypes: ['violations'], selectors: false }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html + ' ' + node.failureSummary)))`,
  );
  return Array.isArray(found) ? found.map(String) : ['axe gave no answer'];
}

/** Clipped text and elements that overflow the pane, as text. */
const misfits = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found =
      document.documentElement.scrollWidth > window.innerWidth
        ? ['The page scrolls sideways.']
        : [];
    // What is clipped away is for screen readers, or is scrolled in a box of its own.
    const unseen = [...document.querySelectorAll('#pane *')].filter(
      (element) =>
        getComputedStyle(element).clipPath !== 'none' || element.matches('[role=group][tabindex]'),
    );
    // An open dialog covers the pane.
    const shown = document.querySelector('[role=alertdialog]') ?? document.getElementById('pane');
    for (const element of shown?.querySelectorAll<HTMLElement>('*') ?? []) {
      const { left, right, width } = element.getBoundingClientRect();
      const hidden =
        [...unseen].some((part) => part.contains(element)) ||
        element.closest('svg') !== null ||
        width === 0;
      const cut =
        element.scrollWidth > element.clientWidth + 1 &&
        getComputedStyle(element).overflowX !== 'visible' &&
        getComputedStyle(element).textOverflow !== 'ellipsis' &&
        // The turning parts of a spinner leave its box.
        !element.matches(
          '[role=group][tabindex], input, textarea, select, [role=progressbar][aria-hidden=true]',
        );
      if (!hidden && (left < -1 || right > window.innerWidth + 1 || cut)) {
        found.push(`${element.tagName} ${element.className}: ${element.textContent.slice(0, 60)}`);
      }
    }
    return found;
  });

test('each state has a name of its own', () => {
  const names = specimens.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

/** Tests of every state in every look, in parts that run in parallel. */
function inParts(
  title: string,
  parts: number,
  look: (page: Page, name: string, index: number) => Promise<void>,
): void {
  for (let part = 0; part < parts; part += 1) {
    test(`${title}, part ${part + 1} of ${parts}`, async ({ page }) => {
      await page.evaluate(axe);
      for (const [index, { name }] of specimens.entries()) {
        if (index % parts === part) await look(page, name, index);
      }
    });
  }
}

for (const theme of themes) {
  test.describe(`in the ${theme} theme`, () => {
    // axe reads the colours of the pane, which a contrast theme replaces: both are dark here.
    test.use(
      theme === 'contrast'
        ? { forcedColors: 'active', colorScheme: 'dark' }
        : { forcedColors: 'none' },
    );
    inParts(
      'no state has a fault for axe, or text that does not fit, in either language and any size',
      4,
      async (page, specimen, index) => {
        for (const [turn, language] of languages.entries()) {
          const round = Math.floor(index / 4);
          const mine =
            round % themes.length === themes.indexOf(theme) && round % languages.length === turn;
          // Colours do not affect layout: overflow is checked in the first theme, and wherever axe
          // runs.
          if (!everyLook && !mine && theme !== themes[0]) continue;
          await show(page, { specimen, theme, language });
          await openAll(page);
          const looked = mine ? sizes[Math.floor(round / themes.length) % sizes.length] : undefined;
          for (const size of sizes) {
            await page.setViewportSize(size);
            const look = `${specimen}, ${theme}, ${language}, ${size.width} × ${size.height}`;
            if (everyLook || size === looked) expect.soft(await faults(page), look).toEqual([]);
            expect.soft(await misfits(page), look).toEqual([]);
          }
        }
      },
    );
  });
}

inParts(
  'from right to left nothing scrolls sideways, and axe finds no fault',
  2,
  async (page, specimen, index) => {
    await page.setViewportSize(sizes[0]);
    await show(page, { specimen, dir: 'rtl' });
    await openAll(page);
    if (everyLook || index % 3 === 0) expect.soft(await faults(page), specimen).toEqual([]);
    expect.soft(await misfits(page), specimen).toEqual([]);
  },
);

test('menus and disclosures have no axe violations and no overflow in any theme', async ({
  page,
}) => {
  await page.evaluate(axe);
  const openings: readonly (readonly [SpecimenRequest, string])[] = [
    [{ specimen: 'open-active' }, 'Copy as…'],
    [{ specimen: 'open-active' }, 'Show all 12'],
    [{ specimen: 'open-active', clipboard: 'blocked' }, 'Copy activity as JSON'],
    [{ specimen: 'ready-macros' }, 'Adele Vance'],
    [{ specimen: 'ready' }, 'Use an existing session'],
    [{ specimen: 'no-workbook-noAddress' }, 'Use this link'],
  ];
  for (const theme of themes) {
    await page.setViewportSize(theme === 'dark' ? sizes[2] : sizes[0]);
    for (const [asked, button] of openings) {
      await show(page, { ...asked, theme });
      await page.getByRole('button', { name: button }).click();
      expect.soft(await faults(page), `${button}, ${theme}`).toEqual([]);
      expect.soft(await misfits(page), `${button}, ${theme}`).toEqual([]);
    }
  }
});

test('the inside of a session has no axe violations, and fits, in any theme and language', async ({
  page,
}) => {
  await page.evaluate(axe);
  for (const [language, look, compare] of [
    ['en-US', 'Look inside', 'Compare with the saved workbook'],
    ['ja-JP', '内容を表示', '保存済みのブックと比較'],
  ] as const) {
    for (const theme of themes) {
      await page.setViewportSize(theme === 'dark' ? sizes[2] : sizes[0]);
      await show(page, { specimen: 'open-active', theme, language });
      await page.getByRole('button', { name: look }).click();
      await page.getByRole('table').last().waitFor();
      await page.getByRole('button', { name: compare }).click();
      await page.locator('td[title]').first().waitFor();
      expect.soft(await faults(page), `${language}, ${theme}`).toEqual([]);
      expect.soft(await misfits(page), `${language}, ${theme}`).toEqual([]);
    }
  }
});

test('at 200 % the whole focus ring of every control is visible', async ({ page }) => {
  // Outline width and offset from the style sheet, px.
  const ring = 4;
  await page.setViewportSize(sizes[2]);
  for (const { name } of specimens) {
    await show(page, { specimen: name });
    await openAll(page);
    const cut = await page.locator('#pane :is(button, a, summary)').evaluateAll(
      (elements, width) =>
        elements.flatMap((element) => {
          // The start form is rendered before it is shown.
          if (!element.checkVisibility()) return [];
          const { left, right } = element.getBoundingClientRect();
          return left - width < 0 || right + width > window.innerWidth
            ? [`${element.textContent} from ${left} to ${right}`]
            : [];
        }),
      ring,
    );
    expect.soft(cut, name).toEqual([]);
  }
});

test('the focus ring of a disclosure is around its label', async ({ page }) => {
  await show(page, { specimen: 'open-active' });
  const summary = page.locator('summary').filter({ hasText: 'Exact times' });
  await summary.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(summary).toBeFocused();
  const excess = await summary.evaluate(
    (element) =>
      parseFloat(getComputedStyle(element, '::after').width) -
      element.getBoundingClientRect().width,
  );
  expect(Math.abs(excess)).toBeLessThan(10);
});

test('no state has more than one primary button', async ({ page }) => {
  for (const { name } of specimens) {
    await show(page, { specimen: name });
    const primary = await page
      .locator('#pane button')
      .evaluateAll(
        (buttons) =>
          buttons.filter(
            (button) => getComputedStyle(button).backgroundColor === 'rgb(16, 124, 65)',
          ).length,
      );
    expect.soft(primary, name).toBeLessThanOrEqual(1);
  }
});

test('no control lies under Excel’s personality menu, and every control is at least 24 pixels in size', async ({
  page,
}) => {
  await page.setViewportSize({ width: 350, height: 640 });
  for (const { name } of specimens) {
    await show(page, { specimen: name });
    const wrong = await page
      .locator('#pane :is(button, a, h1, select, input, summary)')
      .evaluateAll((elements) =>
        elements.flatMap((element) => {
          if (!element.checkVisibility()) return [];
          const { right, top, width, height } = element.getBoundingClientRect();
          const small =
            (width < 24 || height < 24) && element.matches('button, select, input, summary, a');
          return small || (right > window.innerWidth - 34 && top < 32)
            ? [`${element.textContent} ${width} × ${height}`]
            : [];
        }),
      );
    expect.soft(wrong, name).toEqual([]);
  }
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true });
  test('every button is at least 40 pixels high', async ({ page }) => {
    await page.setViewportSize({ width: 350, height: 640 });
    for (const specimen of ['signed-out', 'ready', 'open-retrying', 'lost-expired']) {
      await show(page, { specimen });
      const heights = await page
        .locator('#pane button')
        .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
      expect(Math.min(...heights), specimen).toBeGreaterThanOrEqual(40);
    }
  });
});
