import { parseArgs } from 'node:util';
import { ProblemError } from './problems';

/** An option of a command. `value` is the placeholder that the usage shows; an option without one is a switch. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly value?: string;
  readonly default?: string;
  readonly help: string;
}

/** What a command is called with: `npm run <name> -- <options>`. */
export interface Command<Options extends Readonly<Record<string, Option>>> {
  /** As in package.json. */
  readonly name: string;
  readonly summary: string;
  readonly options: Options;
  /** The names it takes without `--`; any other is refused. */
  readonly choices?: readonly string[];
}

/** The values of a command's options by name. */
export type Values<Options> = {
  readonly [Name in keyof Options]: Options[Name] extends { readonly type: 'boolean' }
    ? boolean
    : Options[Name] extends { readonly default: string }
      ? string
      : string | undefined;
};

/** A command line that was read. */
export type Reading<Options> =
  | { readonly kind: 'run'; readonly values: Values<Options>; readonly chosen: readonly string[] }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'refused'; readonly text: string };

/** Writes `npm run name`, or `npm name` where npm has a command of that name. */
export const typed = (name: string): string =>
  /^(start|stop|test)$/.test(name) ? `npm ${name}` : `npm run ${name}`;

/** How to call a command, one line for each option. */
export function usageOf({
  name,
  summary,
  options,
  choices = [],
}: Command<Readonly<Record<string, Option>>>): string {
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
  return `Usage: ${typed(name)} -- [options]${names}\n\n${summary}\n\n${table}`;
}

/**
 * Reads a command line strictly: whatever the command does not know is refused with its usage.
 *
 * Options before `--` are npm's: it reports them in `npm_config_*`. A dry run asked for there is heeded by a command that
 * has one, and refused by the others; so is an option of the command itself.
 *
 * @param args what follows the command's name
 * @param environment the variables that npm sets
 */
export function readCommandLine<const Options extends Readonly<Record<string, Option>>>(
  command: Command<Options>,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Reading<Options> {
  const refused = (reason: string): Reading<Options> => ({
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
    const misplaced = misplacedOption(command, environment);
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
    // Each option has got the type that it declares.
    return {
      kind: 'run',
      values: Object.fromEntries(read) as Values<Options>,
      chosen: positionals,
    };
  } catch (error) {
    // Node adds how to pass a positional argument, which these commands do not take.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    return refused(`${reason}.`);
  }
}

/** Complains about an option that npm kept because `--` is missing before it. */
function misplacedOption(
  { name, options }: Command<Readonly<Record<string, Option>>>,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const kept = Object.keys(environment)
    .filter((key) => key.startsWith('npm_config_'))
    .map((key) => key.slice('npm_config_'.length));
  for (const option of Object.keys(options).filter((each) => each !== 'dry-run')) {
    if (kept.includes(option.replaceAll('-', '_')))
      {return `npm has kept --${option} for itself. Write: ${typed(name)} -- --${option}`;}
  }
  // npm's own --dry-run, and slips of it: nothing may happen for real that was to be tried only.
  const dry = kept.find(
    (key) =>
      key.startsWith('dry') && !['', 'false'].includes(environment[`npm_config_${key}`] ?? ''),
  );
  if (dry === undefined || (dry === 'dry_run' && 'dry-run' in options)) return undefined;
  if ('dry-run' in options) return `Write: ${typed(name)} -- --dry-run`;
  return `${typed(name)} has no dry run.`;
}

/**
 * Runs a command: prints its help or refusal, or calls `run`. A ProblemError is printed without a stack trace.
 *
 * @param run may return a text to print, or a promise of one
 */
export async function runCommand<const Options extends Readonly<Record<string, Option>>>(
  command: Command<Options>,
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

/** Ends a command with words on the error stream. */
function fail(text: string): void {
  console.error(text);
  process.exitCode = 1;
}

/** Reads a positive whole number. @throws ProblemError that names the option */
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
