import { defineConfig } from 'vitest/config';

// The tests that are to find the mutants of the session core, the error tables, sign-in and storage. The simulated days
// are not among them: with them a run would take a night.
export default defineConfig({
  test: {
    include: ['session', 'graph', 'auth', 'browser'].map(
      (folder) => `test/unit/${folder}/**/*.test.ts`,
    ),
    setupFiles: ['test/support/seed.ts', 'test/support/fewExamples.ts'],
    // As in the unit tests: files share a process, in less than half of the time.
    isolate: false,
    reporters: ['default'],
  },
});
