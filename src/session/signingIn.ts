import { asked, cancelledIn, closed, losesChanges } from './closing';
import type { EventOf, Moment, Step } from './events';
import { askedBySignIn } from './failures';
import type { SignInFailure, WorkbookProblem } from './failures';
import { beginLocating, beginRefresh } from './beginning';
import { nextRun, stay, to } from './appState';
import type { Back, Snapshot, State, StateOf, Workbook } from './state';

/** The first look: who is signed in already, without a window. */
export function started(snapshot: Snapshot, { known, choices }: EventOf<'started'>): Step {
  if (snapshot.state.kind !== 'starting') return stay(snapshot);
  const next = nextRun({ ...snapshot, known, choices });
  return to(next, { kind: 'starting', run: next.run }, { kind: 'signIn', run: next.run, how: 'silent' });
}

export function signInRequested(snapshot: Snapshot, event: EventOf<'signInRequested'>): Step {
  const { state } = snapshot;
  const next = nextRun(snapshot);
  const effect = { kind: 'signIn', run: next.run, how: event.another ? 'another' : 'interactive' } as const;
  switch (state.kind) {
    case 'signedOut':
      return to(next, { kind: 'signingIn', run: next.run }, effect);
    case 'noWorkbook':
    case 'ready':
    case 'lost':
      return to({ ...next, known: null }, { kind: 'signingIn', run: next.run, back: state }, effect);
    case 'open': {
      const { request, signInNeeded } = state;
      if (request.kind === 'signingIn') return stay(snapshot);
      if (event.another) return losesChanges(state) && state.session.origin === 'opened' ? asked(snapshot, state, 'switchAccount') : leftForAnother(snapshot, state);
      if (signInNeeded === undefined) return stay(snapshot);
      return to(next, { ...state, request: { kind: 'signingIn', run: next.run, failure: signInNeeded.failure } }, ...cancelledIn(state), effect);
    }
    case 'starting':
    case 'unsupported':
    case 'signingIn':
    case 'locating':
    case 'opening':
    case 'closing':
      return stay(snapshot);
  }
}

/** When the user switches accounts, our own session is closed with the token of the old account. */
function leftForAnother(snapshot: Snapshot, state: StateOf<'open'>): Step {
  const { account, workbook } = state;
  const leaving = leavingOf(state);
  const closing = nextRun({ ...snapshot, known: null });
  const next = nextRun(closing);
  const signIn = { kind: 'signIn', run: next.run, how: 'another' } as const;
  const back = { kind: 'ready', account, workbook } as const;
  const close = leaving === null ? [] : [{ kind: 'close', run: closing.run, ...leaving, leftBy: account.id } as const];
  return to(next, { kind: 'signingIn', run: next.run, back }, ...cancelledIn(state), ...close, signIn);
}

/** Asks for the permission that this file needs, after the user has read why. */
export function widerAccessRequested(snapshot: Snapshot): Step {
  const { state } = snapshot;
  if (state.kind !== 'noWorkbook' && state.kind !== 'ready') return stay(snapshot);
  const next = nextRun({ ...snapshot, known: null });
  return to(next, { kind: 'signingIn', run: next.run, back: state, wider: true }, { kind: 'signIn', run: next.run, how: 'wider' });
}

/** The open session for which this run signs in; else undefined. */
function openSigningIn({ state }: Snapshot, run: number): (StateOf<'open'> & { request: { kind: 'signingIn' } }) | undefined {
  if (state.kind !== 'open') return undefined;
  const { request } = state;
  return request.kind === 'signingIn' && request.run === run ? { ...state, request } : undefined;
}

export function signedIn(snapshot: Snapshot, { run, account }: EventOf<'signedIn'>, moment: Moment): Step {
  const { state } = snapshot;
  if (state.kind === 'starting' && state.run === run) return beginLocating(snapshot, account);
  const { now: at } = moment;
  if (state.kind === 'signingIn' && state.run === run) {
    const asAnother = state.back !== undefined && state.back.account.id !== account.id;
    return beginLocating({ ...snapshot, signedIn: { at, asAnother } }, account);
  }
  const open = openSigningIn(snapshot, run);
  if (open === undefined) return stay(snapshot);
  const { signInNeeded, ...signed } = open;
  const fresh = { ...snapshot, signedIn: { at, asAnother: account.id !== open.account.id } };
  return account.id === open.account.id
    ? beginRefresh(fresh, { ...signed, account, request: { kind: 'idle' } }, moment)
    : beginLocating(fresh, account);
}

