import type { CallOptions, SandboxReply, Scene } from './sandboxClient';
import { openScene } from './sandboxClient';

/** The path of a range of the first sheet, below the workbook. */
export const rangePath = (address: string): string => `${first}/range(address='${address}')`;
export const first = '/worksheets/Sheet1';

/** A scene with a workbook in Adele's own OneDrive, and requests for its content. */
export interface Book {
  readonly scene: Scene;
  readonly name: string;
  readonly ask: (method: string, path: string, options?: CallOptions) => Promise<SandboxReply>;
  readonly get: (path: string, session?: string) => Promise<SandboxReply>;
  /** Returns the response body of a range of the first sheet. */
  readonly range: (address: string, session?: string) => Promise<unknown>;
  readonly write: (address: string, body: unknown, session?: string) => Promise<SandboxReply>;
}

/** Opens the scene; the test closes its world. */
export async function openBook(): Promise<Book> {
  const scene = await openScene();
  const name = 'My plan.xlsx';
  const inSession = (session: string | undefined) => (session === undefined ? {} : { session });
  const ask: Book['ask'] = (method, path, options) =>
    scene.call(method, `${scene.item(name)}/workbook${path}`, options);
  return {
    scene,
    name,
    ask,
    get: (path, session) => ask('GET', path, inSession(session)),
    range: async (address, session) =>
      (await ask('GET', rangePath(address), inSession(session))).body,
    write: (address, body, session) =>
      ask('PATCH', rangePath(address), { body, ...inSession(session) }),
  };
}
