import { transitionTo, unchanged, withNextKey } from './appState';
import { beginClosing, cancelEffects } from './closing';
import { dismissed } from './documentChanges';
import type { Context, EventOf, Transition } from './events';
import { afterFreshSignIn, shortAbsenceMs } from './evidence';
import type { WorkbookProblem } from './failures';
import { openRequested } from './opening';
import { resumed } from './peers';
import { isNewSession } from './peerSessions';
import {
  absenceMs,
  isRecordOf,
  keyOfTarget,
  sameItem,
  withoutClockSkew,
  withShared,
} from './records';
import { isBrief, mayPass, nextRepeat } from './repeating';
import { beginRefresh, linkOf, locateEffect, targetOf, type Target } from './requests';
import { asShown } from './resuming';
import type { AppState, SessionState, StateOf } from './state';
import type { SessionRecord } from './stored';
import { awaitedAnswered, withLeft, withUnclear } from './unconfirmed';

/** True if the lookup with this request key is under way. */
const isLocating = (
  state: SessionState,
  requestKey: number,
): state is StateOf<'locating' | 'resuming' | 'noWorkbook'> =>
  (state.kind === 'locating' || state.kind === 'resuming' || state.kind === 'noWorkbook') &&
  state.requestKey === requestKey;

/**
 * The workbook was located. The session of a stored record is resumed: a live one as it is, another
 * one after a refresh. A session that is on the screen is checked although another pane has removed
 * its record meanwhile: the service may still have it. It is not opened anew.
 */
export function located(
  before: AppState,
  { requestKey, workbook, record, isLive = false }: EventOf<'located'>,
  context: Context,
): Transition {
  const { state, startedAt } = before;
  if (!isLocating(state, requestKey)) return unchanged(before);
  const target = { account: state.account, workbook };
  // The start ends here.
  const appState = { ...before, startedAt: 0 };
  // Another pane may be replacing the session that is shown.
  const isBeingOpened = isLive && record?.session === null;
  if (record !== undefined && !(state.kind === 'resuming' && isBeingOpened)) {
    // While this pane signed in and located the workbook, it was not absent. A time in the future
    // tells nothing of that: the clock was set back.
    const isStart = startedAt !== 0 && record.seenAt <= context.now;
    const absence = isStart ? Math.max(0, startedAt - record.seenAt) : undefined;
    return withRecord(appState, target, record, isLive, context, absence);
  }
  if (state.kind !== 'resuming' || !sameItem(state.workbook, workbook)) {
    return transitionTo(appState, { kind: 'ready', ...target });
  }
  const shown = asShown(appState, state, workbook);
  const { state: next } = shown.appState;
  return next.kind === 'open'
    ? beginRefresh(shown.appState, { ...next, endedElsewhere: true }, context)
    : shown;
}

/**
 * The record of a workbook that is shown again was read. A session that is not the one whose end is
 * shown is resumed. A start of a page that has ended is told of, also beside how the last session
 * ended. Without a record, the start that waits for that goes on.
 */
export function recordFound(
  appState: AppState,
  { record, isLive = false, mode }: EventOf<'recordFound'>,
  context: Context,
): Transition {
  const { state } = appState;
  const isIdle = state.kind === 'ready' && state.ending === undefined;
  const isAbout =
    (state.kind === 'ready' || state.kind === 'lost') &&
    record !== undefined &&
    isRecordOf(record, state);
  const isNews =
    isAbout &&
    (record.session === null
      ? isIdle && !(isLive && mode !== undefined)
      : isNewSession(appState, record.session));
  if (isNews) {
    return withRecord(withLeft(appState, state), targetOf(state), record, isLive, context);
  }
  const isStartOver = state.kind === 'ready' && state.ending?.kind === 'failed';
  if (isAbout && record.session === null && !isLive && !isStartOver) {
    const unconfirmed = appState.unconfirmed ?? { workbook: keyOfTarget(state) };
    return unchanged({ ...appState, unconfirmed });
  }
  // A start beside another pane's waits for its turn.
  return mode !== undefined && isIdle
    ? openRequested(appState, mode, context)
    : unchanged(appState);
}

