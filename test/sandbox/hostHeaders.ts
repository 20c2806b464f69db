import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { HeaderFields } from '../../scripts/build/headers';

/**
 * Reads the headers for a path with the rules of Azure Static Web Apps: those of the matching route
 * and the global ones.
 */
export function readHostHeaders(dist: string): (path: string) => HeaderFields {
  const { globalHeaders, routes } = readConfig(dist);
  return (path) =>
    lowercase({ ...globalHeaders, ...routes.find(({ route }) => route === path)?.headers });
}

const headersSchema = z.record(z.string(), z.string());
const configSchema = z.object({
  globalHeaders: headersSchema,
  routes: z.array(z.object({ route: z.string(), headers: headersSchema })),
});

function readConfig(dist: string): z.output<typeof configSchema> {
  const file = join(dist, 'staticwebapp.config.json');
  // Development builds have no such file.
  if (!existsSync(file)) return { globalHeaders: {}, routes: [] };
  return configSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function lowercase(headers: HeaderFields): HeaderFields {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
