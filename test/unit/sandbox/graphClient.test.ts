import type { Context, GraphError, Middleware } from '@microsoft/microsoft-graph-client';
import { Client } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adele } from '../../sandbox/identity/accounts';
import type { Scene } from './sandboxClient';
import { openScene } from './sandboxClient';

/** The last middleware of the official client. It sends the requests to the world. */
class ToWorld implements Middleware {
  private readonly scene: Scene;

  constructor(scene: Scene) {
    this.scene = scene;
  }

  async execute(context: Context): Promise<void> {
    const { request, options } = context;
    const headers = Object.fromEntries(new Headers(options?.headers));
    const authorization = `Bearer ${await this.scene.token(adele, ['Files.ReadWrite.All'])}`;
    const body: unknown = options?.body;
    context.response = await this.scene.world.fetch(
      typeof request === 'string' ? request : request.url,
      {
        method: options?.method ?? 'GET',
        headers: { ...headers, authorization },
        ...(typeof body === 'string' ? { body } : {}),
      },
    );
  }
}

describe('Microsoft’s own client', () => {
  let scene: Scene;
  let client: Client;
  beforeAll(async () => {
    scene = await openScene();
    client = Client.initWithMiddleware({ middleware: new ToWorld(scene) });
  });
  afterAll(() => scene.world.close());

  const workbook = (call: string) =>
    client.api(`${scene.item('Budget 2026.xlsx')}/workbook/${call}`);
  const create = async (persistChanges: boolean) => {
    const made: unknown = await workbook('createSession').post({ persistChanges });
    if (
      typeof made !== 'object' ||
      made === null ||
      !('id' in made) ||
      typeof made.id !== 'string'
    ) {
      throw new Error('There is no session.');
    }
    return made.id;
  };
  const inSession = (call: string, id: string) =>
    workbook(call).header('workbook-session-id', id).post({}) as Promise<unknown>;

  it('creates, refreshes and closes a session', async () => {
    const id = await create(true);
    await expect(inSession('refreshSession', id)).resolves.toBeUndefined();
    await expect(inSession('closeSession', id)).resolves.toBeUndefined();
    await expect(inSession('refreshSession', id)).rejects.toMatchObject({
      statusCode: 404,
      code: 'notFound',
    } satisfies Partial<GraphError>);
  });

  it('gets an error after an idle session ends', async () => {
    const id = await create(false);
    scene.world.clock.advance(6 * 60_000);
    await inSession('refreshSession', id);
    scene.world.clock.advance(7 * 60_000);
    await expect(inSession('refreshSession', id)).rejects.toMatchObject({ statusCode: 404 });
  });

  it('reads and writes cells in a session', async () => {
    const id = await create(false);
    const range = () =>
      workbook("worksheets/Sheet1/range(address='A1:B2')").header('workbook-session-id', id);
    await range().patch({
      values: [
        [1, 2],
        ['three', true],
      ],
    });
    expect(await range().get()).toMatchObject({
      values: [
        [1, 2],
        ['three', true],
      ],
    });
    expect(await scene.cell('Budget 2026.xlsx')).toBe('Total');
  });
});
