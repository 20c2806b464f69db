import { createRequire } from 'node:module';
import type { Program } from '../programs';

const require = createRequire(import.meta.url);

/**
 * Whether Office's tool has failed, read from what it printed: its exit code is 0 all the same
 * (source: office-addin-debugging, commands.js and stop.js). A manifest that is gone when the tool
 * removes it was taken out by another `npm stop`.
 */
export const officeToolFailed = (output: string): boolean =>
  failures.some((failure) => failure.test(output));

const failures = [
  /^Error: Unable to (?:start|stop) debugging\./m,
  /^Unable to unregister the Office Add-in\. (?!Error: ENOENT\b.*, unlink)/m,
];

/**
 * Microsoft's tool that sideloads add-ins into Excel, run without a shell.
 *
 * It would start the script "dev-server" of the package.json that `npm_package_json` names, as a
 * detached process (source: office-addin-debugging, commands.js and office-addin-cli,
 * npmPackage.js). `npm start` already runs that server and stops it, so the variable is removed.
 */
export function officeTool(...args: readonly string[]): Program {
  const { npm_package_json: _, ...env } = process.env;
  return {
    command: process.execPath,
    args: [require.resolve('office-addin-debugging/cli.js'), ...args],
    env,
    hasFailed: officeToolFailed,
  };
}
