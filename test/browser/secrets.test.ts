import type { ExcelPage } from './excelPage';
import { expect, test } from './worldFixture';

interface Held {
  readonly attributes: readonly string[];
  readonly local: readonly (readonly [key: string, value: string])[];
  readonly session: readonly (readonly [key: string, value: string])[];
}

/** Reads every place other than memory where the pane could keep a secret. */
function look({ frame }: ExcelPage): Promise<Held> {
  return frame.evaluate(() => ({
    // Excluded: the link to the workbook's folder, which must contain the address.
    attributes: [
      ...document.querySelectorAll('*:not(a[aria-label$="(opens in a browser)"])'),
    ].flatMap((element) =>
      [...element.attributes].map(({ name, value }) => `${element.tagName} ${name}=${value}`),
    ),
    local: Object.keys(localStorage).map((key) => [key, localStorage.getItem(key) ?? ''] as const),
    session: Object.keys(sessionStorage).map(
      (key) => [key, sessionStorage.getItem(key) ?? ''] as const,
    ),
  }));
}

test('no token, session id, user name or address reaches the console, foreign storage, an attribute or the copied activity', async ({
  excelPage,
  world,
}) => {
  const said: string[] = [];
  const secrets = new Set(['adele@contoso.example', 'https://contoso.sharepoint.com']);
  const held: Held[] = [];
  excelPage.context.on('console', (message) => said.push(message.text()));
  excelPage.context.on('request', (request) => {
    const token = /^Bearer (.+)/.exec(request.headers()['authorization'] ?? '')?.[1];
    if (token !== undefined) secrets.add(token);
  });
  await excelPage.context.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: {
        writeText: (text: string) => Promise.resolve(Object.assign(window, { copied: text })),
      },
    });
  });

  await excelPage.open();
  await expect(excelPage.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
  held.push(await look(excelPage));
  await excelPage.signIn();
  await excelPage.start();
  for (const { id } of world.graph.sessions.alive()) secrets.add(id);
  held.push(await look(excelPage));
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(excelPage.pane.getByRole('list', { name: 'Activity' })).toContainText('Refreshed');
  world.graph.sessions.end();
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(excelPage.card.getByRole('status')).toContainText('Ended');
  held.push(await look(excelPage));
  await excelPage.pane.getByRole('button', { name: 'Copy activity as JSON' }).click();
  const copied = await excelPage.frame.evaluate(
    () => (window as unknown as { readonly copied: string }).copied,
  );

  expect(secrets.size).toBeGreaterThanOrEqual(4);
  expect(copied).toContain('"product": "Session Keeper for Excel"');
  // While a session is open, its record is stored for the next start and removed when it closes. No
  // other entry holds a secret.
  const isRecord = ([key]: readonly [string, string]): boolean =>
    key.startsWith('session-keeper.session:');
  expect(held.map(({ local }) => local.filter(isRecord).length)).toEqual([0, 1, 0]);
  const known = (key: string): boolean =>
    key === 'session-keeper.workbook' || key.startsWith('msal.');
  const kept = held.flatMap(({ session }) => session).filter(([key]) => !known(key));
  const elsewhere = [
    ...held.flatMap(({ local }) => local.filter((entry) => !isRecord(entry))),
    ...kept,
  ].map((entry) => entry.join('='));
  const places = {
    console: said,
    attributes: held.flatMap(({ attributes }) => attributes),
    storage: elsewhere,
    copied: [copied],
  };
  for (const [place, texts] of Object.entries(places)) {
    for (const secret of secrets) {
      expect(
        texts.filter((text) => text.includes(secret)),
        place,
      ).toEqual([]);
    }
  }
});

test('signing out leaves nothing of the user in storage', async ({ excelPage }) => {
  await excelPage.openWithSession();
  await signsOut(excelPage);
});

test('signing out where Excel signs in leaves nothing either', async ({ excelPage }) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  const { session } = await look(excelPage);
  expect(JSON.stringify(session)).toContain('accesstoken');
  await signsOut(excelPage);
});

async function signsOut(excelPage: ExcelPage): Promise<void> {
  await excelPage.card.getByRole('button', { name: 'Close session' }).click();
  await expect(excelPage.card.getByRole('status')).toContainText('Closed');
  await excelPage.pane.getByRole('button', { name: 'Adele Vance' }).click();
  await excelPage.pane.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(excelPage.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
  const { local, session } = await look(excelPage);
  const text = JSON.stringify([local, session]);
  for (const secret of ['adele', 'contoso.sharepoint.com', 'eyJ']) {
    expect(text).not.toContain(secret);
  }
}
