import { expect, test } from './world';

/** What a person sees before any script has come: nobody knows the language then. */
test('the first picture is there before any script, and has no words but the name', async ({
  desk,
  world,
}) => {
  await desk.context.route(/\.js(\?|$)/, async (route) =>
    route.request().url().startsWith(world.origins.excel) ? route.continue() : undefined,
  );
  await desk.open({ locale: 'ja-JP' });
  await expect(desk.pane.getByRole('heading', { name: 'Session Keeper' })).toBeVisible();
  expect((await desk.pane.locator('body').innerText()).trim()).toBe('Session Keeper');
});

test('the way out appears by itself, in each language that we have', async ({ desk, world }) => {
  await desk.context.route(`${world.origins.pane}/*.js`, (route) => route.abort());
  await desk.open();
  const exits = desk.pane.getByRole('link', { name: /Reload|再読み込み/ });
  await expect(desk.pane.getByRole('heading', { name: 'Session Keeper' })).toBeVisible();
  await expect(exits).toHaveCount(0);
  await desk.frame.evaluate(() =>
    document.getAnimations().forEach((animation) => (animation.currentTime = 10_001)),
  );
  await expect(exits).toHaveText([
    'This is taking longer than usual. Reload',
    '通常より時間がかかっています。再読み込み',
  ]);
  expect(
    await desk.pane
      .locator('main [lang]')
      .evaluateAll((parts) => parts.map((part) => (part as HTMLElement).lang)),
  ).toEqual(expect.arrayContaining(['en', 'ja']));
});

test('the first words of the pane are in Excel’s language, not the browser’s, before Office has answered', async ({
  desk,
  world,
}) => {
  await desk.context.route(`${world.origins.office}/**`, () => undefined);
  await desk.open({ locale: 'ja-JP' });
  await expect(desk.pane.getByRole('heading', { name: '起動しています…' })).toBeVisible();
  await expect(desk.pane.locator('html')).toHaveAttribute('lang', 'ja');
});
