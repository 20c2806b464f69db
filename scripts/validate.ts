import { runCommand } from './commandLine';
import { runTool } from './tools';

await runCommand(
  {
    name: 'validate',
    summary:
      "Checks manifest.xml by this repository's rules and, where xmllint is installed, Microsoft's schema.",
    options: {},
  },
  () => {
    runTool('vitest', ['run', '--config', 'test/vitest.config.ts', 'test/unit/manifest']);
  },
);
