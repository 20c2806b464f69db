import { desktopKinds, desktopTest, expect, sharedRuntimeKinds } from './desktop';
import { minuteMs } from '../support/durations';

// Complete flow in Excel on Windows and on the Mac, with office.js's desktop files.

for (const kind of sharedRuntimeKinds) {
  desktopTest.describe(kind, () => {
    desktopTest.use({ kind });

    desktopTest(
      'a session from sign-in to sign-out is kept alive without the pane',
      async ({ desktop, world }) => {
        await desktop.open();
        const { pane, card, excel, excelPage } = desktop;
        expect(await pane.evaluate(() => [window.top === window, window.opener === null])).toEqual([
          true,
          true,
        ]);
        await desktop.signIn();
        await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
        await expect(pane.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
        await expect.poll(() => desktop.context.pages().length).toBe(2);

        await desktop.start();
        await expect(card).not.toContainText('Keep this pane open');
        await pane.getByRole('switch', { name: 'Keep alive' }).click();
        await expect(pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
        const [session] = world.graph.sessions.alive();
        await excel.evaluate(() => window.excel.dismiss());
        expect(await excel.evaluate(() => window.excel.host().pane)).toBe('hidden');
        await expect(card).toBeHidden();
        await excelPage.pass(8 * minuteMs);
        expect(world.graph.sessions.alive().map(({ id }) => id)).toEqual([session?.id]);

        world.requests.clear();
        expect(await excel.evaluate(() => window.excel.runCommand('refreshSession'))).toMatchObject(
          {
            outcome: 'completed',
          },
        );
        expect(excelPage.sent('refresh')).toBe(1);
        // The test reads the result of keep-alive from the pane, so the pane is shown.
        await excel.evaluate(() => window.excel.runCommand('toggleKeepAlive'));
        await expect(pane.getByRole('switch', { name: 'Keep alive' })).not.toBeChecked();

        await card.getByRole('button', { name: 'Close session' }).click();
        await expect(card.getByRole('status')).toContainText('Closed');
        await pane.getByRole('button', { name: 'Adele Vance' }).click();
        await pane.getByRole('menuitem', { name: 'Sign out' }).click();
        await expect(pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
      },
    );

    desktopTest(
      'Excel signs the user in, and the ribbon’s buttons follow the session',
      async ({ desktop }) => {
        const { excel, excelPage } = desktop;
        const ribbon = () => excel.evaluate(() => window.excel.host().ribbon);
        await desktop.openSignedIn();
        await expect
          .poll(ribbon)
          .toMatchObject({ 'SessionKeeper.Refresh': false, 'SessionKeeper.KeepAlive': false });
        await desktop.start();
        expect(desktop.context.pages()).toHaveLength(2);
        await expect
          .poll(ribbon)
          .toMatchObject({ 'SessionKeeper.Refresh': true, 'SessionKeeper.KeepAlive': true });
        const updates = () => excel.evaluate(() => window.excel.host().ribbonUpdates);
        const before = await updates();
        expect(before).toBe(4);
        await desktop.pane.getByRole('switch', { name: 'Keep alive' }).click();
        await excelPage.pass(8 * minuteMs);
        await desktop.card.getByRole('button', { name: 'Refresh' }).click();
        await expect.poll(() => excelPage.sent('refresh')).toBeGreaterThan(2);
        expect(await updates()).toBe(before);
      },
    );

    desktopTest(
      'a reload restarts the pane; opened with the workbook, the pane starts hidden',
      async ({ desktop }) => {
        await desktop.openSignedIn();
        await expect(desktop.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
        const reloaded = desktop.pane.waitForEvent('load');
        await desktop.excel.evaluate(() => window.excel.reload());
        await reloaded;
        await desktop.start();
        expect(
          await desktop.excel.evaluate(() => window.excel.runCommand('refreshSession')),
        ).toMatchObject({ outcome: 'completed' });
        const wanted = desktop.pane.getByRole('switch', { name: 'Start with this workbook' });
        await wanted.click();
        await expect(wanted).toBeChecked();
        expect(await desktop.excel.evaluate(() => window.excel.host().startup)).toBe('Background');
        await desktop.closeExcel();
        await desktop.startHidden({ naa: '1' });
        await expect(desktop.pane.getByRole('main')).toBeHidden();
        await expect
          .poll(() => desktop.excel.evaluate(() => window.excel.host().calls.length))
          .toBeGreaterThan(3);
        await desktop.excel.evaluate(() => window.excel.open());
        await expect(desktop.pane.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
      },
    );
  });
}

for (const kind of desktopKinds) {
  desktopTest.describe(kind, () => {
    desktopTest.use({ kind });

    desktopTest(
      'a pane that was closed without an event starts again, and resumes its session',
      async ({ desktop, world }) => {
        await desktop.startExcel({ naa: '1' });
        await desktop.noteEvents(['pagehide', 'visibilitychange', 'beforeunload']);
        await desktop.openPane();
        await desktop.start();
        const [session] = world.graph.sessions.alive();
        const gone = desktop.pane.waitForEvent('close');
        await desktop.excel.evaluate(() => window.excel.tearDown());
        await gone;
        expect(await desktop.excel.evaluate(() => window.excel.host().pane)).toBe('closed');
        await desktop.openPane();
        expect(await desktop.notedEvents()).toEqual([]);
        await expect(desktop.pane.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
        // The session goes on, with the same id.
        await expect(desktop.card.getByRole('status')).toHaveText('Active');
        expect(world.graph.sessions.alive().map(({ id }) => id)).toEqual([session?.id]);
      },
    );
  });
}
