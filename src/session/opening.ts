import { closed } from './closing';
import type { EventOf, Moment, Step } from './events';
import { afterFreshSignIn } from './evidence';
import { askedBySignIn } from './failures';
import type { Failure, WorkbookProblem } from './failures';
import { backoffMs, keptFrom } from './keepAlive';
import { resumed } from './peers';
import { absenceMs, activityFailure, inTimeOf, sameItem } from './records';
import { beginLocating, beginOpening, beginRefresh, placeOf, sendOpening } from './beginning';
import { nextRun, noted, stay, to } from './appState';
import type { KeepAlive, Opening, Snapshot, StateOf, WorkbookSession } from './state';

/** The user is kept waiting so long (ms) for a service that asks to be tried again. */
const startPatienceMs = 120_000;
/** While a session is opened anew nothing else can be done, so it may take longer. */
const recreatePatienceMs = 600_000;

export function located(snapshot: Snapshot, { run, workbook, record, isLive = false }: EventOf<'located'>, moment: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'locating' || state.run !== run) return stay(snapshot);
  const place = { account: state.account, workbook };
  const isOurs = record?.accountId === state.account.id && sameItem(record.workbook, workbook);
  if (!isOurs) return to(snapshot, { kind: 'ready', ...place });
  const next = { ...snapshot, activity: snapshot.activity.length === 0 ? record.activity : snapshot.activity };
  const { session, keepAlive, phase } = inTimeOf(record, moment.now);
  if (session !== null) {
    const open = resumed(place, session, keepAlive, moment);
    // The user closed it, and the page went before the answer: closing twice does no harm.
    if (phase === 'closing') return closed(next, open);
    // A session that another pane holds is alive as far as that pane knows; any other is asked about first.
    if (isLive) return to(next, open);
    return beginRefresh(next, { ...open, unverifiedAfterMs: absenceMs(record, moment.now) }, moment);
  }
  return to(next, { kind: 'ready', ...place, ...(isLive ? {} : { ending: { kind: 'mayBeOpen', at: record.seenAt } }) });
}

export function notLocated(snapshot: Snapshot, { run, problem }: EventOf<'notLocated'>, { now }: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'locating' || state.run !== run) return stay(snapshot);
  const failure = problem.failure && afterFreshSignIn(problem.failure, snapshot, now);
  const isRefused = failure !== undefined && failure !== problem.failure;
  const told: WorkbookProblem = isRefused ? { reason: 'otherAccount', failure } : problem;
  return to(snapshot, { kind: 'noWorkbook', account: state.account, problem: told });
}

/** Looks for the workbook again, by its address or by a link that the user gives. */
export function lookAgain(snapshot: Snapshot, link: string | null): Step {
  const { state } = snapshot;
  return state.kind === 'noWorkbook' || state.kind === 'ready' || state.kind === 'lost'
    ? beginLocating(snapshot, state.account, link)
    : stay(snapshot);
}

/** Opens a new session, or attaches to one that another client opened, once none is open. */
export function openRequested(snapshot: Snapshot, how: Opening, moment: Moment): Step {
  const { state } = snapshot;
  return state.kind === 'ready' || state.kind === 'lost' ? beginOpening(snapshot, state, how, moment) : stay(snapshot);
}

/** Sends the next attempt when its time has come. */
export function openingWoke(snapshot: Snapshot, state: StateOf<'opening'>, { now }: Moment): Step {
  return state.retry === undefined || now < state.retry.at ? stay(snapshot) : sendOpening(snapshot, state);
}

/** A session that comes after the user stopped waiting is closed again: else it locks the workbook for minutes. */
export function opened(snapshot: Snapshot, event: EventOf<'opened'>, moment: Moment): Step {
  const { state } = snapshot;
  const { workbook, sessionId, persistChanges, sentAt } = event;
  if (state.kind !== 'opening' || state.run !== event.run) {
    const next = nextRun(snapshot);
    return { snapshot: next, effects: [{ kind: 'close', run: next.run, workbook, sessionId }] };
  }
  const session = { id: sessionId, persistChanges, origin: 'opened', openedAt: moment.now, aliveAt: sentAt } as const;
  return becomeOpen(snapshot, state, session, moment);
}

/** The session of another client answered: it is alive. */
export function attached(snapshot: Snapshot, { run, sentAt }: EventOf<'refreshed'>, moment: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'opening' || state.run !== run || state.how.kind !== 'attach') return stay(snapshot);
  const { sessionId: id } = state.how;
  const session = { id, persistChanges: 'unknown', origin: 'attached', openedAt: moment.now, aliveAt: sentAt } as const;
  return becomeOpen(snapshot, state, session, moment);
}

function becomeOpen(snapshot: Snapshot, state: StateOf<'opening'>, session: WorkbookSession, moment: Moment): Step {
  const { how } = state;
  const { signedIn, ...next } = snapshot;
  const on = keptFrom(snapshot.choices, session, moment);
  const fresh: KeepAlive = snapshot.choices.keepAlive ? on : { kind: 'off' };
  const keepAlive: KeepAlive =
    how.kind !== 'recreate' ? fresh : how.keepAlive.kind === 'on' ? { ...on, until: how.keepAlive.until } : how.keepAlive;
  const what = ({ start: 'opened', attach: 'attached', recreate: 'recreated' } as const)[how.kind];
  const said = noted(next, { at: moment.now, what, tookMs: Math.max(0, moment.now - session.aliveAt) });
  return to(said, { kind: 'open', ...placeOf(state), session, keepAlive, request: { kind: 'idle' } });
}

/** Waits and tries again where the service says that this is safe; what is unclear is never sent a second time. */
export function openFailed(snapshot: Snapshot, run: number, failure: Failure, moment: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'opening' || state.run !== run) return stay(snapshot);
  const patienceMs = state.how.kind === 'recreate' ? recreatePatienceMs : startPatienceMs;
  const at = Math.max(moment.now + backoffMs(state.attempt, moment.chance), snapshot.throttledUntil, failure.notBefore ?? 0);
  if (mayRepeat(failure, state.how) && at < state.since + patienceMs) return to(snapshot, { ...state, retry: { at, failure } });
  const said = noted(snapshot, { at: moment.now, what: 'openFailed', failure: activityFailure(failure) });
  const { how } = state;
  if (how.kind === 'recreate') return to(said, { kind: 'lost', ...placeOf(state), session: how.replaced, reason: 'recreatable', failure });
  const ending = { kind: 'failed', failure: afterFreshSignIn(failure, snapshot, moment.now) } as const;
  return to(said, { kind: 'ready', ...placeOf(state), ending });
}

/** Without a token nothing was sent, and a refresh changes nothing twice: both may be repeated although their outcome is unclear. */
function mayRepeat({ verdict, signIn }: Failure, how: Opening): boolean {
  const isSafe = signIn === undefined ? how.kind === 'attach' : askedBySignIn[signIn] === 'retry';
  return verdict.kind === 'retry' || (verdict.kind === 'unclear' && isSafe);
}
