import { transitionTo, unchanged, withNextKey } from './appState';
import { beginClosing, cancelEffects, closeEffect } from './closing';
import type { Context, EventOf, Transition } from './events';
import { nextRefreshAt } from './keepAlive';
import { isLater, isNewSession, mayBeReplaced, sessionOf, type WithWorkbook } from './peerSessions';
import { isRecordOf, storedKeepAlive, withoutClockSkew, withShared } from './records';
import { refreshRequested, withoutPlanned } from './refreshing';
import { beginRefresh, targetOf, type Target } from './requests';
import type { AppState, KeepAlive, StateOf, WorkbookSession } from './state';
import type { SessionRecord } from './stored';
import { withAwaited, withLeft, withoutAwaited, withoutUnconfirmed } from './unconfirmed';

// The session that several panes show: what one of them learns from the record of another one.

/** A record with a session. */
type OpenRecord = SessionRecord & { readonly session: WorkbookSession };

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
    record.phase === 'closed' ? withoutUnconfirmed(answered, record.session?.id) : answered;
  const { state } = appState;
  if (state.kind === 'signingIn') return closedBehind(appState, state, record, context);
  const { session, ...others } = withoutClockSkew(record, context.now);
  if (session === null || !('workbook' in state)) return unchanged(appState);
  const shown = sessionOf(state);
  // Beside the card of a close Excel may show another workbook since.
  const isOnCard = state.kind === 'ready' && shown?.id === session.id && record.phase === 'closed';
  if (!isOnCard && !isRecordOf(record, state)) return unchanged(appState);
  const known = { ...others, session };
  const isOpen = known.phase === 'open';
  if (!isOpen || !isNewSession(appState, session)) {
    if (shown?.id === session.id) return updateShown(appState, state, shown, known, context);
    return isOpen && mayBeReplaced(state, session, context.now)
      ? beginRefresh(appState, state, context)
      : unchanged(appState);
  }
  // The requests of this pane are cancelled. A session that it was opening is closed when its
  // response arrives, unless the request was not sent. One that it has opened is closed now, unless
  // the service has done so.
  const left = withoutAwaited(withLeft(appState, state), unsentKey);
  const next = withNextKey(withShared(left, known));
  const open = resumed(targetOf(state), session, known.keepAlive, context);
  if (state.kind !== 'open' || state.session.origin === 'attached') {
    return transitionTo(next, open, ...cancelEffects(state));
  }
  const { requestKey } = next;
  const { id } = state.session;
  return transitionTo(
    withAwaited(next, requestKey, state, id),
    open,
    ...cancelEffects(state),
    closeEffect(requestKey, state.workbook, id),
  );
}

/** Another pane has confirmed the close that is not confirmed behind a sign-in. */
function closedBehind(
  appState: AppState,
  state: StateOf<'signingIn'>,
  { phase, session }: SessionRecord,
  { now }: Context,
): Transition {
  const { returnTo } = state;
  if (returnTo.kind !== 'ready' || phase !== 'closed') return unchanged(appState);
  const { ending } = returnTo;
  if (ending?.kind !== 'closed' || ending.session.id !== session?.id) return unchanged(appState);
  const { failure, needsUser, ...confirmed } = { ...ending, at: now };
  return transitionTo(appState, { ...state, returnTo: { ...returnTo, ending: confirmed } });
}

/** The open state of a stored session. */
export const resumed = (
  target: Target,
  session: WorkbookSession,
  stored: SessionRecord['keepAlive'],
  context: Context,
): StateOf<'open'> => ({
  kind: 'open',
  ...target,
  session,
  keepAlive: keepAliveFrom(stored, session, context),
  request: { kind: 'idle' },
  isShared: true,
});

function keepAliveFrom(
  { on, until, setAt, stopped }: SessionRecord['keepAlive'],
  session: WorkbookSession,
  { now, random }: Context,
): KeepAlive {
  return on && (until === null || until > now)
    ? { kind: 'on', setAt, until, refreshAt: nextRefreshAt(session, random) }
    : { kind: 'off', setAt, stopped: on ? 'timeIsUp' : stopped };
}

