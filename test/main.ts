import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser } from './support/ensureBrowser';

// npm test: everything, in the order in which a mistake is cheapest to find. The last line counts the tests.
interface Counts {
  readonly passed: number;
  readonly failed: number;
}
interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Reads how many tests ran; a step without tests counts only when it fails. */
  readonly counts?: () => Counts;
}

const unitReport = 'reports/unit.json';
const browserReport = 'reports/browser.json';

const steps: readonly Step[] = [
  { name: 'types', command: ['tsc'] },
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  {
    name: 'unit tests',
    command: ['vitest', 'run', '--config', 'test/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    counts: () => counted(unitReport, 'numPassedTests', 'numFailedTests'),
  },
  { name: 'build', command: ['webpack', '--mode', 'production', '--stats', 'errors-warnings'] },
  { name: 'budget', command: ['tsx', 'test/budget/main.ts'] },
  { name: 'gallery', command: ['webpack', '--config', 'test/gallery/webpack.config.js', '--stats', 'errors-warnings'] },
  {
    name: 'browser tests',
    command: ['playwright', 'test', '--config', 'test/playwright.config.ts'],
    counts: () => counted(browserReport, 'expected', 'unexpected', 'stats'),
  },
];

function counted(file: string, passed: string, failed: string, inside?: string): Counts {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  const numbers = (inside === undefined ? report : report[inside]) as Readonly<Record<string, number>>;
  return { passed: numbers[passed] ?? 0, failed: numbers[failed] ?? 0 };
}

function run({ name, command, counts }: Step): Counts {
  console.log(`\n— ${name}`);
  if (name === 'browser tests' && !ensureBrowser()) return { passed: 0, failed: 1 };
  const [program = '', ...args] = command;
  const { status } = spawnSync(`npx --no-install ${[program, ...args].join(' ')}`, { stdio: 'inherit', shell: true });
  try {
    const { passed, failed } = counts?.() ?? { passed: 0, failed: 0 };
    return { passed, failed: status === 0 ? failed : Math.max(1, failed) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

rmSync('reports', { recursive: true, force: true });
mkdirSync('reports', { recursive: true });
let passed = 0;
let failed = 0;
for (const step of steps) {
  const counts = run(step);
  passed += counts.passed;
  failed += counts.failed;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
