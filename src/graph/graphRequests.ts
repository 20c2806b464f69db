import type { InsideReader } from '../session/inside';
import type { Locks, Sessions } from '../session/services';
import type { LocateItem } from './driveItems';
import { createLocateItem } from './driveItems';
import type { SendContext } from './request';
import { createSend } from './request';
import { createSessions } from './sessions';

export { suggestOrganization } from './suggestedOrganization';

/** What the pane asks of Graph. */
export interface GraphRequests {
  readonly locateItem: LocateItem;
  readonly sessions: Sessions;
  /** Loads the part that reads the workbook's cells. Rejects if its script cannot be loaded. */
  readonly loadInside: () => Promise<InsideReader>;
}

/** Creates the functions that send requests to Graph, all through one gate and with one token. */
export function createGraphRequests(context: SendContext, locks: Locks): GraphRequests {
  const { clock } = context;
  const send = createSend(context);
  return {
    locateItem: createLocateItem(send, clock),
    sessions: createSessions(send, clock),
    async loadInside() {
      const { createInsideReader } = await import(
        /* webpackChunkName: "insideReader" */ './insideReader'
      );
      return createInsideReader(send, clock, locks);
    },
  };
}