/** Another pane stored its record of the session that this pane shows, or is replacing. */
function updateShown(
  before: AppState,
  state: WithWorkbook,
  session: WorkbookSession,
  record: OpenRecord,
  context: Context,
): Transition {
  const { phase } = record;
  const appState = state.kind === 'opening' ? withLeft(before, state) : before;
  if (phase === 'closed') {
    const ending = { kind: 'closed', session, at: context.now } as const;
    const ready = { kind: 'ready', ...targetOf(state), ending } as const;
    const next = state.kind === 'resuming' ? { ...state, shown: ready } : ready;
    return state.kind === 'closing'
      ? transitionTo(appState, next, { kind: 'cancelRequest', requestKey: state.requestKey })
      : transitionTo(appState, next, ...cancelEffects(state));
  }
  if (state.kind !== 'open' && state.kind !== 'opening') return unchanged(before);
  if (phase === 'closing') {
    // The other pane may end before its response, or the end may only be presumed here. Closing
    // twice does no harm.
    const closing = beginClosing(appState, { ...targetOf(state), session });
    return { ...closing, effects: [...cancelEffects(state), ...closing.effects] };
  }
  if (state.kind === 'opening') return withPeersChoice(before, state, record, context);
  if (phase !== 'ended') return mergePeerState(before, state, record, context);
  return refreshRequested({ ...before, state: { ...state, endedElsewhere: true } }, context);
}

/**
 * The record with this pane's choice of keep-alive if that is the later one: the other pane may
 * have been suspended, and does not know it yet.
 */
function withLaterChoice(record: OpenRecord, own: KeepAlive, { choices }: AppState): OpenRecord {
  const { stopAfterMs } = choices;
  return (own.setAt ?? 0) > (record.keepAlive.setAt ?? 0)
    ? { ...record, keepAlive: storedKeepAlive(own), stopAfterMs }
    : record;
}

/** The user may choose keep-alive in the other pane while this one opens the session anew. */
function withPeersChoice(
  appState: AppState,
  state: StateOf<'opening'>,
  record: OpenRecord,
  context: Context,
): Transition {
  const { mode } = state;
  if (mode.kind !== 'recreate' || record.phase !== 'open') return unchanged(appState);
  const agreed = withLaterChoice(record, mode.keepAlive, appState);
  const keepAlive = keepAliveFrom(agreed.keepAlive, mode.replaced, context);
  return transitionTo(withShared(appState, agreed), { ...state, mode: { ...mode, keepAlive } });
}

/**
 * What another pane knows of the open session. If the service has confirmed it to that pane since,
 * nothing blocks the next refresh any more. That may have been before a refresh of this pane whose
 * outcome is unclear, which still counts.
 */
function mergePeerState(
  appState: AppState,
  state: StateOf<'open'>,
  record: OpenRecord,
  context: Context,
): Transition {
  const agreed = withLaterChoice(record, state.keepAlive, appState);
  const { lastActivityAt } = record.session;
  const isNews = isLater(lastActivityAt, state.session.lastActivityAt);
  const session = isNews ? { ...state.session, lastActivityAt } : state.session;
  const { keepAlive: own } = state;
  const theirs = keepAliveFrom(agreed.keepAlive, session, context);
  // Without news the next refresh stays as it was planned.
  const isPlanned = own.kind === 'on' && theirs.kind === 'on' && !isNews;
  const keepAlive = isPlanned ? { ...theirs, refreshAt: own.refreshAt } : theirs;
  const open = own.kind === 'on' && theirs.kind === 'off' ? withoutPlanned(state) : state;
  const { signInNeeded, unverifiedAfterMs, endedElsewhere, ...verified } = open;
  const request = open.request.kind === 'refreshing' ? open.request : ({ kind: 'idle' } as const);
  const known = isNews ? { ...verified, request } : open;
  return transitionTo(withShared(appState, agreed), {
    ...known,
    session,
    keepAlive,
    isShared: true,
  });
}
