import { randomUUID } from 'node:crypto';
import type { WorldClock } from '../worldClock';
import type { WorkbookFile } from './files';
import type { Session, SessionTable } from './sessionTable';

/** A session that is opening while the client polls. */
interface Opening {
  readonly file: WorkbookFile;
  readonly persistChanges: boolean;
  readonly startedAt: number;
  readonly readyAt: number;
  /** The second-level code of the failure; empty if the opening succeeds. */
  readonly fails: string;
  /** The query of the Location. The client must return it unchanged. */
  readonly query: string;
  session?: Session;
}

/** The progress of an opening. */
export type Progress =
  | { readonly status: 'notStarted' | 'running' }
  | { readonly status: 'succeeded'; readonly key: string }
  | { readonly status: 'failed'; readonly code: string };

/** The long-running operations that open sessions. */
export interface OpeningStore {
  /** Starts an operation. @returns its id with the query that belongs to it. */
  begin(file: WorkbookFile, persistChanges: boolean, takesMs: number, fails: string): string;
  progress(operation: string, query: string, file: WorkbookFile): Progress | undefined;
  /** The session that an operation created. */
  sessionOf(key: string, file: WorkbookFile): Session | undefined;
}

/**
 * Creates an empty store. The idle time of a session starts when the session is ready, not at the
 * client's next poll.
 */
export function createOpenings(clock: WorldClock, sessions: SessionTable): OpeningStore {
  const openings = new Map<string, Opening>();
  const find = (id: string, file: WorkbookFile) => {
    const opening = openings.get(id);
    return opening?.file === file ? opening : undefined;
  };
  return {
    begin: (file, persistChanges, takesMs, fails) => {
      const [id, query, startedAt] = [
        randomUUID(),
        `sessionToken=${randomUUID()}%2b&v=1`,
        clock.now(),
      ];
      openings.set(id, {
        file,
        persistChanges,
        startedAt,
        readyAt: startedAt + takesMs,
        fails,
        query,
      });
      return `${id}?${query}`;
    },
    progress: (id, query, file) => {
      const opening = find(id, file);
      if (opening?.query !== query) return undefined;
      if (clock.now() < opening.readyAt) {
        return {
          status:
            clock.now() < (opening.startedAt + opening.readyAt) / 2 ? 'notStarted' : 'running',
        };
      }
      if (opening.fails !== '') return { status: 'failed', code: opening.fails };
      opening.session ??= sessions.create(file, opening.persistChanges, opening.readyAt);
      return { status: 'succeeded', key: id };
    },
    sessionOf: (key, file) => find(key, file)?.session,
  };
}
