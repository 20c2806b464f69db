import { isFields } from './protocol';

/** World description: `/sandbox/world.json`. */
export interface ExcelWorld {
  readonly paneUrl: string;
  readonly paneOrigin: string;
  readonly identityOrigin: string;
  readonly workbooks: readonly { readonly name: string; readonly url: string }[];
}

/**
 * Requests the world description from the sandbox's server. A server without a world returns an
 * empty one; the query parameter `pane` is then required.
 */
export async function fetchWorld(): Promise<ExcelWorld> {
  const response = await fetch('/sandbox/world.json');
  return parseWorld(response.ok ? await response.json() : {});
}

export function parseWorld(value: unknown): ExcelWorld {
  const world = isFields(value) ? value : {};
  const workbooks: readonly unknown[] = Array.isArray(world['workbooks']) ? world['workbooks'] : [];
  return {
    paneUrl: text(world['paneUrl']),
    paneOrigin: text(world['paneOrigin']),
    identityOrigin: text(world['identityOrigin']),
    workbooks: workbooks
      .filter(isFields)
      .map(({ name, url }) => ({ name: text(name), url: text(url) })),
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
