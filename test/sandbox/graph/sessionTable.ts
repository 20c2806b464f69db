import { randomBytes, randomUUID } from 'node:crypto';
import type { WorldClock } from '../worldClock';
import type { Content } from './content';
import { copyContent } from './content';
import type { WorkbookFile } from './files';

/** The idle timeout in milliseconds. Microsoft says "about 5 minutes" and "about 7 minutes". */
export const idleLimitMs = { persistent: 300_000, scratch: 420_000 } as const;

export interface Session {
  readonly id: string;
  readonly file: WorkbookFile;
  readonly persistChanges: boolean;
  /** World time of the last request with this session id, in milliseconds. */
  lastUsedAt: number;
  /** The saved workbook, or a copy made at creation that is discarded when the session ends. */
  readonly content: Content;
}

/**
 * The result of a lookup. `expired`: timed out, or ended by an order. `unknown`: never existed,
 * closed, or of another file.
 */
export type Found =
  | { readonly kind: 'alive'; readonly session: Session }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' };

export interface SessionTable {
  /** @param at world time at which the idle timeout starts, in milliseconds. Defaults to now. */
  create(file: WorkbookFile, persistChanges: boolean, at?: number): Session;
  /** Finds a session of a file and resets its idle timeout. */
  use(id: string, file: WorkbookFile): Found;
  close(session: Session): void;
  /** Ends one session, or all, as if the service had lost them. @returns how many were active. */
  end(id?: string): number;
  /** The active sessions. */
  alive(): readonly Session[];
}

/** Creates an empty set of sessions, which expire by the world's clock. */
export function createSessionTable(clock: WorldClock): SessionTable {
  const sessions = new Map<string, Session>();
  const ended = new Map<string, WorkbookFile>();

  const isAlive = (session: Session) =>
    clock.now() - session.lastUsedAt <
    idleLimitMs[session.persistChanges ? 'persistent' : 'scratch'];
  const expire = (session: Session) => {
    sessions.delete(session.id);
    ended.set(session.id, session.file);
  };
  const sweep = () => {
    for (const session of sessions.values()) if (!isAlive(session)) expire(session);
  };
  return {
    create: (file, persistChanges, at = clock.now()) => {
      const session: Session = {
        id: newSessionId(),
        file,
        persistChanges,
        lastUsedAt: at,
        content: persistChanges ? file.content : copyContent(file.content, at),
      };
      sessions.set(session.id, session);
      return session;
    },
    use: (id, file) => {
      sweep();
      const session = sessions.get(id);
      if (session?.file !== file) return { kind: ended.get(id) === file ? 'expired' : 'unknown' };
      session.lastUsedAt = clock.now();
      return { kind: 'alive', session };
    },
    close: (session) => {
      sessions.delete(session.id);
    },
    end: (id) => {
      sweep();
      const doomed = [...sessions.values()].filter(
        (session) => id === undefined || session.id === id,
      );
      doomed.forEach(expire);
      return doomed.length;
    },
    alive: () => {
      sweep();
      return [...sessions.values()];
    },
  };
}

/**
 * An id in the format of a real one: opaque and long. Clients must return its `&`, `=` and percent
 * signs unchanged.
 */
function newSessionId(): string {
  const noise = randomBytes(12).toString('base64url').slice(0, 14);
  const server = `15.CH1PEPF0000${randomBytes(2).toString('hex').toUpperCase()}.A70.1.V24.4817pvfRm4%2b${noise}14.5.en-US5.en-US14.app%40sharepoint1.S1.N16.16.0.17720.4231514.5.en-US5.en-US1.V1.N0.1.S`;
  return `cluster=CH3&session=${server}&usid=${randomUUID()}`;
}
