import { defineConfig } from 'vitest/config';

// Tests of the mutation run: session core, error tables, sign-in and storage. The simulated days
// are excluded; with them a run would take a night.
export default defineConfig({
  test: {
    include: ['session', 'graph', 'auth', 'browser'].map(
      (folder) => `test/unit/${folder}/**/*.test.ts`,
    ),
    setupFiles: ['test/support/seed.ts', 'test/support/fewExamples.ts'],
    // As in the unit tests, files share a process, which more than halves the time.
    isolate: false,
    reporters: ['default'],
  },
});
