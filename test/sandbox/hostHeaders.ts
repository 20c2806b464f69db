import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Headers } from '../../scripts/build/headers';

/** Reads the headers for a path as Azure Static Web Apps would: those of its route, and those of every route. */
export function readHostHeaders(dist: string): (path: string) => Headers {
  const { globalHeaders, routes } = readConfig(dist);
  return (path) => lowercase({ ...globalHeaders, ...routes.find(({ route }) => route === path)?.headers });
}

interface HostConfig {
  readonly globalHeaders: Headers;
  readonly routes: readonly { readonly route: string; readonly headers: Headers }[];
}

function readConfig(dist: string): HostConfig {
  try {
    return JSON.parse(readFileSync(join(dist, 'staticwebapp.config.json'), 'utf8')) as HostConfig;
  } catch {
    // A build for development has no such file.
    return { globalHeaders: {}, routes: [] };
  }
}

function lowercase(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
