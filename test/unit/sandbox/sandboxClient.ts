import { expect } from 'vitest';
import type { SheetValue } from '../../sandbox/graph/content';
import type { WorkbookFile } from '../../sandbox/graph/files';
import type { TestAccount } from '../../sandbox/identity/accounts';
import { adele } from '../../sandbox/identity/accounts';
import { createUserAgent } from '../../sandbox/identity/userAgent';
import type { UserAgent } from '../../sandbox/identity/userAgent';
import type { SandboxWorld } from '../../sandbox/world';
import { startWorld } from '../../sandbox/world';

/** A response with its parsed body. */
export interface SandboxReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface CallOptions {
  readonly session?: string;
  readonly body?: unknown;
  readonly as?: TestAccount;
  readonly scopes?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A world whose clock is stopped, and users who are signed in to it by the real code flow. */
export interface Scene {
  readonly world: SandboxWorld;
  userAgent(): UserAgent;
  token(account: TestAccount, scopes: readonly string[]): Promise<string>;
  /** Calls Graph. Defaults to Adele and all permissions. */
  call(method: string, path: string, options?: CallOptions): Promise<SandboxReply>;
  /** `/drives/{id}/items/{id}` of a file. */
  item(name: string): string;
  file(name: string): WorkbookFile;
  /** Opens a session and returns its id. */
  open(name: string, persistChanges: boolean): Promise<string>;
  /** The value of A1 in Sheet1, in a session or without one. */
  cell(name: string, session?: string): Promise<SheetValue | undefined>;
  control(method: string, path: string, body?: unknown): Promise<SandboxReply>;
}

const everything = ['Files.ReadWrite.All', 'Files.ReadWrite', 'User.Read'];

/** Starts a scene. The test must close its world. */
export async function openScene(): Promise<Scene> {
  const world = await startWorld({ mode: 'production', speed: 0 });
  // Use the stricter variant of undocumented behaviour.
  Object.assign(world.graph.settings, {
    sharedFilesNeed: 'Files.ReadWrite.All',
    endedSessionCode: 'invalidSessionReCreatable',
  });
  const tokens = new Map<string, Promise<string>>();
  const userAgent = () =>
    createUserAgent({
      fetch: world.fetch,
      identityOrigin: world.origins.identity,
      clientId: world.clientId,
      redirectUri: world.redirectUri,
    });
  const token = (account: TestAccount, scopes: readonly string[]) => {
    const key = [account.oid, ...scopes].join(' ');
    const known =
      tokens.get(key) ??
      userAgent()
        .signIn(account, scopes)
        .then(({ accessToken }) => accessToken);
    tokens.set(key, known);
    return known;
  };
  const call: Scene['call'] = async (
    method,
    path,
    { session, body, as = adele, scopes = everything, headers = {} } = {},
  ) => {
    const sent = {
      authorization: `Bearer ${await token(as, scopes)}`,
      ...(session === undefined ? {} : { 'workbook-session-id': session }),
      ...headers,
    };
    return read(
      await world.fetch(`${world.origins.graph}/v1.0${path}`, {
        method,
        headers: sent,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  };
  const files = world.graph.drives.flatMap((drive) => drive.files.map((file) => ({ drive, file })));
  const find = (name: string) => {
    const found = files.find(({ file }) => file.name === name);
    if (found === undefined) throw new Error(`The world has no ${name}.`);
    return found;
  };
  const item = (name: string) => `/drives/${find(name).drive.id}/items/${find(name).file.id}`;
  return {
    world,
    userAgent,
    token,
    call,
    item,
    file: (name) => find(name).file,
    open: async (name, persistChanges) =>
      textAt(
        await call('POST', `${item(name)}/workbook/createSession`, { body: { persistChanges } }),
        'id',
      ),
    cell: async (name, session) => {
      const reply = await call(
        'GET',
        `${item(name)}${cellPath}`,
        session === undefined ? {} : { session },
      );
      expect(reply.status).toBe(200);
      const { values } = reply.body as { values: SheetValue[][] };
      return values[0]?.[0];
    },
    control: async (method, path, body) =>
      read(
        await world.fetch(`${world.origins.excel}/sandbox${path}`, {
          method,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
  };
}

export const cellPath = "/workbook/worksheets/Sheet1/range(address='A1')";

/** The text at a path of a response body, such as `error`, `code`. */
export function textAt({ body }: SandboxReply, ...path: readonly string[]): string {
  const value = path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null
        ? Object.entries(at).find(([key]) => key === name)?.[1]
        : undefined,
    body,
  );
  if (typeof value !== 'string') {
    throw new Error(`There is no text at ${path.join('.')} of ${JSON.stringify(body)}.`);
  }
  return value;
}

async function read(response: Response): Promise<SandboxReply> {
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as unknown) : text,
  };
}
