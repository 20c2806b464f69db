import { adele } from '../sandbox/identity/accounts';
import { createUserAgent } from '../sandbox/identity/userAgent';
import type { SandboxWorld } from '../sandbox/world';

/** A user's script that edits the workbook through Graph with its own token. */
export interface WorkbookScript {
  openSession(persistChanges: boolean): Promise<string>;
  read(cell: string, sessionId?: string): Promise<unknown>;
  write(cell: string, value: string, sessionId?: string): Promise<number>;
}

/** Signs the script in as Adele at the world's provider; the script uses one workbook, by name. */
export async function startScript(world: SandboxWorld, fileName: string): Promise<WorkbookScript> {
  const drive = world.graph.drives.find(({ files }) => files.some(({ name }) => name === fileName));
  const file = drive?.files.find(({ name }) => name === fileName);
  if (drive === undefined || file === undefined) throw new Error(`The world has no ${fileName}.`);
  const userAgent = createUserAgent({
    fetch: world.fetch,
    identityOrigin: world.origins.identity,
    clientId: world.clientId,
    redirectUri: world.redirectUri,
  });
  const { accessToken } = await userAgent.signIn(adele, ['Files.ReadWrite.All']);
  const item = `${world.origins.graph}/v1.0/drives/${drive.id}/items/${file.id}/workbook`;
  const ask = (
    path: string,
    method: string,
    sessionId?: string,
    body?: unknown,
  ): Promise<Response> =>
    world.fetch(`${item}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        'content-type': 'application/json',
        ...(sessionId === undefined ? {} : { 'workbook-session-id': sessionId }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const range = (cell: string): string => `/worksheets/Sheet1/range(address='${cell}')`;
  return {
    async openSession(persistChanges) {
      const answer = (await (
        await ask('/createSession', 'POST', undefined, { persistChanges })
      ).json()) as { id: string };
      return answer.id;
    },
    async read(cell, sessionId) {
      const answer = (await (await ask(range(cell), 'GET', sessionId)).json()) as {
        values: unknown[][];
      };
      return answer.values[0]?.[0];
    },
    write: async (cell, value, sessionId) =>
      (await ask(range(cell), 'PATCH', sessionId, { values: [[value]] })).status,
  };
}
