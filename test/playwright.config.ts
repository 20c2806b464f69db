import { availableParallelism } from 'node:os';
import { defineConfig } from 'playwright/test';
import { shellPath } from './support/browserPath';

const executablePath = shellPath();

export default defineConfig({
  testDir: 'browser',
  outputDir: '../test-results',
  fullyParallel: true,
  // A test with its browser keeps more than one core busy.
  workers: Math.min(6, Math.max(2, availableParallelism() - 1)),
  timeout: 40_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
  use: {
    launchOptions: {
      args: ['--no-sandbox'],
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
  reporter: [['list'], ['json', { outputFile: '../reports/browser.json' }]],
});
