import { cancelEffects } from './closing';
import type { EventOf, Context, Transition } from './events';
import { nextRefreshAt } from './keepAlive';
import { withoutClockSkew, sameItem } from './records';
import type { Target } from './requests';
import { beginRefresh, targetOf } from './requests';
import { unchanged, transitionTo } from './appState';
import type { Activity } from './activity';
import type { KeepAlive, SessionRecord, AppState, StateOf, WorkbookSession } from './state';

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
  };
}

function keepAliveFrom(
  { on, until }: SessionRecord['keepAlive'],
  session: WorkbookSession,
  { now, random }: Context,
): KeepAlive {
  if (!on) return { kind: 'off' };
  const isExpired = until !== null && !(until > now);
  return isExpired
    ? { kind: 'off', stopped: 'timeIsUp' }
    : { kind: 'on', until, refreshAt: nextRefreshAt(session, random) };
}

/**
 * Another pane of the same user stored its record: this pane shows the same session. If the session
 * was closed there, it is closed here; if it ended there, this pane checks it.
 */
export function recordChanged(
  appState: AppState,
  { record }: EventOf<'recordChanged'>,
  context: Context,
): Transition {
  const { state } = appState;
  if (
    !('workbook' in state) ||
    state.account.id !== record.accountId ||
    !sameItem(state.workbook, record.workbook)
  ) {
    return unchanged(appState);
  }
  const local = withoutClockSkew(record, context.now);
  const { session } = local;
  // A record with an impossible time is ignored.
  if (session === null || !(session.lastActivityAt <= context.now)) return unchanged(appState);
  const known = { ...local, session };
  switch (state.kind) {
    case 'open':
      return updateOpenSession(appState, state, known, context);
    case 'ready':
    case 'lost':
      return isNewSession(state, known)
        ? showRecord(appState, state, known, context)
        : unchanged(appState);
    case 'opening':
      return openedByPeer(appState, state, known, context);
    case 'resuming':
    case 'closing':
      return unchanged(appState);
  }
}

type OpenRecord = SessionRecord & { readonly session: WorkbookSession };

/** Shows the session of the record, and merges the activity. */
function showRecord(
  appState: AppState,
  target: Target,
  { session, keepAlive, activity }: OpenRecord,
  context: Context,
): Transition {
  return transitionTo(
    { ...appState, activity: mergeActivity(appState.activity, activity) },
    resumed(targetOf(target), session, keepAlive, context),
  );
}

/**
 * True if the record has an open session other than the one that this pane knows to be closed or
 * ended.
 */
function isNewSession(state: StateOf<'ready' | 'lost'>, { phase, session }: OpenRecord): boolean {
  if (phase !== 'open') return false;
  if (state.kind === 'lost') {
    return session.id !== state.session.id || session.lastActivityAt > state.session.lastActivityAt;
  }
  return state.ending?.kind !== 'closed' || session.id !== state.ending.session.id;
}

/**
 * Both panes were opening a session: shows the one that was opened first. The session of this pane
 * is closed when its response arrives.
 */
function openedByPeer(
  appState: AppState,
  state: StateOf<'opening'>,
  record: OpenRecord,
  context: Context,
): Transition {
  if (!isOpenedByPeer(state, record)) return unchanged(appState);
  const transition = showRecord(appState, state, record, context);
  return { ...transition, effects: [{ kind: 'cancelRequest', requestKey: state.requestKey }] };
}

/** True if another pane has opened the session that this pane is about to open. */
export function isOpenedByPeer(
  { mode, since }: StateOf<'opening'>,
  { phase, session }: SessionRecord,
): boolean {
  if (phase !== 'open' || session === null) return false;
  if (mode.kind === 'recreate') return session.id !== mode.replaced.id;
  return (
    mode.kind === 'start' &&
    session.persistChanges === mode.persistChanges &&
    session.openedAt >= since
  );
}

function updateOpenSession(
  appState: AppState,
  state: StateOf<'open'>,
  record: OpenRecord,
  context: Context,
): Transition {
  const same = state.session.id === record.session.id;
  switch (record.phase) {
    case 'closed':
      return same ? closedByPeer(appState, state, context) : unchanged(appState);
    case 'closing':
      // Stop keep-alive: if the other pane unloads before its response, this pane must not keep a
      // closed session alive.
      return same
        ? transitionTo(appState, { ...state, keepAlive: { kind: 'off' } })
        : unchanged(appState);
    case 'ended':
      return same
        ? checkSession(appState, { ...state, endedElsewhere: true }, context)
        : unchanged(appState);
    case 'opening':
      return unchanged(appState);
    case 'open':
      if (same) return mergePeerState(appState, state, record, context);
      // The other pane recreated the session.
      return record.session.openedAt >= state.session.openedAt
        ? switchSession(appState, state, record, context)
        : unchanged(appState);
  }
}

/**
 * The session was closed in another pane: requests of this pane that wait for their turn are
 * cancelled.
 */
function closedByPeer(appState: AppState, state: StateOf<'open'>, { now }: Context): Transition {
  const ending = { kind: 'closed', session: state.session, at: now } as const;
  return transitionTo(
    appState,
    { kind: 'ready', ...targetOf(state), ending },
    ...cancelEffects(state),
  );
}

function switchSession(
  appState: AppState,
  state: StateOf<'open'>,
  record: OpenRecord,
  context: Context,
): Transition {
  return { ...showRecord(appState, state, record, context), effects: cancelEffects(state) };
}

function mergePeerState(
  appState: AppState,
  state: StateOf<'open'>,
  record: OpenRecord,
  context: Context,
): Transition {
  const isNews = record.session.lastActivityAt > state.session.lastActivityAt;
  const session = isNews
    ? { ...state.session, lastActivityAt: record.session.lastActivityAt }
    : state.session;
  const keepAlive = keepAliveFrom(record.keepAlive, session, context);
  const next = { ...appState, activity: mergeActivity(appState.activity, record.activity) };
  const kept = sameKeepAlive(state.keepAlive, keepAlive) && !isNews ? state.keepAlive : keepAlive;
  return transitionTo(next, { ...(isNews ? asVerified(state) : state), session, keepAlive: kept });
}

/** Refreshes the session to check it. A request in progress already does that. */
function checkSession(appState: AppState, state: StateOf<'open'>, context: Context): Transition {
  const { request } = state;
  const isWaiting = request.kind === 'idle' || request.kind === 'retrying';
  return isWaiting ? beginRefresh(appState, state, context) : transitionTo(appState, state);
}

/**
 * Clears what blocked the next refresh: the service has confirmed the session to the other pane
 * since.
 */
function asVerified({
  signInNeeded,
  unverifiedAfterMs,
  endedElsewhere,
  ...open
}: StateOf<'open'>): StateOf<'open'> {
  return open.request.kind === 'idle' ? { ...open, request: { kind: 'idle' } } : open;
}

/** True if both are off, or both on until the same time; the next refresh may differ. */
const sameKeepAlive = (a: KeepAlive, b: KeepAlive): boolean =>
  a.kind === 'on' ? b.kind === 'on' && a.until === b.until : b.kind === 'off';

/** Merges the activity of two panes in order of time; drops duplicates. */
function mergeActivity(own: readonly Activity[], other: readonly Activity[]): readonly Activity[] {
  const entryKey = ({ at, what }: Activity): string => `${at} ${what}`;
  const known = new Set(own.map(entryKey));
  const added = other.filter((entry) => !known.has(entryKey(entry)));
  return added.length === 0 ? own : [...own, ...added].sort((a, b) => a.at - b.at);
}
