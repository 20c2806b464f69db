import { defineConfig } from 'vitest/config';

// The tests that mutants of the core and of the recoveries are to be found by; the day simulation would take a night.
export default defineConfig({
  test: {
    include: ['test/unit/session/**/*.test.ts', 'test/unit/graph/**/*.test.ts'],
    reporters: ['default'],
  },
});
