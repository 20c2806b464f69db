import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}'],
    setupFiles: ['test/support/seed.ts'],
    reporters: ['default'],
    // No test replaces a module, so that files can share a process: half the time.
    isolate: false,
    // Properties and started programs take their time on a machine that lints and builds beside them.
    testTimeout: 30_000,
  },
});
