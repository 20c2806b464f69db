/** A documented command in its smallest form. */
export interface Smallest {
  /** Arguments after `npm`. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Expected output; without `stays`, the command must also succeed. */
  readonly says: RegExp;
  /** A file that the command creates, and its expected content. */
  readonly makes?: readonly [file: string, text: string];
  /** Runs until Ctrl+C, which is sent once the expected output appears. */
  readonly stays?: true;
}

// Another folder than `dist`, so that the build used by the tests is kept.
const folder = 'reports/docs';
const origin = 'https://keeper.contoso.com';
const clientId = '11111111-2222-4333-8444-555555555555';
const freePorts = ['excel', 'pane', 'identity', 'graph'].flatMap((name) => [`--${name}-port`, '0']);

/** Commands too slow for `npm test`; `npm run test:docs` runs them. */
export const smallest: Readonly<Record<string, Smallest>> = {
  build: {
    args: ['run', 'build', '--', '--output-path', folder],
    env: { ADDIN_ORIGIN: origin, CLIENT_ID: clientId },
    says: /compiled successfully/,
    makes: [`${folder}/manifest.xml`, `${origin}/taskpane.html`],
  },
  'build:dev': {
    args: ['run', 'build:dev', '--', '--output-path', folder],
    says: /compiled successfully/,
    makes: [`${folder}/taskpane.html`, '<title>'],
  },
  package: {
    args: ['run', 'package', '--', '--output', folder],
    says: /session-keeper-[\d.]+\.zip\n\d+ kB, SHA-256 [0-9a-f]{64}/,
  },
  sandbox: {
    args: ['run', 'sandbox', '--', ...freePorts],
    says: /https:\/\/localhost:\d+\//,
    stays: true,
  },
  validate: { args: ['run', 'validate'], says: /Tests.* passed/ },
  'test:unit': {
    args: ['run', 'test:unit', '--', 'test/unit/session'],
    env: { FC_SEED: 'random' },
    says: /Tests.* passed/,
  },
  'test:browser': {
    args: ['run', 'test:browser', '--', '-g', 'after hours|a fault for axe'],
    env: { HOURS: '8', AXE: 'all' },
    says: /^(?![\s\S]*skipped)[\s\S]*[1-9]\d* passed/,
  },
  'test:nginx': { args: ['run', 'test:nginx'], says: /[1-9]\d* passed|Skipped/ },
  'test:webkit': { args: ['run', 'test:webkit'], says: /✓/ },
  'format:check': {
    args: ['run', 'format:check', '--', 'package.json'],
    says: /Checking formatting/,
  },
  simulate: { args: ['run', 'simulate', '--', '--runs', '1'], says: /few: 1 days in .* held/ },
  bench: {
    args: ['run', 'bench', '--', '--rounds', '1', '--only', 'network'],
    env: { IDLE_MS: '1000' },
    says: /The idle pane .* takes/,
  },
  screenshots: {
    args: ['run', 'screenshots'],
    says: /compiled successfully/,
    makes: ['reports/screenshots/index.html', 'open-active.png'],
  },
  'screenshots:readme': {
    args: ['run', 'screenshots:readme', '--', '--folder', 'reports/readme'],
    says: /compiled successfully/,
    makes: ['reports/readme/sandbox.png', 'PNG'],
  },
  'test:mutation': {
    args: ['run', 'test:mutation', '--', '--mutate', 'src/session/sessionId.ts'],
    says: /Done in/,
  },
};
