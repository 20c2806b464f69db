import type { Frame, FrameLocator, Page } from 'playwright';
import { fileUrl } from '../sandbox/graph/files';
import type { SandboxWorld } from '../sandbox/world';
import type { ExcelPage } from './excelPage';
import { openNested } from './nested';
import { expect, test } from './worldFixture';

const organization = 'fabrikam.onmicrosoft.com';
const fileName = 'Joint plan.xlsx';

/** The address of Fabrikam's workbook, in which Adele is a guest. */
function fabrikamsWorkbook({ graph }: SandboxWorld): string {
  const found = graph.drives
    .flatMap((drive) => drive.files.map((file) => ({ drive, file })))
    .find(({ file }) => file.name === fileName);
  if (found === undefined) throw new Error(`The world has no ${fileName}.`);
  return fileUrl(found.drive, found.file);
}

/** Stores the choice that an earlier session of the pane left for the workbooks of this owner. */
const remember = (page: Page | Frame, owner = 'fabrikam.sharepoint.com'): Promise<void> =>
  page.evaluate(
    (stored) => localStorage.setItem('session-keeper.organization', stored),
    JSON.stringify({ organization, owner }),
  );

const heading = (seen: FrameLocator | Page) => seen.getByRole('heading', { name: fileName });

/** Clicks Sign in. Adele signs in at Fabrikam's own page. */
async function signInAsGuest({ context }: ExcelPage, seen: FrameLocator | Page): Promise<void> {
  const opened = context.waitForEvent('page');
  const asked = context.waitForEvent('request', (request) => request.url().includes('/authorize?'));
  await seen.getByRole('button', { name: 'Sign in' }).click();
  expect(new URL((await asked).url()).pathname).toBe(`/${organization}/oauth2/v2.0/authorize`);
  const window = await opened;
  await window.getByRole('button', { name: 'Adele Vance' }).click();
  await window.getByRole('button', { name: 'Accept' }).click();
}

const works = { GetToken: 'token', GetTokenPopup: 'token' } as const;

test('a guest is signed in to the remembered organization by the Office dialog, and again after a reload', async ({
  excelPage,
  world,
}) => {
  const { context, pane } = excelPage;
  await excelPage.open({ doc: fabrikamsWorkbook(world) });
  await pane.getByRole('button', { name: 'Sign in' }).waitFor();
  await remember(excelPage.frame);
  await excelPage.reload();
  await signInAsGuest(excelPage, pane);
  await expect(heading(pane)).toBeVisible();
  const windows = context.pages().length;
  await excelPage.reload();
  await expect(heading(pane)).toBeVisible();
  await excelPage.start();
  world.identity.revokeTokens();
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(excelPage.card.getByText(/^Refreshed at/)).toBeVisible();
  expect(excelPage.asked('refresh').map(({ status }) => status)).toEqual([401, 204]);
  expect(context.pages().length).toBe(windows);
});

test('a guest is signed in to the remembered organization by a pop-up of a plain tab', async ({
  excelPage,
  world,
}) => {
  const { page } = excelPage;
  await page.goto(world.paneUrl);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await remember(page, '');
  await page.reload();
  await signInAsGuest(excelPage, page);
  await page
    .getByRole('textbox', { name: 'Link to the workbook' })
    .fill(`${fabrikamsWorkbook(world)}?web=1`);
  await page.getByRole('button', { name: 'Use this link' }).click();
  await expect(heading(page)).toBeVisible();
  await page.reload();
  await expect(heading(page)).toBeVisible();
});

test('an Excel that regards the tenant signs the guest in by itself', async ({
  excelPage,
  world,
}) => {
  const { pane } = excelPage;
  await openNested(excelPage, { ...works, regardsTenant: true }, { doc: fabrikamsWorkbook(world) });
  await expect(pane.getByRole('alert')).toBeVisible();
  await remember(excelPage.frame);
  await excelPage.reload();
  await expect(heading(pane)).toBeVisible();
  await excelPage.start();
  expect(excelPage.context.pages()).toHaveLength(1);
});

test('an Excel that ignores the tenant is left for the Office dialog', async ({
  excelPage,
  world,
}) => {
  const { pane } = excelPage;
  await openNested(excelPage, works, { doc: fabrikamsWorkbook(world) });
  await expect(pane.getByRole('alert')).toBeVisible();
  await remember(excelPage.frame);
  await excelPage.reload();
  await signInAsGuest(excelPage, pane);
  await expect(heading(pane)).toBeVisible();
  await excelPage.reload();
  await expect(heading(pane)).toBeVisible();
});

test('the workbook’s address suggests the organization, which the user signs in to', async ({
  excelPage,
  world,
}) => {
  const { pane } = excelPage;
  await excelPage.open({ doc: fabrikamsWorkbook(world) });
  await excelPage.signIn();
  await pane.getByRole('button', { name: 'Sign in to another organization' }).click();
  await expect(pane.getByRole('textbox', { name: 'Organization' })).toHaveValue(organization);
  // Adele is signed in to the sign-in service: its window asks for nothing.
  const asked = excelPage.context.waitForEvent('request', (request) =>
    request.url().includes(`/${organization}/oauth2/v2.0/authorize?`),
  );
  await pane.getByRole('button', { name: 'Sign in', exact: true }).click();
  await asked;
  await expect(heading(pane)).toBeVisible();
});
