import type { WorkbookSession } from '../../../src/session/state';
import type { SessionRecord } from '../../../src/session/stored';
import type { Bench } from './reducerBench';
import { persistent, recordWith } from './reducerBench';

/** Another pane stored this just now. */
export const stores = (core: Bench, more: Partial<SessionRecord> = {}): Bench => {
  const keepAlive = { on: false, until: null, setAt: core.now, ...more.keepAlive };
  const record = recordWith({ seenAt: core.now, ...more, keepAlive });
  return core.tell({ kind: 'recordChanged', record });
};
/** The session, alive since then (ms). */
export const alive = (
  lastActivityAt: number,
  more: Partial<WorkbookSession> = {},
): WorkbookSession => ({
  ...persistent,
  lastActivityAt,
  ...more,
});
