import { startWorld } from '../sandbox/world';
import type { WebKit } from './browser';
import { openWebKit } from './browser';
import type { Journey } from './journeys';
import { journeys } from './journeys';
import { openProxy } from './proxy';

/** Runs every journey in the WebKit at `binary`, prints each result, and sets the exit code. */
export async function goAll(binary: string): Promise<void> {
  const webkit = await openWebKit(binary);
  try {
    for (const [name, journey] of Object.entries(journeys)) await go(webkit, name, journey);
  } finally {
    await webkit.close();
  }
}

/** Runs a journey against the shipped build, in its own world and browser. */
async function go(webkit: WebKit, name: string, journey: Journey): Promise<void> {
  const began = Date.now();
  const world = await startWorld({ mode: 'production' });
  const proxy = await openProxy(world);
  try {
    const driver = await webkit.start(proxy.port);
    try {
      await journey(driver, world);
    } finally {
      await driver.close();
    }
    console.log(`✓ ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    console.error(`✗ ${name}\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    proxy.close();
    await world.close();
  }
}
