import { minuteMs } from '../support/durations';
import { bareFault, Faulty } from './faulty';
import { expect, test } from './worldFixture';

// The times on a screen that stands while the clock goes on, or is set.

test('the end of a pause follows the wall clock that is set back, also without a session', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  faulty.order('create', bareFault(429, { 'retry-after': '900' }), 1);
  await excelPage.pane.getByRole('button', { name: 'Start session' }).click();
  const told = excelPage.pane.getByText('Requests resume at').first();
  await expect(told).toBeVisible();
  const before = await told.innerText();
  await excelPage.context.clock.setSystemTime(
    (await excelPage.frame.evaluate(() => Date.now())) - 60 * minuteMs,
  );
  await excelPage.pass(minuteMs);
  await expect(told).not.toHaveText(before);
});

test('the next day, the time of the close has its date', async ({ excelPage, world }) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.card.getByRole('button', { name: 'Close session' }).click();
  const closed = excelPage.card.getByText(/^Closed at/);
  await expect(closed).toHaveText(/^Closed at \d+:\d\d/);
  // Asleep only the wall clock advances, and no event comes.
  const dayMs = 24 * 60 * minuteMs;
  world.clock.advance(dayMs);
  await excelPage.context.clock.setSystemTime(
    (await excelPage.frame.evaluate(() => Date.now())) + dayMs,
  );
  await excelPage.pass(minuteMs);
  await expect(closed).toHaveText(/^Closed at [A-Z][a-z]+ \d+, \d+:\d\d/);
});

test('the end of a long pause gets its seconds when it is near', async ({ excelPage, world }) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  faulty.order('create', bareFault(429, { 'retry-after': '300' }), 1);
  await excelPage.pane.getByRole('button', { name: 'Start session' }).click();
  const told = excelPage.pane.getByText('Requests resume at').first();
  await expect(told).toHaveText(/at \d+:\d\d\s[AP]M\.$/);
  await excelPage.pass(3.5 * minuteMs);
  await expect(told).toHaveText(/at \d+:\d\d:\d\d\s[AP]M\.$/);
});
