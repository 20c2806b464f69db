import { existsSync, readFileSync } from 'node:fs';
import type { Problem } from '../problems';
import { ProblemError } from '../problems';
import { lineWithoutEquals, parseDotenv } from './dotenv';
import type { SettingName } from './settingRules';
import { redacted, settingFaults, settingRules } from './settingRules';

/** Settings of a build, from the environment or `.env`; README.md describes each one. */
export interface Settings {
  /** Application (client) ID, a GUID; empty without a registered application. */
  readonly clientId: string;
  /** URL of the sign-in service with its tenant segment, without a trailing slash. */
  readonly authority: string;
  /** URL of Microsoft Graph with its version, without a trailing slash. */
  readonly graphRoot: string;
  /** Origin that serves the build: scheme, host and port. */
  readonly addinOrigin: string;
}

/**
 * Reads the settings from the environment first, then from the text of `.env`. An empty value means
 * the default.
 *
 * @throws ProblemError with one problem for each invalid setting: its name, value, fault and an
 * example; or with one for a file that is not UTF-8
 */
export function readSettings(
  dotenv: string,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  if (dotenv.includes('\0')) throw new ProblemError([notUtf8]);
  const file = parseDotenv(dotenv);
  const problems: Problem[] = [];
  const setting = (name: SettingName): string => {
    const { defaultValue, example, parse } = settingRules[name];
    const fix = `Example: ${name}=${example}`;
    const line = environment[name] === undefined ? lineWithoutEquals(dotenv, name) : undefined;
    if (line !== undefined) {
      const what = `${name} has no = after it in .env, in the line "${redacted(line)}".`;
      problems.push({ what, fix });
      return defaultValue;
    }
    const text = (environment[name] ?? file[name] ?? '').trim();
    if (text === '') return defaultValue;
    const parsed = parse(text);
    if ('value' in parsed) return parsed.value;
    problems.push({
      what: `${name} is ${redacted(text)}: it ${settingFaults[parsed.fault]}.`,
      fix,
    });
    return defaultValue;
  };
  const settings = {
    clientId: setting('CLIENT_ID'),
    authority: setting('AUTHORITY'),
    graphRoot: setting('GRAPH_ROOT'),
    addinOrigin: setting('ADDIN_ORIGIN'),
  };
  if (problems.length > 0) throw new ProblemError(problems);
  return settings;
}

/**
 * The problem of UTF-16, in which Windows PowerShell 5.1 writes by `>` and `>>`: read as UTF-8, it
 * has a NUL beside each letter. Source: PowerShell, about_Character_Encoding.
 */
const notUtf8: Problem = {
  what: '.env is not UTF-8. Windows PowerShell writes UTF-16 by > and >>.',
  fix: String.raw`In PowerShell: (Get-Content .env) -replace '\0' | Set-Content -Encoding utf8 .env   (or in Notepad: Save as, Encoding UTF-8)`,
};

/** Settings of the test build: the defaults, independent of `.env` and the environment. */
export function testSettings(): Settings {
  return readSettings('', {});
}

/**
 * Loads the settings of this checkout.
 *
 * @param dotenvFile path of `.env`, which may be missing
 * @throws ProblemError when a setting is invalid
 */
export function loadSettings(dotenvFile: string): Settings {
  return readSettings(existsSync(dotenvFile) ? readFileSync(dotenvFile, 'utf8') : '', process.env);
}
