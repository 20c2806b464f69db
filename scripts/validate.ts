import { runCommand } from './commandLine';
import { root } from './paths';
import { ProblemError } from './problems';
import { runTool } from './tools';
import { askService } from './validation/online';
import { checkSchema } from './validation/schema';
import type { Check, CheckOutcome } from './validation/summary';
import { hasFailed, summaryOf } from './validation/summary';

const manifest = `${root}manifest.xml`;
const schema = `${root}test/data/manifest-schema/driver.xsd`;

await runCommand(
  {
    name: 'validate',
    summary:
      "Checks manifest.xml by this repository's rules, by Microsoft's schema where xmllint is installed, and on request by Microsoft's online service. Says what was not checked.",
    options: {
      online: {
        type: 'boolean',
        help: "Also sends manifest.xml to Microsoft's validation service. Nothing else is sent.",
      },
    },
  },
  ({ online }) => {
    const checks: readonly Check[] = [
      { name: "this repository's rules (test/unit/manifest*)", outcome: checkRules() },
      {
        name: "Microsoft's schema of 2020, with later elements",
        outcome: checkSchema(manifest, schema),
      },
      {
        name: "Microsoft's validation service",
        outcome: online
          ? askService(manifest)
          : {
              kind: 'notChecked',
              because:
                'it gets the manifest: npm run validate -- --online sends manifest.xml to Microsoft',
            },
      },
      {
        name: 'whether Excel takes it',
        outcome: { kind: 'notChecked', because: 'only Excel can tell: docs/live-checklist.md' },
      },
    ];
    console.log(summaryOf(checks));
    if (hasFailed(checks)) {
      throw new ProblemError([
        { what: 'manifest.xml is not valid.', fix: 'The reason stands above.' },
      ]);
    }
  },
);

function checkRules(): CheckOutcome {
  try {
    runTool('vitest', ['run', '--config', 'test/vitest.config.ts', 'test/unit/manifest']);
    return { kind: 'passed' };
  } catch (error) {
    if (error instanceof ProblemError) return { kind: 'failed' };
    throw error;
  }
}
