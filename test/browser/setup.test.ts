import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import JSZip from 'jszip';
import type { Locator, Page } from 'playwright';
import { archiveFiles, archiveName, zip } from '../../scripts/package/archive';
import { parseConfiguration } from '../../src/app/configuration';
import { expect, test as base } from './worldFixture';

/** The page of an archive that is made of the tested build and unpacked in a folder. */
const test = base.extend<object, { readonly archive: string }>({
  archive: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'session-keeper-archive-'));
      const name = archiveName('1.2.3');
      const packed = await zip(await archiveFiles(pathOf('dist'), '1.2.3'), name);
      for (const entry of Object.values((await JSZip.loadAsync(packed)).files)) {
        const file = join(folder, entry.name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, await entry.async('nodebuffer'));
      }
      await use(join(folder, name));
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});

const origin = 'https://keeper.contoso.com:8443';
const clientId = '11111111-2222-4333-8444-555555555555';
const manifest = readFileSync(pathOf('manifest.xml'), 'utf8');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

function pathOf(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name });
const makeButton = (page: Page): Locator => page.getByRole('button', { name: 'Make the files' });

async function fillIn(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await field(page, name).fill(value);
}

/** Text of a file that a button downloads. */
async function downloaded(page: Page, name: string): Promise<string> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: `Download ${name}` }).click();
  const download = await started;
  expect(download.suggestedFilename()).toBe(name);
  return readFileSync(await download.path(), 'utf8');
}

/** What Microsoft's schema says against a manifest; nothing where xmllint is missing. */
function schemaErrors(text: string): string {
  const schema = pathOf('test/data/manifest-schema/driver.xsd');
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
    input: text,
    encoding: 'utf8',
    timeout: 30_000,
  });
  return status === 0 || status === null ? '' : stderr;
}

const configurationIn = (taskpane: string): string | undefined =>
  /<script id="?configuration"?[^>]*>([^<]*)</.exec(taskpane)?.[1];

/** Opens the page. Returns what the browser complains of, and requests for anything else. */
async function openSetup(page: Page, address: string): Promise<readonly string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('blob:')) {
      complaints.push(request.url());
    }
  });
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return complaints;
}

const fileOf = (archive: string): string => pathToFileURL(join(archive, 'setup.html')).href;

test('under each field stands what is wrong with it, with the name of its setting and an example', async ({
  page,
  archive,
}) => {
  const complaints = await openSetup(page, fileOf(archive));
  await makeButton(page).click();
  await expect(field(page, 'Origin')).toBeFocused();
  await expect(page.getByRole('status')).toHaveText('2 fields must be corrected.');
  for (const [name, text, expected] of [
    ['Origin', '', 'ADDIN_ORIGIN is missing. Example: https://keeper.contoso.com'],
    ['Origin', 'http://keeper', 'ADDIN_ORIGIN is http://keeper: it must start with https://.'],
    ['Origin', `${origin}/pane`, 'it must be scheme, host and port, without a path. Example: '],
    ['Application (client) ID', 'my-app', 'CLIENT_ID is my-app: it must be a GUID. Example: 1111'],
    ['Organization', 'my company', 'it must name the tenant by its ID or its domain. Example: '],
  ] as const) {
    await field(page, name).fill(text);
    const words = new RegExp(expected.replace(/[.()]/g, '\\$&'));
    await expect(field(page, name)).toHaveAccessibleDescription(words);
    await expect(field(page, name)).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText(expected)).toBeVisible();
  }
  await expect(page.getByRole('region', { name: '4. Files' })).toBeHidden();
  await fillIn(page, { Origin: origin, 'Application (client) ID': clientId });
  await expect(field(page, 'Origin')).toHaveAttribute('aria-invalid', 'false');
  await expect(page.getByRole('status')).toHaveText('One field must be corrected.');
  expect(complaints).toEqual([]);
});

test('a field is called wrong when it is left, not while it is typed', async ({
  page,
  archive,
}) => {
  await openSetup(page, fileOf(archive));
  await field(page, 'Origin').pressSequentially('https:/');
  await expect(page.getByText('ADDIN_ORIGIN')).toBeHidden();
  await field(page, 'Origin').press('Tab');
  await expect(page.getByText('ADDIN_ORIGIN is https:/: it must start with')).toBeVisible();
});

