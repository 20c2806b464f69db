import type { IncomingHttpHeaders } from 'node:http';
import type { WorldClock } from '../clock';
import type { Drive, WorkbookFile } from './files';
import type { OpeningStore } from './openings';
import type { Sessions } from './sessions';
import type { GraphSettings } from './settings';
import type { Caller } from './tokens';

/** What the service is made of. */
export interface Service {
  /** For example `https://graph.microsoft.com/v1.0`. */
  readonly root: string;
  readonly clock: WorldClock;
  readonly drives: readonly Drive[];
  readonly sessions: Sessions;
  readonly openings: OpeningStore;
  readonly settings: GraphSettings;
  /** To be called when what is saved in a file has changed. */
  readonly saved: (file: WorkbookFile) => void;
}

/** A request whose sender is known. */
export interface Call extends Caller {
  readonly service: Service;
  /** The named parts of the path, percent-decoded. */
  readonly parts: Readonly<Record<string, string | undefined>>;
  /** The path below the root, as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON body; undefined when there was none. */
  readonly body: unknown;
}
