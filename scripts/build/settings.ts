import { existsSync, readFileSync } from 'node:fs';
import type { Problem } from '../problems';
import { ProblemError } from '../problems';
import { parseDotenv } from './dotenv';
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
 * example
 */
export function readSettings(
  dotenv: string,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const file = parseDotenv(dotenv);
  const problems: Problem[] = [];
  const setting = (name: SettingName): string => {
    const { defaultValue, example, parse } = settingRules[name];
    const text = (environment[name] ?? file[name] ?? '').trim();
    if (text === '') return defaultValue;
    const parsed = parse(text);
    if ('value' in parsed) return parsed.value;
    problems.push({
      what: `${name} is ${redacted(text)}: it ${settingFaults[parsed.fault]}.`,
      fix: `Example: ${name}=${example}`,
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
