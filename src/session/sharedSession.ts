import { mergeActivity } from './activity';
import { transitionTo, unchanged } from './appState';
import { beginClosing } from './closing';
import type { Context, Transition } from './events';
import { nextRefreshAt } from './keepAlive';
import { isLater, type OpenRecord } from './peerSessions';
import { storedKeepAlive, withStopAfter } from './records';
import { withoutPlanned } from './refreshing';
import { beginRefresh, type Target } from './requests';
import type { AppState, KeepAlive, StateOf, WorkbookSession } from './state';
import type { SessionRecord } from './stored';

// The session that several panes show: what one of them learns from the record of another one.

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

type Choice = Pick<KeepAlive, 'setAt'>;

export const withActivityOf = (appState: AppState, { activity }: SessionRecord): AppState => ({
  ...appState,
  activity: mergeActivity(appState.activity, activity),
});

/** The user has chosen keep-alive in the other pane while this one opens the session anew. */
export function withPeersChoice(
  appState: AppState,
  state: StateOf<'opening'>,
  record: OpenRecord,
  context: Context,
): Transition {
  const { mode } = state;
  if (mode.kind !== 'recreate' || !isLaterChoice(record.keepAlive, mode.keepAlive)) {
    return unchanged(appState);
  }
  const keepAlive = keepAliveFrom(record.keepAlive, record.session, context);
  return transitionTo(withStopAfter(appState, record), { ...state, mode: { ...mode, keepAlive } });
}

/** True if the user made this choice of keep-alive after the other one. */
const isLaterChoice = (one: Choice, other: Choice): boolean =>
  (one.setAt ?? 0) > (other.setAt ?? 0);

/** Updates the open session by the record that another pane stored for the same one. */
export function updateOpenSession(
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
  const isOutdated = isLaterChoice(state.keepAlive, record.keepAlive);
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
