import type { DesktopKind } from '../sandbox/excel/hostKind';
import { desktopKinds, desktopTest, expect } from './desktop';

// Addresses as desktop Excel reports them: not URL-encoded, or encoded incompletely.

const site = 'https://contoso.sharepoint.com/sites/Finance/Shared Documents';
const found = [
  [`${site}/Budget 2026.xlsx`, 'Budget 2026.xlsx'],
  [`${site}/予算 #1 100%.xlsx`, '予算 #1 100%.xlsx'],
  [`${site}/Quarterly 📊/Forecast + actuals.xlsx`, 'Forecast + actuals.xlsx'],
  [
    '\\\\contoso.sharepoint.com@SSL\\DavWWWRoot\\sites\\Finance\\Shared Documents\\Budget 2026.xlsx',
    'Budget 2026.xlsx',
  ],
  [
    'https://contoso-my.sharepoint.com/personal/adele_contoso_example/Documents/My plan.xlsx',
    'My plan.xlsx',
  ],
] as const;
type Place = readonly [address: string, message: string];
/** Addresses without a workbook in SharePoint, and the message of each. */
const elsewhere: Readonly<Record<DesktopKind, readonly [Place, ...Place[]]>> = {
  windows: [
    ['C:\\Users\\adele\\Budget.xlsx', 'The workbook is on this device'],
    ['C:\\Users\\adele\\OneDrive - Contoso\\Budget 2026.xlsx', 'The workbook is on this device'],
    ['\\\\server\\share\\Budget.xlsx', 'The workbook is on a network drive'],
    ['\\\\server@SSL\\DavWWWRoot\\share\\Budget.xlsx', 'The workbook is on a network drive'],
    [
      'https://d.docs.live.net/0123456789abcdef/Budget 2026.xlsx',
      'The workbook is in a personal OneDrive',
    ],
  ],
  mac: [
    ['/Users/adele/Budget.xlsx', 'The workbook is on this device'],
    [
      '/Users/adele/Library/CloudStorage/OneDrive-Contoso/Budget 2026.xlsx',
      'The workbook is on this device',
    ],
    ['file:///Users/adele/Budget%202026.xlsx', 'The workbook is on this device'],
    ['smb://server/share/Budget.xlsx', 'The workbook is on a network drive'],
    [
      'https://d.docs.live.net/0123456789abcdef/Budget 2026.xlsx',
      'The workbook is in a personal OneDrive',
    ],
  ],
};
/** `Office.context.platform` of each kind. */
const platforms: Readonly<Record<DesktopKind, string>> = { windows: 'PC', mac: 'Mac' };

for (const kind of desktopKinds) {
  desktopTest.describe(kind, () => {
    desktopTest.use({ kind });

    desktopTest(
      'every form of address resolves to the workbook, or shows its own message',
      async ({ desktop }) => {
        await desktop.openSignedIn({ doc: elsewhere[kind][0][0] });
        const { pane } = desktop;
        const checkAgain = async (address: string): Promise<void> => {
          await desktop.excel.evaluate((url) => window.excel.setDocumentUrl(url), address);
          await pane.getByRole('button', { name: 'Check again' }).first().click();
        };
        await expect(pane.getByRole('alert').getByText(elsewhere[kind][0][1])).toBeVisible();
        for (const [address, name] of found) {
          await checkAgain(address);
          await expect(pane.getByRole('heading', { name, exact: true }), address).toBeVisible();
        }
        for (const [address, title] of elsewhere[kind]) {
          await checkAgain(address);
          await expect(pane.getByRole('alert').getByText(title), address).toBeVisible();
        }
      },
    );

    desktopTest(
      'an unsaved workbook has no live address, and is found after it is saved',
      async ({ desktop }) => {
        await desktop.openSignedIn({ doc: '' });
        const { pane } = desktop;
        await expect(pane.getByRole('alert')).toBeVisible();
        expect(
          await desktop.pane.evaluate(() => [Office.context.document.url, Office.context.platform]),
        ).toEqual(['', platforms[kind]]);
        await desktop.excel.evaluate(
          (url) => window.excel.setDocumentUrl(url),
          `${site}/Budget 2026.xlsx`,
        );
        await pane.getByRole('button', { name: 'Check again' }).first().click();
        await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
      },
    );
  });
}

desktopTest(
  'if the live address fails, the address from the start is used, with spaces, # and %',
  async ({ desktop }) => {
    await desktop.openSignedIn({ doc: `${site}/予算 #1 100%.xlsx`, properties: 'fail' });
    await expect(
      desktop.pane.getByRole('heading', { name: '予算 #1 100%.xlsx', exact: true }),
    ).toBeVisible();
  },
);
