import type { EventOf, Step } from './events';
import { stay, to } from './appState';
import type { Snapshot } from './state';

/**
 * Excel's workbook is at another address: renamed or moved, it is the same item; after Save As it is another one. An open
 * session stays with its workbook, which is told.
 */
export function workbookSeen(snapshot: Snapshot, { accountId, workbook }: EventOf<'workbookSeen'>): Step {
  const { state } = snapshot;
  if (!('workbook' in state) || state.account.id !== accountId) return stay(snapshot);
  const same = state.workbook.driveId === workbook.driveId && state.workbook.itemId === workbook.itemId;
  switch (state.kind) {
    case 'ready':
      return to(snapshot, same ? { ...state, workbook } : { kind: 'ready', account: state.account, workbook });
    case 'open': {
      const { elsewhere, ...open } = state;
      return to(snapshot, same ? { ...open, workbook } : { ...open, elsewhere: { name: workbook.name } });
    }
    case 'lost':
      return same ? to(snapshot, { ...state, workbook }) : stay(snapshot);
    case 'opening':
    case 'closing':
      return stay(snapshot);
  }
}

/** Excel shows a document on which no session can be, for example a copy on this device: an open session stays where it is. */
export function workbookLeft(snapshot: Snapshot, { accountId, name }: EventOf<'workbookLeft'>): Step {
  const { state } = snapshot;
  return state.kind === 'open' && state.account.id === accountId ? to(snapshot, { ...state, elsewhere: { name } }) : stay(snapshot);
}