export function signInFailed(snapshot: Snapshot, { run, failure }: EventOf<'signInFailed'>, moment: Moment): Step {
  const { state } = snapshot;
  if ((state.kind === 'starting' || state.kind === 'signingIn') && state.run === run) {
    // The first look is not asked for by the user: that it needs one is no fault.
    const silent = state.kind === 'starting' && failure.reason === 'interactionRequired';
    const back = state.kind === 'signingIn' ? backFrom(state, failure) : undefined;
    if (back !== undefined) return to(snapshot, back);
    return to(snapshot, silent ? { kind: 'signedOut' } : { kind: 'signedOut', notice: failure });
  }
  const open = openSigningIn(snapshot, run);
  if (open === undefined) return stay(snapshot);
  return goOn(snapshot, { ...open, signInNeeded: { failure: open.request.failure, notice: failure } }, moment);
}

/** After a sign-in that came to nothing the refreshes go on beside the question. */
function goOn(snapshot: Snapshot, state: StateOf<'open'> & { request: { kind: 'signingIn' } }, { now }: Moment): Step {
  const { failure } = state.request;
  return to(snapshot, { ...state, request: { kind: 'retrying', at: now + goOnMs, attempt: 1, failure } });
}
const goOnMs = 5_000;

/** The user waits no longer for a sign-in window that was opened for an open session. */
export function signInCancelled(snapshot: Snapshot, state: StateOf<'open'>, moment: Moment): Step {
  const { request } = state;
  if (request.kind !== 'signingIn') return stay(snapshot);
  const step = goOn(snapshot, { ...state, request }, moment);
  return { ...step, effects: [{ kind: 'giveUp', run: request.run }] };
}

/** Where a sign-in that came to nothing leads back: the account that was signed in before still is. */
function backFrom({ back, wider }: StateOf<'signingIn'>, failure: SignInFailure): State | undefined {
  if (back !== undefined && wider) return { kind: 'noWorkbook', account: back.account, problem: problemOf(back), notice: failure };
  return failure.reason === 'cancelled' || askedBySignIn[failure.reason] === 'retry' ? back : undefined;
}

function problemOf(back: Back): WorkbookProblem {
  if (back.kind === 'noWorkbook') return back.problem;
  const failure = back.kind === 'ready' && back.ending?.kind === 'failed' ? { failure: back.ending.failure } : {};
  return { reason: 'sharedFile', ...failure };
}

/** Signing out of a session whose changes would be lost is asked about first. */
export function signOutRequested(snapshot: Snapshot): Step {
  const { state } = snapshot;
  if (!('account' in state)) return stay(snapshot);
  const asks = state.kind === 'open' && state.session.origin === 'opened' && losesChanges(state);
  return asks ? asked(snapshot, state, 'signOut') : signedOut(snapshot, state);
}

/**
 * Signing out is done at once for the user; our own session is closed behind it, the session of another client is left
 * alone. What is under way is cancelled, but a close goes on to its end.
 */
function signedOut(snapshot: Snapshot, state: Extract<State, { account: unknown }>): Step {
  const next = nextRun({ ...snapshot, known: null, activity: [] });
  const signOut = { kind: 'signOut', account: state.account, leaving: leavingOf(state) } as const;
  return to(next, { kind: 'signedOut', notice: 'signedOut' }, ...cancelledIn(state), signOut);
}

/** The user agreed that the changes are lost. */
export function leavingConfirmed(snapshot: Snapshot): Step {
  const { state } = snapshot;
  if (state.kind !== 'open' || state.question === undefined) return stay(snapshot);
  const { question, ...open } = state;
  const next = { ...snapshot, state: open };
  return question === 'close' ? closed(next, open) : question === 'signOut' ? signedOut(next, open) : leftForAnother(next, open);
}

/** The session that is to be closed when its user leaves: our own. */
function leavingOf(state: State): { workbook: Workbook; sessionId: string } | null {
  return state.kind === 'open' && state.session.origin === 'opened' ? { workbook: state.workbook, sessionId: state.session.id } : null;
}
