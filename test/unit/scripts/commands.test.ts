import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { localNetworkAdvice } from '../../../scripts/excel/addin';
import { endWords, loadedWords, stopWords } from '../../../scripts/excel/outcomes';
import { officeTool } from '../../../scripts/excel/officeTool';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
/** The commands of this repository; webpack, tsc, eslint, vitest, playwright and prettier refuse for themselves. */
const own = Object.keys(scripts).filter((name) => scripts[name]?.startsWith('tsx '));
const limitMs = 60_000;
let runs = 0;
let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'session-keeper-home-'));
  // A test must not register an application, even where the Azure CLI is signed in.
  writeFileSync(
    join(home, 'az'),
    `#!/bin/sh\necho "$@" >> ${join(home, 'asked')}\necho "Please run 'az login'" >&2\nexit 1\n`,
    {
      mode: 0o755,
    },
  );
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

type Environment = Readonly<Record<string, string>>;
const noSettings = { CLIENT_ID: '', AUTHORITY: '', GRAPH_ROOT: '', ADDIN_ORIGIN: '' };

/** Runs what package.json names, for a user without certificate, settings and a sign-in to Azure. */
async function npm(script: string, rest: readonly string[] = [], more: NodeJS.ProcessEnv = {}) {
  const [program = '', ...args] = (scripts[script] ?? '').split(' ');
  const PATH = `${home}:${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, ...noSettings, HOME: home, USERPROFILE: home, PATH, ...more };
  const child = spawn(join(root, 'node_modules', '.bin', program), [...args, ...rest], {
    cwd: root,
    env,
    timeout: limitMs,
  });
  const status = new Promise((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  return { status: await status, stdout, stderr };
}

/** Runs a command in this process, which takes a tenth of the time; its entry module anew each time. */
async function inProcess(
  script: string,
  args: readonly string[],
  environment: Environment = {},
  nodeVersion = process.version,
) {
  const file = (scripts[script] ?? '').replace('tsx ', root);
  const [stdout, stderr]: [string[], string[]] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((text: string) => stdout.push(text));
  vi.spyOn(console, 'error').mockImplementation((text: string) => stderr.push(text));
  vi.stubGlobal(
    'process',
    Object.create(process, {
      argv: { value: ['node', file, ...args] },
      env: { value: environment },
      version: { value: nodeVersion },
      exitCode: { value: 0, writable: true },
    }),
  );
  await import(`${file}?run=${runs++}`);
  const { exitCode } = process;
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  return { status: exitCode, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
}

describe.each(own)('npm run %s', (name) => {
  it('prints its usage with --help', async () => {
    const { status, stdout, stderr } = await inProcess(name, ['--help']);
    expect(stdout).toMatch(new RegExp(`^Usage: npm (?:run )?${name} -- `));
    expect([status, stderr]).toEqual([0, '']);
  });

  it('refuses what it does not know, and shows its usage', async () => {
    const { status, stdout, stderr } = await inProcess(name, ['--no-such-option']);
    expect(stderr).toMatch(
      new RegExp(`^Unknown option '--no-such-option'\\.\n\nUsage: npm (?:run )?${name} `),
    );
    expect([status, stdout]).toEqual([1, '']);
  });

  it.skipIf(name === 'register')('refuses a dry run, which it does not have', async () => {
    const { status, stderr } = await inProcess(name, [], { npm_config_dry_run: 'true' });
    expect(stderr).toContain('has no dry run.');
    expect(status).toBe(1);
  });
});

it.each(['start', 'start:web', 'register', 'sandbox'])(
  'npm run %s says which Node it needs before anything else',
  async (name) => {
    const { status, stderr } = await inProcess(name, [], {}, 'v18.20.8');
    expect(stderr).toMatch(/^This is Node 18\.20\.8; .* is needed\.\n.*$/);
    expect(status).toBe(1);
  },
);

it('npm run sandbox refuses one port for two of its parts, before it builds', async () => {
  const { status, stdout, stderr } = await inProcess('sandbox', ['--excel-port', '8444']);
  expect(stderr).toBe(
    '--excel-port and --identity-port are both 8444: each needs its own port.\n    Example: --excel-port 0 takes any port that is free.',
  );
  expect([status, stdout]).toEqual([1, '']);
});

describe.skipIf(process.platform !== 'linux')(
  'on Linux (skipped elsewhere: there Excel would start)',
  () => {
    it('npm start says that there is no Excel for the desktop, and what works instead', async () => {
      const { status, stderr, stdout } = await npm('start');
      expect(stderr).toBe(
        'Excel for the desktop runs on Windows and Mac only.\n' +
          '    npm run start:web -- --document <address of a workbook>   (Excel on the web; or, without an account: npm run sandbox)\n',
      );
      expect([status, stdout]).toEqual([1, '']);
    });

    it('npm run start:web says everything that is missing, and starts nothing', async () => {
      const { status, stderr, stdout } = await npm('start:web');
      expect(stderr).toMatch(/^The address of a workbook .* is missing\.\n {4}npm run start:web/);
      expect(stderr).toContain('\n    npm run register\n');
      expect(stderr).toContain('\n    npx office-addin-dev-certs install\n');
      expect([status, stdout]).toEqual([1, '']);
    });

    it('npm run start:web takes the address of a workbook', async () => {
      const { status, stderr } = await npm('start:web', [
        '--document',
        'https://contoso.sharepoint.com/Budget.xlsx',
      ]);
      expect(stderr).not.toContain('address of a workbook');
      expect(status).toBe(1);
    });

    it('npm run start:web with an invalid setting says which, and starts nothing', async () => {
      const { status, stderr } = await npm('start:web', [], {
        ADDIN_ORIGIN: 'https://apps.contoso.com/keeper/',
      });
      expect(stderr).toMatch(
        /ADDIN_ORIGIN is https:\/\/apps\.contoso\.com\/keeper\/: it .*\n {4}Example: ADDIN_ORIGIN=/,
      );
      expect(stderr).not.toContain('npm run register');
      expect(status).toBe(1);
    });

    it('npm stop ends well where nothing runs', async () => {
      const { status, stdout, stderr } = await npm('stop');
      expect([status, stdout, stderr]).toEqual([0, 'No server was running.\n', '']);
    });

    it('npm run register says what stands in its way', async () => {
      const { status, stdout, stderr } = await npm('register');
      expect([status, stdout, stderr]).toEqual([
        1,
        '',
        'The Azure CLI is not signed in.\n    az login --allow-no-subscriptions\n',
      ]);
    });

    it.each<[readonly string[], Environment]>([
      [['--dryrun'], {}],
      [[], { npm_config_dryrun: 'true' }],
      [['dry-run'], {}],
      [['--help'], {}],
    ])('npm run register %j %j asks the Azure CLI for nothing', async (args, more) => {
      rmSync(join(home, 'asked'), { force: true });
      await npm('register', args, more);
      expect(existsSync(join(home, 'asked'))).toBe(false);
    });

    it('npm run register --dry-run, without --, shows what would be done too', async () => {
      rmSync(join(home, 'asked'), { force: true });
      const { stdout } = await npm('register', [], { npm_config_dry_run: 'true' });
      expect(stdout).toMatch(/^az account show /);
      expect(existsSync(join(home, 'asked'))).toBe(false);
    });

    it('npm run register -- --dry-run shows what would be done', async () => {
      const { status, stdout } = await npm('register', ['--dry-run']);
      expect(stdout).toMatch(
        /^az account show .*\naz rest --method POST [^]*"displayName": "Session Keeper for Excel"/,
      );
      expect(status).toBe(0);
    });
  },
);

it('Office’s tool finds no server to start beside ours, which nothing would stop', () => {
  // Source: office-addin-debugging, commands.js: it starts the script "dev-server" of the file that this variable names.
  expect(scripts).toHaveProperty('dev-server');
  expect(officeTool('start').env).not.toHaveProperty('npm_package_json');
  expect(officeTool('start').env).toHaveProperty('PATH');
});

describe('a build that tests use', () => {
  it('depends on neither .env nor the environment', () => {
    const builds = Object.entries(scripts).filter(
      ([name, command]) =>
        command.includes('webpack ') && !['build', 'build:dev', 'dev-server'].includes(name),
    );
    expect(builds.map(([name]) => name)).toEqual(['build:test', 'build:gallery']);
    for (const [name, command] of builds) expect(command, name).toContain('--env test');
    for (const file of ['test/main.ts', 'scripts/tools.ts']) {
      const lines = readFileSync(root + file, 'utf8')
        .replace(/\[[^\][]*\]/g, (list) => list.replace(/\s+/g, ' '))
        .split('\n')
        .filter((line) => /--mode|gallery\/webpack/.test(line));
      expect(lines.length, file).toBeGreaterThan(0);
      for (const line of lines) expect(line, file).toMatch(/--env test|'--env', 'test'/);
    }
  });

  it(
    'has the default settings, whatever the environment says',
    async () => {
      const { default: configure } = (await import(
        new URL('webpack.config.js', `file://${root}`).href
      )) as WebpackConfig;
      const bad = process.env['AUTHORITY'];
      process.env['AUTHORITY'] = 'garbage';
      try {
        const [html] = configure({ test: true }, { mode: 'production' }).plugins.flatMap(
          ({ userOptions }) => userOptions?.templateParameters ?? [],
        );
        expect(html?.configuration).toContain(
          '"authority": "https://login.microsoftonline.com/organizations"',
        );
      } finally {
        if (bad === undefined) delete process.env['AUTHORITY'];
        else process.env['AUTHORITY'] = bad;
      }
    },
    limitMs,
  );
});

