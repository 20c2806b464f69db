import { startWorld } from '../sandbox/world';
import { askDebian } from '../support/debian';
import type { WebKit } from './browser';
import { openWebKit, webkitPath } from './browser';
import type { Journey } from './journeys';
import { journeys } from './journeys';
import { openProxy } from './proxy';

// npm run test:webkit: the way in, the card and leaving in WebKit, the engine of Safari and of Excel on Mac.
const packages = ['webkit2gtk-driver', 'xvfb'];
if (webkitPath() === undefined) askDebian(packages);
const binary = webkitPath();
if (binary === undefined) {
  console.error(`WebKitGTK with its WebDriver and Xvfb are needed; Debian and Ubuntu have them.\n    apt-get install --no-install-recommends ${packages.join(' ')}`);
  process.exitCode = 1;
} else {
  const webkit = await openWebKit(binary);
  try {
    for (const [name, journey] of Object.entries(journeys)) await go(webkit, name, journey);
  } finally {
    await webkit.close();
  }
}

/** Goes a journey with the shipped build, in a world and a browser of its own. */
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
