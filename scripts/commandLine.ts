import { parseArgs } from 'node:util';
import { ProblemError } from './problems';

/**
 * A command's option. `value` is its placeholder in the usage; an option without a placeholder is a
 * switch.
 */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly value?: string;
  readonly default?: string;
  readonly help: string;
}

/** A command: `npm run <name> -- <options>`. */
export interface CommandDefinition<Options extends Readonly<Record<string, CommandOption>>> {
  /** Script name in package.json. */
  readonly name: string;
  readonly summary: string;
  readonly options: Options;
  /** Allowed positional arguments; others are errors. */
  readonly choices?: readonly string[];
}

/** The parsed options by name. */
export type Values<Options> = {
  readonly [Name in keyof Options]: Options[Name] extends { readonly type: 'boolean' }
    ? boolean
    : Options[Name] extends { readonly default: string }
      ? string
      : string | undefined;
};

/** Result of parsing a command line. */
export type ParsedCommandLine<Options> =
  | { readonly kind: 'run'; readonly values: Values<Options>; readonly chosen: readonly string[] }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'refused'; readonly text: string };

/** Returns `npm run name`, or `npm name` for names that npm knows. */
export const npmCommand = (name: string): string =>
  /^(start|stop|test)$/.test(name) ? `npm ${name}` : `npm run ${name}`;

/** Usage text with one line for each option. */
export function usageOf({
  name,
  summary,
  options,
  choices = [],
}: CommandDefinition<Readonly<Record<string, CommandOption>>>): string {
  const lines: (readonly [string, string])[] = Object.entries(options).map(
    ([option, { value, help, default: usual }]) => [
      `--${option}${value === undefined ? '' : ` <${value}>`}`,
      usual === undefined ? help : `${help} (default: ${usual})`,
    ],
  );
  lines.push(['-h, --help', 'Print this text.']);
  const width = Math.max(...lines.map(([left]) => left.length));
  const names = choices.length === 0 ? '' : ` [${choices.join(' | ')}]…`;
  const table = lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
  return `Usage: ${npmCommand(name)} -- [options]${names}\n\n${summary}\n\n${table}`;
}

/**
 * Parses a command line; an unknown option or argument is an error with the usage text.
 *
 * Options before `--` belong to npm, which passes them in `npm_config_*`. `--dry-run` before `--`
 * works for a command that has that option. It is an error for other commands, and so is a
 * command's own option in that position.
 *
 * @param args arguments after the command's name
 * @param environment variables that npm sets
 */
export function readCommandLine<const Options extends Readonly<Record<string, CommandOption>>>(
  command: CommandDefinition<Options>,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ParsedCommandLine<Options> {
  const refused = (reason: string): ParsedCommandLine<Options> => ({
    kind: 'refused',
    text: `${reason}\n\n${usageOf(command)}`,
  });
  const options = { ...command.options, help: { type: 'boolean', short: 'h', help: '' } as const };
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      strict: true,
      allowPositionals: true,
    });
    const given: Readonly<Record<string, unknown>> = values;
    if (given['help'] === true) return { kind: 'help', text: usageOf(command) };
    const unknown = positionals.find((name) => !command.choices?.includes(name));
    const misplaced = misplacedOptionError(command, environment);
    if (misplaced !== undefined) return refused(misplaced);
    if (unknown !== undefined) return refused(`"${unknown}" is unknown.`);
    const read = Object.entries(command.options).map(([name, { type, default: usual }]) => {
      if (type === 'string') return [name, given[name] ?? usual];
      return [
        name,
        given[name] === true ||
          (name === 'dry-run' && environment['npm_config_dry_run'] === 'true'),
      ];
    });
    // Each value has the type that its option declares.
    return {
      kind: 'run',
      values: Object.fromEntries(read) as Values<Options>,
      chosen: positionals,
    };
  } catch (error) {
    // Node's message continues with advice on positional arguments, which does not apply here.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    return refused(`${reason}.`);
  }
}

/** Before npm 10.9.3 PowerShell's `npm` drops the `--` itself (npm/cli#8278). */
const inPowerShell =
  process.platform === 'win32' ? '\nIn PowerShell write npm.cmd instead of npm.' : '';

/** Error text for an option that npm consumed because `--` is missing. */
function misplacedOptionError(
  { name, options }: CommandDefinition<Readonly<Record<string, CommandOption>>>,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const kept = Object.keys(environment)
    .filter((key) => key.startsWith('npm_config_'))
    .map((key) => key.slice('npm_config_'.length));
  for (const option of Object.keys(options).filter((each) => each !== 'dry-run')) {
    if (kept.includes(option.replaceAll('-', '_'))) {
      return `npm has kept --${option} for itself. Write: ${npmCommand(name)} -- --${option}${inPowerShell}`;
    }
  }
  // npm's --dry-run and misspellings of it: a command must not run for real when a dry run was
  // intended.
  const dry = kept.find(
    (key) =>
      key.startsWith('dry') && !['', 'false'].includes(environment[`npm_config_${key}`] ?? ''),
  );
  if (dry === undefined || (dry === 'dry_run' && 'dry-run' in options)) return undefined;
  if ('dry-run' in options) return `Write: ${npmCommand(name)} -- --dry-run${inPowerShell}`;
  return `${npmCommand(name)} has no dry run.`;
}

/**
 * Runs a command, or prints its help or its usage error. A ProblemError is printed without a stack
 * trace.
 *
 * @param run may return a text to print, or a promise of one
 */
export async function runCommand<const Options extends Readonly<Record<string, CommandOption>>>(
  command: CommandDefinition<Options>,
  run: (values: Values<Options>, chosen: readonly string[]) => unknown,
): Promise<void> {
  const reading = readCommandLine(command, process.argv.slice(2), process.env);
  if (reading.kind === 'help') console.log(reading.text);
  else if (reading.kind === 'refused') fail(reading.text);
  else {
    try {
      const text = await run(reading.values, reading.chosen);
      if (typeof text === 'string') console.log(text);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      fail(error.message);
    }
  }
}

/** Prints to the error stream and sets exit code 1. */
function fail(text: string): void {
  console.error(text);
  process.exitCode = 1;
}

/** Parses a positive integer. @throws ProblemError that names the option */
export function positive(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new ProblemError([
      {
        what: `--${option} is ${text}: it must be a positive whole number.`,
        fix: `Example: --${option} 10`,
      },
    ]);
  }
  return Number(text);
}
