import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedCommandLine } from '../../../scripts/commandLine';
import { positive, readCommandLine, usageOf } from '../../../scripts/commandLine';

const command = {
  name: 'register',
  summary: 'Registers the pane.',
  options: {
    'dry-run': { type: 'boolean', help: 'Print what would be done.' },
    'excel-port': { type: 'string', value: 'port', default: '8443', help: 'Port of Excel.' },
    document: { type: 'string', value: 'address', help: 'The address of a workbook.' },
  },
  choices: ['build', 'bench'],
} as const;
const { 'dry-run': _, ...others } = command.options;
const withoutDryRun = { ...command, name: 'start', options: others };

type Environment = Readonly<Record<string, string>>;
const read = (args: readonly string[], environment: Environment = {}) =>
  readCommandLine(command, args, environment);
const textOf = (reading: ParsedCommandLine<unknown>): string =>
  reading.kind === 'run' ? '' : reading.text;

describe('a command line', () => {
  it('gives the options, their defaults and the chosen names', () => {
    expect(read([])).toEqual({
      kind: 'run',
      values: { 'dry-run': false, 'excel-port': '8443', document: undefined },
      chosen: [],
    });
    expect(read(['bench', '--dry-run', '--excel-port=1', '--document', 'https://a'])).toEqual({
      kind: 'run',
      values: { 'dry-run': true, 'excel-port': '1', document: 'https://a' },
      chosen: ['bench'],
    });
  });

  it('with --help or -h prints the usage and runs nothing, whatever stands beside it', () => {
    for (const args of [['--help'], ['-h'], ['--dry-run', '-h'], ['bench', '--help']]) {
      expect(read(args)).toEqual({ kind: 'help', text: usageOf(command) });
    }
  });

  it('that the command does not know is refused with the usage', () => {
    const slip = fc.oneof(
      fc
        .stringMatching(/^--[a-z][a-z-]{1,10}$/)
        .filter((text) => text !== '--help' && !(text.slice(2) in command.options)),
      fc.stringMatching(/^-[a-gi-z]$/),
      fc.stringMatching(/^[a-z]{1,8}$/).filter((text) => !['build', 'bench'].includes(text)),
      fc.constantFrom('--dryrun', '--dry-run=yes', '--document', '--Dry-Run'),
    );
    fc.assert(
      fc.property(fc.constantFrom([], ['--dry-run'], ['build']), slip, (before, unknown) => {
        const reading = read([...before, unknown]);
        expect(reading.kind).toBe('refused');
        expect(textOf(reading)).toContain(usageOf(command));
      }),
    );
  });

  it('heeds --dry-run that npm has kept for itself', () => {
    expect(read([], { npm_config_dry_run: 'true' })).toMatchObject({
      kind: 'run',
      values: { 'dry-run': true },
    });
    expect(read([], { npm_config_dry_run: '' })).toMatchObject({
      kind: 'run',
      values: { 'dry-run': false },
    });
  });

  it('is refused where the command has no dry run', () => {
    const environment = { npm_config_dry_run: 'true' };
    expect(textOf(readCommandLine(withoutDryRun, [], environment))).toMatch(
      /^npm start has no dry run\./,
    );
    expect(readCommandLine(withoutDryRun, [], { npm_config_dry_run: '' }).kind).toBe('run');
  });

  it.each(['npm_config_dryrun', 'npm_config_dry', 'npm_config_dry_runn'])(
    'is refused when npm has kept a slip of --dry-run: %s',
    (name) => {
      for (const each of [command, withoutDryRun]) {
        expect(readCommandLine(each, [], { [name]: 'true' }).kind).toBe('refused');
      }
    },
  );

  it('is refused when npm has kept an option because -- is missing', () => {
    const reading = read(['https://a'], { npm_config_document: 'true' });
    expect(textOf(reading)).toMatch(
      /^npm has kept --document for itself\. Write: npm run register -- --document\n/,
    );
    expect(textOf(read([], { npm_config_excel_port: '1' }))).toContain('--excel-port');
  });

  it('is not refused for the variables that npm always sets', () => {
    const usual = {
      npm_config_cache: '/c',
      npm_config_prefix: '/p',
      npm_config_user_agent: 'npm',
      npm_command: 'run',
    };
    expect(read([], usual).kind).toBe('run');
  });
});

it('the usage names the command as it is typed, each option, its value and its default', () => {
  const usage = usageOf(command);
  expect(usage).toMatch(
    /^Usage: npm run register -- \[options\] \[build \| bench\]…\n\nRegisters the pane\.\n/,
  );
  expect(usage).toMatch(/--excel-port <port> +Port of Excel\. \(default: 8443\)/);
  expect(usage).toMatch(/-h, --help/);
  expect(usageOf(withoutDryRun)).toMatch(/^Usage: npm start -- /);
});

it('a number is a positive whole number', () => {
  expect(positive('runs', '12')).toBe(12);
  for (const text of ['', '0', '-1', '1.5', 'many', '1e3', ' 1']) {
    expect(() => positive('runs', text)).toThrow('--runs');
  }
});
