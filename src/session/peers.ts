import { beginClosing, cancelEffects, closeEffect } from './closing';
import type { EventOf, Context, Transition } from './events';
import { nextRefreshAt } from './keepAlive';
import { withoutPlanned } from './refreshing';
import { isRecordOf, storedKeepAlive, withoutClockSkew, withStopAfter } from './records';
import { beginRefresh, targetOf, type Target } from './requests';
import { unchanged, transitionTo, withNextKey } from './appState';
import { mergeActivity } from './activity';
import {
  isConfirmed,
  isLater,
  isNewSession,
  sessionOf,
  type WithWorkbook,
  type OpenRecord,
} from './peerSessions';
import type { AppState, KeepAlive, StateOf, WorkbookSession } from './state';
import type { SessionRecord } from './stored';
import {
  isUnconfirmedClose,
  withLeft,
  withoutAwaited,
  withoutUnconfirmed,
  withUnclear,
} from './unconfirmed';

/**
 * The open state of a stored session. A last activity in the future (the clock was set back) counts
 * as now.
 */
export function resumed(
  target: Target,
  session: WorkbookSession,
  stored: SessionRecord['keepAlive'],
  context: Context,
): StateOf<'open'> {
  const known = { ...session, lastActivityAt: Math.min(session.lastActivityAt, context.now) };
  return {
    kind: 'open',
    ...target,
    session: known,
    keepAlive: keepAliveFrom(stored, known, context),
    request: { kind: 'idle' },
    isShared: true,
  };
}

function keepAliveFrom(
  { on, until, setAt, ...reason }: SessionRecord['keepAlive'],
  session: WorkbookSession,
  { now, random }: Context,
): KeepAlive {
  if (!on) return { kind: 'off', setAt, ...reason };
  const isExpired = until !== null && !(until > now);
  return isExpired
    ? { kind: 'off', setAt, stopped: 'timeIsUp' }
    : { kind: 'on', setAt, until, refreshAt: nextRefreshAt(session, random) };
}

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
    if (phase === 'closed') {
      return closedByPeer(state.kind === 'opening' ? left : appState, state, shown, context);
    }
    if (phase === 'closing' && state.kind === 'opening') {
      // Its end may only be presumed here: the service is asked, as by any pane that shows it.
      const { appState: after, effects } = beginClosing(left, { ...state, session: shown });
      return { appState: after, effects: [...cancelEffects(state), ...effects] };
    }
    if (phase === 'open' && state.kind === 'opening') {
      return withPeersChoice(appState, state, known, context);
    }
    return state.kind === 'open'
      ? updateOpenSession(appState, state, known, context)
      : unchanged(appState);
  }
  if (phase !== 'open' || !(isAlive || isNewSession(appState, known))) return unchanged(appState);
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

const withActivityOf = (appState: AppState, { activity }: SessionRecord): AppState => ({
  ...appState,
  activity: mergeActivity(appState.activity, activity),
});

/** The user has chosen keep-alive in the other pane while this one opens the session anew. */
function withPeersChoice(
  appState: AppState,
  state: StateOf<'opening'>,
  record: OpenRecord,
  context: Context,
): Transition {
  const { mode } = state;
  const isNews =
    mode.kind === 'recreate' && (record.keepAlive.setAt ?? 0) > (mode.keepAlive.setAt ?? 0);
  if (!isNews) return unchanged(appState);
  const keepAlive = keepAliveFrom(record.keepAlive, record.session, context);
  return transitionTo(withStopAfter(appState, record), { ...state, mode: { ...mode, keepAlive } });
}

/** Updates the open session by the record that another pane stored for the same one. */
function updateOpenSession(
  appState: AppState,
  state: StateOf<'open'>,
  record: OpenRecord,
  context: Context,
): Transition {
  switch (record.phase) {
    case 'closing':
      // The other pane may end before its response. Closing twice does no harm.
      return beginClosing(appState, state);
    case 'ended':
      return checkSession(appState, { ...state, endedElsewhere: true }, context);
    case 'opening':
    case 'closed':
      return unchanged(appState);
    case 'open':
      return mergePeerState(appState, state, record, context);
  }
}

function mergePeerState(
  appState: AppState,
  state: StateOf<'open'>,
  record: OpenRecord,
  context: Context,
): Transition {
  const isNews = isLater(record.session.lastActivityAt, state.session.lastActivityAt);
  const session = isNews
    ? { ...state.session, lastActivityAt: record.session.lastActivityAt }
    : state.session;
  // The other pane may have been suspended: it does not know the later choice of this one yet.
  const isOutdated = (state.keepAlive.setAt ?? 0) > (record.keepAlive.setAt ?? 0);
  const choice = isOutdated ? storedKeepAlive(state.keepAlive) : record.keepAlive;
  const keepAlive = keepAliveFrom(choice, session, context);
  const kept = sameKeepAlive(state.keepAlive, keepAlive) && !isNews ? state.keepAlive : keepAlive;
  const verified = isNews ? asVerified(state) : state;
  const isOff = state.keepAlive.kind === 'on' && kept.kind === 'off';
  const open = isOff ? withoutPlanned(verified) : verified;
  const next = isOutdated ? appState : withStopAfter(appState, record);
  return transitionTo(withActivityOf(next, record), {
    ...open,
    session,
    keepAlive: kept,
    isShared: true,
  });
}

/** Refreshes the session to check it. A request in progress already does that. */
function checkSession(appState: AppState, state: StateOf<'open'>, context: Context): Transition {
  const { request } = state;
  const isWaiting = request.kind === 'idle' || request.kind === 'retrying';
  return isWaiting ? beginRefresh(appState, state, context) : transitionTo(appState, state);
}

/**
 * Clears what blocked the next refresh: the service has confirmed the session to the other pane
 * since. That may have been before a refresh of this pane whose outcome is unclear, which still
 * counts.
 */
function asVerified({
  signInNeeded,
  unverifiedAfterMs,
  endedElsewhere,
  ...open
}: StateOf<'open'>): StateOf<'open'> {
  return open.request.kind === 'refreshing' ? open : { ...open, request: { kind: 'idle' } };
}

/**
 * True if both are off for the same reason, or both on until the same time; the next refresh may
 * differ.
 */
const sameKeepAlive = (a: KeepAlive, b: KeepAlive): boolean =>
  a.kind === 'on'
    ? b.kind === 'on' &&
      !isLater(a.until ?? 0, b.until ?? 0) &&
      !isLater(b.until ?? 0, a.until ?? 0)
    : b.kind === 'off' && a.stopped === b.stopped;
