import { isFields } from './protocol';

/** What the sandbox is made of: `/sandbox/world.json`. */
export interface World {
  readonly paneUrl: string;
  readonly paneOrigin: string;
  readonly identityOrigin: string;
  readonly workbooks: readonly { readonly name: string; readonly url: string }[];
}

/** Asks the sandbox's server. A server that has no world gives an empty one: the query's `pane` is then needed. */
export async function fetchWorld(): Promise<World> {
  const response = await fetch('/sandbox/world.json');
  return parseWorld(response.ok ? await response.json() : {});
}

export function parseWorld(value: unknown): World {
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
