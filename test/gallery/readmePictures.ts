import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { ExcelPage } from '../browser/excelPage';
import { startWorld } from '../sandbox/world';
import { shellPath } from '../support/browserPath';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const cards = {
  card: 'open-active',
  'trying-again-dark': 'open-retrying-dark',
  ended: 'lost-scratch',
  'card-ja': 'open-active-ja',
};

async function sandbox(path: string): Promise<void> {
  const world = await startWorld({ mode: 'production' });
  const executablePath = shellPath();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      `--host-resolver-rules=${world.hostResolverRules}`,
      `--ignore-certificate-errors-spki-list=${world.certificate.spkiSha256}`,
    ],
  });
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 860 },
    deviceScaleFactor: 1.5,
  });
  await context.grantPermissions(['local-network-access']).catch(() => undefined);
  const excelPage = new ExcelPage(await context.newPage(), world);
  await excelPage.open();
  await excelPage.signIn();
  await excelPage.start();
  await excelPage.pane.getByRole('switch', { name: 'Keep alive' }).click();
  await excelPage.card.getByText(/Stops at/).waitFor();
  await excelPage.page.mouse.move(0, 0);
  await excelPage.page.screenshot({ path, animations: 'disabled' });
  await browser.close();
  await world.close();
}

/**
 * Saves the README's pictures: four gallery screenshots, and the sandbox with an open session.
 * Requires both builds.
 */
export async function takeReadmePictures(folder: string): Promise<void> {
  mkdirSync(at(folder), { recursive: true });
  for (const [name, specimen] of Object.entries(cards)) {
    copyFileSync(at(`reports/screenshots/${specimen}.png`), at(`${folder}/${name}.png`));
  }
  await sandbox(at(`${folder}/sandbox.png`));
}
