import type { EventOf, Transition } from './events';
import { unchanged, transitionTo } from './appState';
import type { AppState } from './state';

/**
 * Excel's document has another address. A renamed or moved workbook is the same drive item; after
 * Save As it is another item. An open session stays with its own workbook, and the card names the
 * other document.
 */
export function documentChanged(
  appState: AppState,
  { accountId, workbook }: EventOf<'documentChanged'>,
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
    case 'resuming':
    case 'opening':
    case 'closing':
      return unchanged(appState);
  }
}

/**
 * Excel shows a document that cannot have a session, for example a local copy. An open session
 * stays with its own workbook.
 */
export function documentUnsupported(
  appState: AppState,
  { accountId, name }: EventOf<'documentUnsupported'>,
): Transition {
  const { state } = appState;
  return state.kind === 'open' && state.account.id === accountId
    ? transitionTo(appState, { ...state, elsewhere: { name } })
    : unchanged(appState);
}
