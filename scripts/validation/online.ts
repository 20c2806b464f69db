import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import type { CheckOutcome } from './summary';

const timeoutMs = 30_000;

/** How a program ended, and what it printed. */
export interface Ended {
  /** Exit code; null when the time limit ended the program. */
  readonly status: number | null;
  readonly output: string;
}

/**
 * Sends a manifest to Microsoft's validation service, by office-addin-manifest, which comes with
 * office-addin-debugging. Prints its report.
 *
 * @param manifest path of the manifest
 */
export function askService(manifest: string): CheckOutcome {
  const require = createRequire(import.meta.url);
  const tools = createRequire(require.resolve('office-addin-debugging/cli.js'));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [tools.resolve('office-addin-manifest/cli.js'), 'validate', manifest],
    { encoding: 'utf8', timeout: timeoutMs },
  );
  const output = `${stdout}${stderr}`;
  console.log(output.trim());
  return onlineOutcome({ status, output });
}

/**
 * Reads the outcome from the output of `office-addin-manifest validate` (source: commands.js). Its
 * exit code is 1 both for an invalid manifest and for a service that cannot be reached.
 */
export function onlineOutcome({ status, output }: Ended): CheckOutcome {
  if (status === null) return notChecked(`it did not answer within ${timeoutMs / 1_000} s`);
  if (output.includes('The manifest is not valid.')) return { kind: 'failed' };
  if (status === 0 && output.includes('The manifest is valid.')) return { kind: 'passed' };
  if (output.includes('Unable to contact')) return notChecked('it cannot be reached from here');
  return notChecked('it gave no usable answer, see above');
}

const notChecked = (because: string): CheckOutcome => ({ kind: 'notChecked', because });
