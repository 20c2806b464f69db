import type { IncomingHttpHeaders } from 'node:http';
import type { WorldClock } from '../worldClock';
import type { Drive, WorkbookFile } from './files';
import type { OpeningStore } from './openings';
import type { SessionTable } from './sessionTable';
import type { GraphSettings } from './graphSettings';
import type { Caller } from './tokens';

/** The parts of the service. */
export interface Service {
  /** For example `https://graph.microsoft.com/v1.0`. */
  readonly root: string;
  readonly clock: WorldClock;
  readonly drives: readonly Drive[];
  readonly sessions: SessionTable;
  readonly openings: OpeningStore;
  readonly settings: GraphSettings;
  /** Call this after the saved content of a file changes. */
  readonly saved: (file: WorkbookFile) => void;
}

/** An authenticated request. */
export interface ReceivedCall extends Caller {
  readonly service: Service;
  /** The named groups of the route's pattern, percent-decoded. */
  readonly parts: Readonly<Record<string, string | undefined>>;
  /** The path below the root, exactly as sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON body; undefined if the request has none. */
  readonly body: unknown;
}
