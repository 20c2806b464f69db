import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { runCommand } from '../scripts/commandLine';
import { ensureBrowser } from './support/ensureBrowser';

// `npm test`: runs all checks, cheapest first. The last line counts the tests.
interface Counts {
  readonly passed: number;
  readonly failed: number;
}
interface Step {
  readonly name: string;
  readonly command: string;
  /** Reads the number of tests; a step without tests is counted only if it fails. */
  readonly counts?: () => Counts;
}

const unitReport = 'reports/unit.json';
const browserReport = 'reports/browser.json';

const build = 'webpack --mode production --env test --stats errors-warnings && tsx scripts/size.ts';
const gallery =
  'webpack --config test/gallery/webpack.config.js --env test --stats errors-warnings';

/** Steps of one row run in parallel; rows run in sequence. */
const rows: readonly (readonly Step[])[] = [
  [
    {
      name: 'types, lint, gallery',
      command: `npm run typecheck && eslint . --max-warnings 0 && ${gallery}`,
    },
    {
      name: 'build, size, unit tests',
      command: `${build} && vitest run --config test/vitest.config.ts --reporter=default --reporter=json --outputFile.json=${unitReport}`,
      counts: () => counted(unitReport, 'numPassedTests', 'numFailedTests'),
    },
  ],
  [
    {
      name: 'browser tests',
      command: 'playwright test --config test/playwright.config.ts',
      counts: () => counted(browserReport, 'expected', 'unexpected', 'stats'),
    },
  ],
];

function counted(file: string, passed: string, failed: string, inside?: string): Counts {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  const numbers = (inside === undefined ? report : report[inside]) as Readonly<
    Record<string, number>
  >;
  return { passed: numbers[passed] ?? 0, failed: numbers[failed] ?? 0 };
}

async function run({ name, command, counts }: Step): Promise<Counts> {
  console.log(`\n— ${name}`);
  if (name === 'browser tests' && !ensureBrowser()) return { passed: 0, failed: 1 };
  // npm has added `node_modules/.bin` to PATH.
  const status = await new Promise((resolve) =>
    spawn(command, { stdio: 'inherit', shell: true }).once('close', resolve),
  );
  try {
    const { passed, failed } = counts?.() ?? { passed: 0, failed: 0 };
    return { passed, failed: status === 0 ? failed : Math.max(1, failed) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

await runCommand(
  {
    name: 'test',
    summary: 'Runs everything: types, lint, the build and its size, unit tests, browser tests.',
    options: {},
  },
  async () => {
    rmSync('reports', { recursive: true, force: true });
    mkdirSync('reports', { recursive: true });
    const results: Counts[] = [];
    for (const row of rows) results.push(...(await Promise.all(row.map(run))));
    const total = (of: keyof Counts): number =>
      results.reduce((sum, counts) => sum + counts[of], 0);
    process.exitCode = total('failed') === 0 ? 0 : 1;
    return `\n${total('passed')} passed, ${total('failed')} failed`;
  },
);
