import type { EventOf, Transition } from './events';
import { unchanged, transitionTo } from './appState';
import type { AppState } from './state';

/**
 * Excel's workbook is at another address: renamed or moved, it is the same item; after Save As it is another one. An open
 * session stays with its workbook, which is told.
 */
export function workbookSeen(
  appState: AppState,
  { accountId, workbook }: EventOf<'workbookSeen'>,
): Transition {
  const { state } = appState;
  if (!('workbook' in state) || state.account.id !== accountId) return unchanged(appState);
  const same =
    state.workbook.driveId === workbook.driveId && state.workbook.itemId === workbook.itemId;
  switch (state.kind) {
    case 'ready':
      return transitionTo(
        appState,
        same ? { ...state, workbook } : { kind: 'ready', account: state.account, workbook },
      );
    case 'open': {
      const { elsewhere, ...open } = state;
      return transitionTo(
        appState,
        same ? { ...open, workbook } : { ...open, elsewhere: { name: workbook.name } },
      );
    }
    case 'lost':
      return same ? transitionTo(appState, { ...state, workbook }) : unchanged(appState);
    case 'opening':
    case 'closing':
      return unchanged(appState);
  }
}

/** Excel shows a document on which no session can be, for example a copy on this device: an open session stays where it is. */
export function workbookLeft(
  appState: AppState,
  { accountId, name }: EventOf<'workbookLeft'>,
): Transition {
  const { state } = appState;
  return state.kind === 'open' && state.account.id === accountId
    ? transitionTo(appState, { ...state, elsewhere: { name } })
    : unchanged(appState);
}
