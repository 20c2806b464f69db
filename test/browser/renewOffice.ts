import type { BrowserContext } from 'playwright';
import { readScript } from '../sandbox/excelSite';
import type { SandboxWorld } from '../sandbox/world';

/**
 * Adds the parts of a newer office.js that npm's version lacks: its half of the bridge, and
 * Office's theme.
 */
export async function renewOffice({
  context,
  world,
}: {
  readonly context: BrowserContext;
  readonly world: SandboxWorld;
}): Promise<void> {
  const script = (await readScript('/newerOffice.ts')) ?? '';
  await context.addInitScript({
    content: `if (location.origin === ${JSON.stringify(world.origins.pane)}) { ${script}\n}`,
  });
}
