import { createRequire } from 'node:module';
import type { Program } from '../programs';

const require = createRequire(import.meta.url);

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
  };
}
