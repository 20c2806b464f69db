import { beginClosing, cancelEffects, closeEffect } from './closing';
import type { EventOf, Context, Transition } from './events';
import { isRecordOf, withoutClockSkew, withStopAfter } from './records';
import { beginRefresh, targetOf } from './requests';
import { unchanged, transitionTo, withNextKey } from './appState';
import {
  isConfirmed,
  isNewSession,
  mayBeReplaced,
  sessionOf,
  type WithWorkbook,
  type OpenRecord,
} from './peerSessions';
import type { AppState, StateOf, WorkbookSession } from './state';
import { resumed, updateOpenSession, withActivityOf, withPeersChoice } from './sharedSession';
import {
  isUnconfirmedClose,
  withLeft,
  withoutAwaited,
  withoutUnconfirmed,
  withUnclear,
} from './unconfirmed';

/**
 * Another pane of the same user stored its record: this pane shows the same session. If the session
 * was closed there, it is closed here; if it ended there, this pane checks it.
 */
export function recordChanged(
  before: AppState,
  { record, unsentKey }: EventOf<'recordChanged'>,
  context: Context,
): Transition {
  const answered = withoutAwaited(before, unsentKey);
  const appState =
    record.phase === 'closed' ? withoutUnconfirmed(answered, record.session) : answered;
  const { state } = appState;
  const local = withoutClockSkew(record, context.now);
  const { session, phase } = local;
  // A record with an impossible time is ignored.
  if (session === null || !(session.lastActivityAt <= context.now)) return unchanged(appState);
  if (!('workbook' in state)) return unchanged(appState);
  // Excel may show another workbook since.
  if (phase === 'closed' && isUnconfirmedClose(state, session)) {
    return closedByPeer(appState, state, session, context);
  }
  if (!isRecordOf(record, state)) return unchanged(appState);
  const known = { ...local, session };
  const shown = sessionOf(state);
  // A create that was not sent has opened nothing, an earlier attempt may have.
  const isUnsent = state.kind === 'opening' && state.requestKey === unsentKey;
  const left = isUnsent ? withUnclear(appState, state) : withLeft(appState, state);
  const isAlive = state.kind === 'opening' && isConfirmed(state, known);
  if (shown?.id === session.id && !isAlive) {
    return state.kind === 'opening'
      ? updateOpening(appState, left, { ...state, session: shown }, known, context)
      : updateShown(appState, state, shown, known, context);
  }
  if (phase !== 'open') return unchanged(appState);
  if (!isAlive && !isNewSession(appState, known)) {
    return mayBeReplaced(state, known, context.now)
      ? beginRefresh(appState, state, context)
      : unchanged(appState);
  }
  // The requests of this pane are cancelled. A session that it was opening is closed when its
  // response arrives. One that it has opened is closed now, unless the service has done so.
  const next = withNextKey(withActivityOf(withStopAfter(left, known), known));
  return transitionTo(
    next,
    resumed(targetOf(state), session, known.keepAlive, context),
    ...cancelEffects(state),
    ...(state.kind === 'open' && shown?.origin === 'opened'
      ? [closeEffect(next.requestKey, state.workbook, shown.id)]
      : []),
  );
}

/** The other pane's record tells of the session that this pane is replacing. */
function updateOpening(
  appState: AppState,
  left: AppState,
  { session, ...state }: StateOf<'opening'> & Pick<OpenRecord, 'session'>,
  record: OpenRecord,
  context: Context,
): Transition {
  switch (record.phase) {
    case 'closed':
      return closedByPeer(left, state, session, context);
    case 'closing': {
      // Its end may only be presumed here: the service is asked, as by any pane that shows it.
      const { appState: after, effects } = beginClosing(left, { ...state, session });
      return { appState: after, effects: [...cancelEffects(state), ...effects] };
    }
    case 'open':
      return withPeersChoice(appState, state, record, context);
    case 'opening':
    case 'ended':
      return unchanged(appState);
  }
}

/** The other pane's record tells of the session that this pane shows. */
function updateShown(
  appState: AppState,
  state: WithWorkbook,
  session: WorkbookSession,
  record: OpenRecord,
  context: Context,
): Transition {
  if (record.phase === 'closed') return closedByPeer(appState, state, session, context);
  return state.kind === 'open'
    ? updateOpenSession(appState, state, record, context)
    : unchanged(appState);
}

/** The session was closed in another pane: requests of this pane that wait are cancelled. */
function closedByPeer(
  appState: AppState,
  state: WithWorkbook,
  session: WorkbookSession,
  { now }: Context,
): Transition {
  const ending = { kind: 'closed', session, at: now } as const;
  const ready = { kind: 'ready', ...targetOf(state), ending } as const;
  return transitionTo(
    appState,
    state.kind === 'resuming' ? { ...state, shown: ready } : ready,
    ...(state.kind === 'closing'
      ? [{ kind: 'cancelRequest', requestKey: state.requestKey } as const]
      : cancelEffects(state)),
  );
}
