import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}'],
    setupFiles: ['test/support/seed.ts'],
    reporters: ['default'],
    // No test mocks a module, so files can share a process, which halves the time.
    isolate: false,
    // Property tests and child processes are slow while lint and builds run in parallel.
    testTimeout: 30_000,
  },
});