for (const place of ['a file', 'an https server']) {
  test(`the page gives the manifest and the pane’s page for what was typed, opened from ${place}`, async ({
    page,
    archive,
  }) => {
    const address = place === 'a file' ? fileOf(archive) : 'https://setup.example/setup.html';
    await page.route('https://setup.example/setup.html', (route) =>
      route.fulfill({ path: join(archive, 'setup.html'), contentType: 'text/html' }),
    );
    const complaints = await openSetup(page, address);
    await fillIn(page, { Origin: `${origin}/`, Organization: 'contoso.us' });
    await expect(page.getByText(`${origin}/auth-end.html`)).toContainText(
      'brk-multihub://keeper.contoso.com:8443',
    );
    await page.getByRole('combobox', { name: 'Cloud' }).selectOption('US Government L5 (DoD)');
    await field(page, 'Application (client) ID').fill(clientId);
    await field(page, 'Application (client) ID').press('Enter');
    await expect(page.getByRole('heading', { name: '4. Files' })).toBeFocused();
    await expect(page.getByRole('status')).toHaveText('The files are ready.');

    const made = await downloaded(page, 'manifest.xml');
    expect(made).not.toContain('localhost');
    expect(made.replaceAll(origin, 'https://localhost:3000')).toBe(manifest);
    expect(schemaErrors(made)).toBe('');

    const taskpane = await downloaded(page, 'taskpane.html');
    expect(parseConfiguration(configurationIn(taskpane))).toEqual({
      clientId,
      authority: 'https://login.microsoftonline.us/contoso.us',
      graphRoot: 'https://dod-graph.microsoft.us/v1.0',
    });
    const built = readFileSync(join(archive, 'pane', 'taskpane.html'), 'utf8');
    expect(taskpane.replace(configurationIn(taskpane) ?? '', '')).toBe(
      built.replace(configurationIn(built) ?? '', ''),
    );
    expect(complaints).toEqual([]);
  });
}

test('a pane of the archive signs in with the configuration that the page gives', async ({
  page,
  archive,
  excelPage,
  world,
}) => {
  await openSetup(page, fileOf(archive));
  await fillIn(page, { Origin: world.origins.pane, 'Application (client) ID': world.clientId });
  await makeButton(page).click();
  const body = await downloaded(page, 'taskpane.html');
  await excelPage.context.route(`${world.origins.pane}/taskpane.html*`, (route) =>
    route.fulfill({ contentType: 'text/html', body }),
  );
  await excelPage.open();
  await excelPage.signIn();
  await expect(excelPage.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
});

test('what is shown can be copied, and follows a field that is changed', async ({
  page,
  archive,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSetup(page, fileOf(archive));
  await fillIn(page, { Origin: origin, 'Application (client) ID': clientId });
  await makeButton(page).click();
  await page.getByRole('combobox', { name: 'Cloud' }).selectOption('US Government L4 (GCC High)');
  await expect(page.getByText('"graphRoot": "https://graph.microsoft.us/v1.0"')).toBeVisible();
  await page.getByRole('button', { name: 'Copy configuration' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(parseConfiguration(copied)).toMatchObject({
    graphRoot: 'https://graph.microsoft.us/v1.0',
  });
});

test('the page fits 320 pixels and has no fault for axe, in each language, light and dark', async ({
  page,
  archive,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openSetup(page, fileOf(archive));
  await page.evaluate(axe);
  const fill = async (values: readonly string[]): Promise<void> => {
    for (const [index, value] of values.entries()) {
      await page.getByRole('textbox').nth(index).fill(value);
    }
    await page.locator('button[type=submit]').click();
  };
  for (const [language, colorScheme] of [
    ['English', 'dark'],
    ['日本語', 'light'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.getByRole('button', { name: language }).click();
    await expect(page.getByRole('button', { name: language })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    for (const values of [
      ['x', 'x', 'x y'],
      [origin, clientId, ''],
    ]) {
      await fill(values);
      const found: unknown = await page.evaluate(
        `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
      );
      expect(found, `${language}, ${colorScheme}, ${values.join()}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    }
  }
  await expect(page).toHaveTitle('Session Keeper のセットアップ');
});
