import { beginClosing, cancelEffects, closeEffect, isOwnScratchCopy } from './closing';
import type { EventOf, Context, Transition } from './events';
import { isUnclear } from './evidence';
import { nextRefreshAt } from './keepAlive';
import { withoutPlanned } from './refreshing';
import { isRecordOf, storedKeepAlive, withoutClockSkew, withStopAfter } from './records';
import { beginRefresh, targetOf, type Target } from './requests';
import { unchanged, transitionTo, withNextKey } from './appState';
import { mergeActivity } from './activity';
import type { AppState, KeepAlive, SessionState, StateOf, WorkbookSession } from './state';
import type { SessionRecord } from './stored';
import { isUnconfirmedClose, withLeft, withoutUnconfirmed } from './unconfirmed';

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
  { record }: EventOf<'recordChanged'>,
  context: Context,
): Transition {
  const appState = record.phase === 'closed' ? withoutUnconfirmed(before, record.session) : before;
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
  const isAlive = state.kind === 'opening' && isConfirmed(state, known);
  if (shown?.id === session.id && !isAlive) {
    if (phase === 'closed') return closedByPeer(appState, state, shown, context);
    if (phase === 'closing' && state.kind === 'opening') {
      // Its end may only be presumed here: the service is asked, as by any pane that shows it.
      const { appState: after, effects } = beginClosing(appState, { ...state, session: shown });
      return { appState: after, effects: [...cancelEffects(state), ...effects] };
    }
    return state.kind === 'open'
      ? updateOpenSession(appState, state, known, context)
      : unchanged(appState);
  }
  if (phase !== 'open' || !(isAlive || isNewSession(appState, known))) return unchanged(appState);
  // The requests of this pane are cancelled. A session that it was opening is closed when its
  // response arrives. One that it has opened is closed now, unless the service has done so.
  // A start that is overtaken was not sent, or its answer is not awaited here.
  const left = state.kind === 'opening' ? appState : withLeft(appState, state);
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

/**
 * True if the service has confirmed the session to the other pane since this one presumed its end
 * and began to replace it.
 */
const isConfirmed = ({ mode }: StateOf<'opening'>, { phase, session }: OpenRecord): boolean =>
  phase === 'open' &&
  mode.kind === 'recreate' &&
  isUnclear(mode.failure.recovery) &&
  session.id === mode.replaced.id &&
  isLater(session.lastActivityAt, mode.replaced.lastActivityAt);

type Located = Extract<SessionState, { readonly workbook: unknown }>;

/** The session that the pane has open, resumes, closes or recreates. */
function sessionOf(located: Located): WorkbookSession | undefined {
  const state = located.kind === 'resuming' ? located.shown : located;
  if (state.kind === 'open' || state.kind === 'closing') return state.session;
  return state.kind === 'opening' && state.mode.kind === 'recreate'
    ? state.mode.replaced
    : undefined;
}

/** The session was closed in another pane: requests of this pane that wait are cancelled. */
function closedByPeer(
  appState: AppState,
  state: Located,
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

type OpenRecord = SessionRecord & { readonly session: WorkbookSession };

const withActivityOf = (appState: AppState, { activity }: SessionRecord): AppState => ({
  ...appState,
  activity: mergeActivity(appState.activity, activity),
});

/** True if the session of the record is newer than what this pane shows. */
export function isNewSession({ state, lastEnd }: AppState, record: SessionRecord): boolean {
  if (record.session === null) return false;
  const { id, openedAt, lastActivityAt } = record.session;
  switch (state.kind) {
    case 'open':
      // The other pane recreated the session. A scratch copy is not left without a question.
      return openedAt >= state.session.openedAt && !isOwnScratchCopy(state);
    case 'ready':
    case 'lost':
      return id !== lastEnd?.id || isLater(lastActivityAt, lastEnd.at);
    case 'opening':
      // Both panes were opening a session: the one that was opened first is shown.
      return isOpenedByPeer(state, record);
    default:
      return false;
  }
}

/**
 * True if another pane has opened a session since this pane began to open one: the panes of a
 * workbook show one session, whatever each of them was asked for.
 */
export function isOpenedByPeer(
  { mode, since }: StateOf<'opening'>,
  { phase, session }: SessionRecord,
): boolean {
  if (phase !== 'open' || session === null) return false;
  return mode.kind === 'recreate' ? session.id !== mode.replaced.id : session.openedAt >= since;
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

/** True if `at` is later than `other` (ms) by more than the clocks of two panes differ. */
const isLater = (at: number, other: number): boolean => at - other >= 1_000;
