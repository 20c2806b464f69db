import { isUnreadReplacement } from './activity';
import type { EventOf, Transition } from './events';
import { cancelEffects } from './closing';
import { signedInAs, unchanged, transitionTo } from './appState';
import { keyOfTarget, sameItem } from './records';
import { beginLocating, returnTo, targetOf } from './requests';
import type { AppState } from './state';
import { withLeft } from './unconfirmed';

/**
 * Excel's document has another address. A renamed or moved workbook is the same drive item; after
 * Save As it is another item. A session stays with its own workbook, and its card names the other
 * document.
 */
export function documentChanged(
  appState: AppState,
  { accountId, document }: EventOf<'documentChanged'>,
): Transition {
  return signedInAs(appState)?.id === accountId
    ? unchanged({ ...appState, excelShows: document })
    : unchanged(appState);
}

/**
 * Makes the workbook that Excel shows the one of the state, if it is the same item under another
 * address, or if no session is open, pending or shown as lost. Applied after each event, so that
 * every way out of a session leads to the workbook in Excel. That one may have a session of another
 * pane: its record is read. Without a workbook it is looked up, whatever address or link was tried.
 */
export function followExcel(transition: Transition): Transition {
  const { appState, effects } = transition;
  const { state, excelShows } = appState;
  if (excelShows === null) return transition;
  if (state.kind === 'noWorkbook') {
    const locating = beginLocating({ ...appState, known: null }, state.account);
    return { ...locating, effects: [...effects, ...cancelEffects(state), ...locating.effects] };
  }
  // While the pane resumes, the lookup is under way.
  if (!('workbook' in state) || state.kind === 'resuming') return transition;
  const { workbook } = excelShows;
  const isSame = workbook !== undefined && sameItem(state.workbook, workbook);
  const next = { ...appState, excelShows: null };
  if (isSame) return { appState: { ...next, state: { ...state, workbook } }, effects };
  if (state.kind !== 'ready') return transition;
  const { account, ending } = state;
  if (workbook === undefined) {
    // The lookup would remove the card that tells how the session ended: the user dismisses it.
    if (ending !== undefined) return transition;
    const locating = beginLocating(next, account);
    return { ...locating, effects: [...effects, ...locating.effects] };
  }
  // What failed with the other workbook does not concern this one, nor does a sign-in for it.
  if (ending?.kind !== 'closed') {
    return returnTo(withLeft(next, state), { kind: 'ready', account, workbook }, ...effects);
  }
  const { needsUser, ...kept } = { workbook: keyOfTarget(state), ...ending };
  return returnTo(next, { kind: 'ready', account, workbook, ending: kept }, ...effects);
}

/**
 * Dismisses the card of the last session. The pane is ready for a session on the workbook that
 * Excel shows, or locates it. On the card of an open session: the notices that the user did not ask
 * for it, and that it replaced another one, which its activity remembers.
 */
export function dismissed(appState: AppState): Transition {
  const { state } = appState;
  if (state.kind === 'open') {
    const { overtook, ...open } = state;
    const activity = appState.activity.map((entry) =>
      isUnreadReplacement(entry, open.session) ? { ...entry, isRead: true as const } : entry,
    );
    return transitionTo({ ...appState, activity }, open);
  }
  return state.kind === 'ready' || state.kind === 'lost'
    ? followExcel(transitionTo(appState, { kind: 'ready', ...targetOf(state) }))
    : unchanged(appState);
}
