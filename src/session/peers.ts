import { cancelledIn } from './closing';
import type { EventOf, Context, Transition } from './events';
import { nextRefreshAt } from './keepAlive';
import { inTimeOf, sameItem } from './records';
import type { Target } from './beginning';
import { beginRefresh, targetOf } from './beginning';
import { unchanged, transitionTo } from './appState';
import type {
  Activity,
  KeepAlive,
  SessionRecord,
  AppState,
  StateOf,
  WorkbookSession,
} from './state';

/** A session from its record, as it was. A time in the future (the clock was set back) counts as now. */
export function resumed(
  place: Target,
  session: WorkbookSession,
  kept: SessionRecord['keepAlive'],
  context: Context,
): StateOf<'open'> {
  const known = { ...session, lastActivityAt: Math.min(session.lastActivityAt, context.now) };
  return {
    kind: 'open',
    ...place,
    session: known,
    keepAlive: keptAs(kept, known, context),
    request: { kind: 'idle' },
  };
}

function keptAs(
  { on, until }: SessionRecord['keepAlive'],
  session: WorkbookSession,
  { now, random }: Context,
): KeepAlive {
  if (!on) return { kind: 'off' };
  const isOver = until !== null && !(until > now);
  return isOver
    ? { kind: 'off', stopped: 'timeIsUp' }
    : { kind: 'on', until, refreshAt: nextRefreshAt(session, random) };
}

/**
 * Another pane of the same user stored what it knows of the session on this workbook: this pane shows the same. A session
 * that the user closed there is closed here; one that ended there is asked about.
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
  const moved = inTimeOf(record, context.now);
  const { session } = moved;
  // A time that cannot be says nothing of the session.
  if (session === null || !(session.lastActivityAt <= context.now)) return unchanged(appState);
  const known = { ...moved, session };
  switch (state.kind) {
    case 'open':
      return openElsewhere(appState, state, known, context);
    case 'ready':
    case 'lost':
      return isAnother(state, known) ? shown(appState, state, known, context) : unchanged(appState);
    case 'opening':
      return openedElsewhere(appState, state, known, context);
    case 'closing':
      return unchanged(appState);
  }
}

type OpenRecord = SessionRecord & { readonly session: WorkbookSession };

/** The session of the record, as the other pane shows it. */
function shown(
  appState: AppState,
  place: Target,
  { session, keepAlive, activity }: OpenRecord,
  context: Context,
): Transition {
  return transitionTo(
    { ...appState, activity: merged(appState.activity, activity) },
    resumed(targetOf(place), session, keepAlive, context),
  );
}

/** Whether the record is of an open session, and not of the one that is known to be closed or over here. */
function isAnother(state: StateOf<'ready' | 'lost'>, { phase, session }: OpenRecord): boolean {
  if (phase !== 'open') return false;
  if (state.kind === 'lost') {
    return session.id !== state.session.id || session.lastActivityAt > state.session.lastActivityAt;
  }
  return state.ending?.kind !== 'closed' || session.id !== state.ending.session.id;
}

/** Both panes were opening one: the session that came first is shown in both, this pane's is closed when it comes. */
function openedElsewhere(
  appState: AppState,
  state: StateOf<'opening'>,
  record: OpenRecord,
  context: Context,
): Transition {
  if (!isServedBy(state, record)) return unchanged(appState);
  const step = shown(appState, state, record, context);
  return { ...step, effects: [{ kind: 'cancelRequest', requestKey: state.requestKey }] };
}

/** Whether another pane has meanwhile opened what this one is about to open. */
export function isServedBy(
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

function openElsewhere(
  appState: AppState,
  state: StateOf<'open'>,
  record: OpenRecord,
  context: Context,
): Transition {
  const same = state.session.id === record.session.id;
  switch (record.phase) {
    case 'closed':
      return same ? closedElsewhere(appState, state, context) : unchanged(appState);
    case 'closing':
      // Should the other pane go before the answer, this one must not keep alive what the user closed.
      return same
        ? transitionTo(appState, { ...state, keepAlive: { kind: 'off' } })
        : unchanged(appState);
    case 'ended':
      return same
        ? asked(appState, { ...state, endedElsewhere: true }, context)
        : unchanged(appState);
    case 'opening':
      return unchanged(appState);
    case 'open':
      if (same) return sameSession(appState, state, record, context);
      // Opened anew there: the session that this pane shows is replaced.
      return record.session.openedAt >= state.session.openedAt
        ? replaced(appState, state, record, context)
        : unchanged(appState);
  }
}

/** What waits for its turn in this pane is cancelled: nothing more is asked of the session. */
function closedElsewhere(appState: AppState, state: StateOf<'open'>, { now }: Context): Transition {
  const ending = { kind: 'closed', session: state.session, at: now } as const;
  return transitionTo(
    appState,
    { kind: 'ready', ...targetOf(state), ending },
    ...cancelledIn(state),
  );
}

function replaced(
  appState: AppState,
  state: StateOf<'open'>,
  record: OpenRecord,
  context: Context,
): Transition {
  return { ...shown(appState, state, record, context), effects: cancelledIn(state) };
}

function sameSession(
  appState: AppState,
  state: StateOf<'open'>,
  record: OpenRecord,
  context: Context,
): Transition {
  const isNews = record.session.lastActivityAt > state.session.lastActivityAt;
  const session = isNews
    ? { ...state.session, lastActivityAt: record.session.lastActivityAt }
    : state.session;
  const keepAlive = keptAs(record.keepAlive, session, context);
  const next = { ...appState, activity: merged(appState.activity, record.activity) };
  const kept = sameKeepAlive(state.keepAlive, keepAlive) && !isNews ? state.keepAlive : keepAlive;
  return transitionTo(next, { ...(isNews ? answered(state) : state), session, keepAlive: kept });
}

/** Asks the service about the session, or goes on with what is under way: its answer tells as well. */
function asked(appState: AppState, state: StateOf<'open'>, context: Context): Transition {
  const { request } = state;
  const isQuiet = request.kind === 'idle' || request.kind === 'retrying';
  return isQuiet ? beginRefresh(appState, state, context) : transitionTo(appState, state);
}

/** The service answered the other pane since: what stood between this pane and its next refresh is over. */
function answered({
  signInNeeded,
  unverifiedAfterMs,
  endedElsewhere,
  ...open
}: StateOf<'open'>): StateOf<'open'> {
  return open.request.kind === 'idle' ? { ...open, request: { kind: 'idle' } } : open;
}

/** Whether both are on until the same time, or both off, whatever the next refresh. */
const sameKeepAlive = (a: KeepAlive, b: KeepAlive): boolean =>
  a.kind === 'on' ? b.kind === 'on' && a.until === b.until : b.kind === 'off';

/** What both panes noted, in order; each entry once. */
function merged(ours: readonly Activity[], theirs: readonly Activity[]): readonly Activity[] {
  const nameOf = ({ at, what }: Activity): string => `${at} ${what}`;
  const known = new Set(ours.map(nameOf));
  const others = theirs.filter((entry) => !known.has(nameOf(entry)));
  return others.length === 0 ? ours : [...ours, ...others].sort((a, b) => a.at - b.at);
}