/**
 * Excel shows another document than the user started with: the session is opened there, if it was
 * located. One that stands in a record is resumed instead.
 */
export function openDiverted(
  appState: AppState,
  event: EventOf<'openDiverted'>,
  context: Context,
): Transition {
  const { state } = appState;
  if (state.kind !== 'opening' || state.requestKey !== event.requestKey) {
    return awaitedAnswered(appState, event);
  }
  const ready = { kind: 'ready', ...targetOf(state) } as const;
  const followed = dismissed({ ...withUnclear(appState, state), state: ready });
  const { appState: next } = followed;
  if (next.state.kind !== 'ready') return followed;
  const { record, isLive = false } = event;
  return record === undefined
    ? openRequested(next, state.mode, context)
    : withRecord(next, targetOf(next.state), record, isLive, context);
}

function withRecord(
  appState: AppState,
  target: Target,
  record: SessionRecord,
  isLive: boolean,
  context: Context,
  unverifiedAfterMs = absenceMs(record, context.now),
): Transition {
  const known = withoutClockSkew(record, context.now);
  const next = withShared(appState, known);
  const { session, keepAlive, phase } = known;
  if (session !== null) {
    const open = resumed(target, session, keepAlive, context);
    // The page unloaded before the response to the close: closing twice does no harm.
    if (phase === 'closing') return beginClosing(next, open);
    // The pane that holds the session knows that it is alive, unless it is still checking. Any
    // other session is checked first.
    const isRecent = absenceMs(record, context.now) < shortAbsenceMs;
    if (isLive && isRecent) return transitionTo(next, open);
    return beginRefresh(next, { ...open, unverifiedAfterMs }, context);
  }
  const unconfirmed = { workbook: keyOfTarget(target) };
  return transitionTo(isLive ? next : { ...next, unconfirmed }, { kind: 'ready', ...target });
}

/** The workbook was not located: shows the problem, and repeats a look-up that may succeed later. */
export function notLocated(
  appState: AppState,
  { requestKey, problem }: EventOf<'notLocated'>,
  context: Context,
): Transition {
  const { state } = appState;
  if (!isLocating(state, requestKey)) return unchanged(appState);
  const failure = problem.failure && afterFreshSignIn(problem.failure, appState, context.now);
  const isRefused = failure !== undefined && failure.recovery !== problem.failure?.recovery;
  const shownProblem: WorkbookProblem = isRefused ? { reason: 'otherAccount', failure } : problem;
  const plan = mayPass(shownProblem)
    ? nextRepeat(
        appState,
        state.kind === 'locating' ? {} : state,
        problem.failure?.notBefore ?? 0,
        context,
      )
    : undefined;
  if (state.kind === 'resuming' && isBrief(appState, state, plan)) {
    return transitionTo(appState, { ...state, ...plan });
  }
  // A text that names no file is not looked up again.
  const isAsked = problem.failure !== undefined || mayPass(problem);
  const link = state.kind !== 'resuming' && isAsked ? (state.link ?? null) : null;
  // The start ends here: what follows may wait for the user.
  return transitionTo(withLeft({ ...appState, startedAt: 0 }, state), {
    kind: 'noWorkbook',
    account: state.account,
    problem: shownProblem,
    link,
    ...plan,
  });
}

/**
 * Locates the workbook again, by the user's link or by Excel's address. The service is asked: the
 * remembered workbook saves a request at the start only.
 */
export function locateAgain(appState: AppState, link = linkOf(appState)): Transition {
  const { state } = appState;
  if (state.kind !== 'noWorkbook' && state.kind !== 'ready' && state.kind !== 'lost') {
    return unchanged(appState);
  }
  const { account } = state;
  const shown = state.kind === 'noWorkbook' ? null : { account, workbook: state.workbook };
  const left = withLeft(appState, state);
  const next = withNextKey({ ...left, known: shown ?? appState.known, excelShows: null });
  const { requestKey } = next;
  return transitionTo(
    next,
    { kind: 'locating', requestKey, account, link },
    ...cancelEffects(state),
    locateEffect(requestKey, account, { known: null, link }),
  );
}
