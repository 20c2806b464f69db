import { desktopKinds, desktopTest, expect, sharedRuntimeKinds } from './desktop';

// Desktop only: theme, dialogs, permission level.

desktopTest.describe('windows', () => {
  desktopTest.use({ kind: 'windows' });

  desktopTest('the pane uses Office’s own theme, and changes with it live', async ({ desktop }) => {
    await desktop.excel.emulateMedia({ colorScheme: 'light' });
    await desktop.open({ theme: 'black' });
    const { pane, excelPage, excel } = desktop;
    const theme = () => pane.locator('html').getAttribute('data-theme');
    await expect(pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expect.poll(theme).toBe('dark');
    await excel.evaluate(() => window.excel.setTheme('white'));
    await excelPage.pass(16_000);
    await expect.poll(theme).toBe('light');
    await excel.evaluate(() => window.excel.setTheme('darkGray'));
    await excelPage.pass(16_000);
    await expect.poll(theme).toBe('dark');
  });

  desktopTest(
    'a dialog that Esc closes without an event can be cancelled in the pane',
    async ({ desktop }) => {
      await desktop.open();
      const dialog = await desktop.beginSignIn();
      const closed = dialog.waitForEvent('close');
      await desktop.excel.evaluate(() => window.excel.escapeDialog());
      await closed;
      await expect(desktop.pane.getByRole('heading', { name: 'Signing you in…' })).toBeVisible();
      await desktop.excelPage.pass(10_000);
      await desktop.pane.getByRole('button', { name: 'Cancel' }).click();
      await expect(desktop.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
      await desktop.signIn();
      await expect(desktop.pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
    },
  );

  desktopTest(
    'an Excel without a shared runtime loads the plain pane, which must stay open',
    async ({ desktop }) => {
      await desktop.startExcel({ naa: '1', sharedRuntime: '0' });
      await expect(desktop.excel.getByRole('group', { name: 'Session Keeper' })).toBeHidden();
      await expect(
        desktop.excel.getByText(
          'The pane is closed. “Session Keeper” in the group “Add-ins” opens it',
        ),
      ).toBeVisible();
      await desktop.openPane();
      await desktop.start();
      await expect(desktop.card).toContainText('Keep this pane open');
      const gone = desktop.pane.waitForEvent('close');
      await desktop.excel.evaluate(() => window.excel.dismiss());
      await gone;
      expect(await desktop.excel.evaluate(() => window.excel.host().pane)).toBe('closed');
    },
  );

  desktopTest(
    'an Excel that supports a shared runtime but does not use one is detected',
    async ({ desktop }) => {
      await desktop.openSignedIn({ sharedRuntime: '0', requirements: '{"SharedRuntime":"1.2"}' });
      await desktop.start();
      await expect(desktop.card).toContainText('Keep this pane open');
      await expect(
        desktop.pane.getByRole('switch', { name: 'Start with this workbook' }),
      ).toBeHidden();
    },
  );
});

for (const kind of desktopKinds) {
  desktopTest.describe(kind, () => {
    desktopTest.use({ kind });

    desktopTest(
      'closing the dialog’s window cancels sign-in, and signing in works afterwards',
      async ({ desktop }) => {
        await desktop.open();
        await (await desktop.beginSignIn()).close();
        await expect(desktop.pane.getByText('Sign-in was canceled')).toBeVisible();
        await desktop.signIn();
        await expect(desktop.pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
      },
    );
  });
}

for (const kind of sharedRuntimeKinds) {
  desktopTest.describe(kind, () => {
    desktopTest.use({ kind });

    desktopTest(
      'with a too low permission level, ribbon updates and start with the workbook fail; the rest works',
      async ({ desktop }) => {
        await desktop.openSignedIn({ permission: 'ReadDocument' });
        await desktop.start();
        const refused = await desktop.pane.evaluate(() =>
          Office.addin.showAsTaskpane().then(
            () => 'shown',
            (error: unknown) => String(Reflect.get(Object(error) as object, 'code')),
          ),
        );
        expect(refused).toBe('AccessDenied');
        await expect(desktop.card).toContainText(
          'Excel doesn’t let the add-in update its buttons on the Home tab. Use the buttons here. (AccessDenied)',
        );
        await expect(desktop.card).toContainText('Keep this pane open');
        const { ribbon, startup, calls } = await desktop.excel.evaluate(() => window.excel.host());
        expect(ribbon).toMatchObject({
          'SessionKeeper.Refresh': true,
          'SessionKeeper.KeepAlive': true,
        });
        expect(startup).toBe('Inactive');
        expect(calls).toContain('execute 86');
      },
    );
  });
}

desktopTest.describe('an older Excel on the Mac', () => {
  desktopTest.use({ kind: 'mac' });

  desktopTest(
    'lets office.js open the dialog: signing in and cancelling work',
    async ({ desktop }) => {
      await desktop.open({ dialogs: 'page' });
      await (await desktop.beginSignIn()).close();
      await expect(desktop.pane.getByText('Sign-in was canceled')).toBeVisible();
      await desktop.signIn();
      await expect(desktop.pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
      expect(await desktop.excel.evaluate(() => window.excel.host().calls)).not.toContain(
        'register 10',
      );
    },
  );

  desktopTest('reports no theme: the pane uses the system’s', async ({ desktop }) => {
    await desktop.open({ theme: 'black' });
    await expect(desktop.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expect(desktop.pane.locator('html')).toHaveAttribute('data-theme', 'light');
    await desktop.pane.emulateMedia({ colorScheme: 'dark' });
    await expect(desktop.pane.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
});
