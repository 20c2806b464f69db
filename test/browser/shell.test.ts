import { expect, test } from './worldFixture';

/** View before any script has loaded; the language is not yet available. */
test('the static shell is painted before any script, and shows only the product name', async ({
  excelPage,
  world,
}) => {
  await excelPage.context.route(/\.js(\?|$)/, async (route) =>
    route.request().url().startsWith(world.origins.excel) ? route.continue() : undefined,
  );
  await excelPage.open({ locale: 'ja-JP' });
  await expect(excelPage.pane.getByRole('heading', { name: 'Session Keeper' })).toBeVisible();
  expect((await excelPage.pane.locator('body').innerText()).trim()).toBe('Session Keeper');
});

test('the Reload link appears without a script, in each language', async ({ excelPage, world }) => {
  await excelPage.context.route(`${world.origins.pane}/*.js`, (route) => route.abort());
  await excelPage.open();
  const exits = excelPage.pane.getByRole('link', { name: /Reload|再読み込み/ });
  await expect(excelPage.pane.getByRole('heading', { name: 'Session Keeper' })).toBeVisible();
  await expect(exits).toHaveCount(0);
  await excelPage.frame.evaluate(() =>
    document.getAnimations().forEach((animation) => (animation.currentTime = 10_001)),
  );
  await expect(exits).toHaveText([
    'This is taking longer than usual. Reload',
    '通常より時間がかかっています。再読み込み',
  ]);
  expect(
    await excelPage.pane
      .locator('main [lang]')
      .evaluateAll((parts) => parts.map((part) => (part as HTMLElement).lang)),
  ).toEqual(expect.arrayContaining(['en', 'ja']));
});

test('the first text of the pane is in Excel’s language, not the browser’s, before Office has loaded', async ({
  excelPage,
  world,
}) => {
  await excelPage.context.route(`${world.origins.office}/**`, () => undefined);
  await excelPage.open({ locale: 'ja-JP' });
  await expect(excelPage.pane.getByRole('heading', { name: '起動しています…' })).toBeVisible();
  await expect(excelPage.pane.locator('html')).toHaveAttribute('lang', 'ja');
});

test.describe('a user who was signed in, without the script of the signed-in views,', () => {
  test.beforeEach(async ({ excelPage }) => {
    await excelPage.openSignedIn();
    await excelPage.pane.getByRole('button', { name: 'Start session' }).waitFor();
  });

  test('sees the start-up screen until it arrives', async ({ excelPage, world }) => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await excelPage.context.route(`${world.origins.pane}/workspace.*.js`, async (route) => {
      await arrived;
      await route.continue();
    });
    await excelPage.reload();
    await expect(excelPage.pane.getByRole('heading', { name: 'Starting…' })).toBeVisible();
    arrive();
    await expect(excelPage.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
  });

  test('is told that it failed, and another attempt or a reload repairs it', async ({
    excelPage,
    world,
  }) => {
    const script = `${world.origins.pane}/workspace.*.js`;
    for (const remedy of ['Try again', 'Reload']) {
      await excelPage.context.route(script, (route) => route.abort());
      await excelPage.reload();
      const alert = excelPage.pane.getByRole('alert');
      const missing = 'A part of the add-in couldn’t be loaded';
      await expect(alert).toContainText(missing);
      // What the look-up announces must not come between the click and its announcement.
      const announced = excelPage.pane.locator('#announced');
      await expect(announced).toContainText('Workbook found');
      await alert.getByRole('button', { name: 'Try again' }).click();
      await expect(announced).toContainText(missing);
      await excelPage.context.unroute(script);
      await alert.getByRole('button', { name: remedy }).click();
      await expect(excelPage.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
    }
  });
});
