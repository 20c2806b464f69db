import { createRequire } from 'node:module';
import type { Program } from '../programs';

const require = createRequire(import.meta.url);

/**
 * Microsoft's tool that puts an add-in into Excel; no shell reads its arguments.
 *
 * It would start the script "dev-server" of the package.json that `npm_package_json` names, detached (source:
 * office-addin-debugging, commands.js and office-addin-cli, npmPackage.js). `npm start` has started the server already, and
 * stops it; so the variable is not passed on.
 */
export function officeTool(...args: readonly string[]): Program {
  const { npm_package_json: _, ...env } = process.env;
  return {
    command: process.execPath,
    args: [require.resolve('office-addin-debugging/cli.js'), ...args],
    env,
  };
}