interface WebpackConfig {
  readonly default: (
    env: object,
    options: object,
  ) => {
    readonly plugins: readonly {
      readonly userOptions?: { readonly templateParameters?: { readonly configuration?: string } };
    }[];
  };
}

describe('what is said of Excel and of the server', () => {
  it('is only what was done: the add-in is put into Excel for the desktop, and taken out of it', () => {
    expect(loadedWords('desktop')).toMatch(
      /is in Excel.*npm stop elsewhere, takes it out and stops/,
    );
    expect(endWords('desktop')).toBe('The add-in is out of Excel, and the server has stopped.');
  });

  it('on the web, the browser is opened, Excel asks, and nothing is taken out', () => {
    expect(loadedWords('web')).toMatch(/^Your browser opens the workbook\. .*agree\./);
    expect(`${loadedWords('web')} ${endWords('web')}`).not.toMatch(
      /is in Excel|takes it out|out of/,
    );
    expect(endWords('web')).toMatch(/^The server has stopped\. .*may still show/);
  });

  it('npm stop tells of a development server that it does not end', () => {
    expect(stopWords(4711, 4711)).toBe('The server has stopped.');
    expect(stopWords(undefined, 4711)).toBe('No server was running.');
    expect(stopWords(undefined, undefined)).toBe('No server was running.');
    expect(stopWords(4712, 4711)).toMatch(
      /^A development server still runs, process 4712: .*Ctrl\+C/,
    );
    expect(stopWords(4712, undefined)).toMatch(/^A development server still runs/);
  });
});

it('the question of the browser about the local network is foretold', () => {
  expect(localNetworkAdvice).toMatch(
    /ask whether the page may reach devices on your local network: choose Allow/,
  );
});
