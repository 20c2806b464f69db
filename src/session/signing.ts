import type { Effect, EventOf, Moment, Step } from './events';
import { holdsItsOwn } from './leaving';
import { beginLocating, beginRefresh } from './requests';
import { nextRun, stay, to } from './snapshot';
import type { SignInFailure, WorkbookProblem } from './failure';
import type { Back, Snapshot, State, StateOf, Workbook } from './state';

/** The first look: who is signed in already, without a window. */
export function started(snapshot: Snapshot, event: EventOf<'started'>): Step {
  if (snapshot.state.kind !== 'starting') return stay(snapshot);
  const left = event.left === undefined ? {} : { left: event.left };
  const next = nextRun({ ...snapshot, memory: event.memory, choices: event.choices, ...left });
  return to(next, { kind: 'starting', run: next.run }, { kind: 'signIn', run: next.run, how: 'silent' });
}

export function signInRequested(snapshot: Snapshot, event: EventOf<'signInRequested'>, moment: Moment): Step {
  const { state } = snapshot;
  const next = nextRun(snapshot);
  const effect = { kind: 'signIn', run: next.run, how: event.another ? 'another' : 'interactive' } as const;
  switch (state.kind) {
    case 'signedOut':
      return to(next, { kind: 'signingIn', run: next.run }, effect);
    case 'noWorkbook':
    case 'ready':
    case 'lost':
      return to({ ...next, memory: null }, { kind: 'signingIn', run: next.run, back: state }, effect);
    case 'open': {
      if (state.request.kind !== 'waiting' || state.request.for !== 'signIn') return event.another ? leftForAnother(snapshot, state, moment) : stay(snapshot);
      const request = { kind: 'signingIn', run: next.run, failure: state.request.failure } as const;
      return to(next, { ...state, request }, effect);
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

/** Another account leaves the session: ours is closed at once, with the token of the one who opened it. */
function leftForAnother(snapshot: Snapshot, state: StateOf<'open'>, moment: Moment): Step {
  const { account, workbook } = state;
  const leaving = leavingOf(snapshot, moment);
  const closing = nextRun({ ...snapshot, memory: null });
  const next = nextRun(closing);
  const signIn = { kind: 'signIn', run: next.run, how: 'another' } as const;
  const back = { kind: 'ready', account, workbook } as const;
  const close = leaving === null ? [] : [{ kind: 'close', run: closing.run, ...leaving } as const];
  return to(next, { kind: 'signingIn', run: next.run, back }, ...givingUp(state), ...close, signIn);
}

/** Asks for the permission that this file needs, after the person has read why. */
export function widerAccessRequested(snapshot: Snapshot): Step {
  const { state } = snapshot;
  if (state.kind !== 'noWorkbook' && state.kind !== 'ready') return stay(snapshot);
  const next = nextRun({ ...snapshot, memory: null });
  return to(next, { kind: 'signingIn', run: next.run, back: state, wider: true }, { kind: 'signIn', run: next.run, how: 'wider' });
}

/** The person whose session waits for a sign-in, once a run of it answered; else undefined. */
function waitingOpen({ state }: Snapshot, run: number): (StateOf<'open'> & { request: { kind: 'signingIn' } }) | undefined {
  if (state.kind !== 'open') return undefined;
  const { request } = state;
  return request.kind === 'signingIn' && request.run === run ? { ...state, request } : undefined;
}

export function signedIn(snapshot: Snapshot, { run, account }: EventOf<'signedIn'>, moment: Moment): Step {
  const { state } = snapshot;
  if ((state.kind === 'starting' || state.kind === 'signingIn') && state.run === run) return beginLocating(snapshot, account, moment);
  const open = waitingOpen(snapshot, run);
  if (open === undefined) return stay(snapshot);
  return account.id === open.account.id
    ? beginRefresh(snapshot, { ...open, account }, moment)
    : beginLocating(snapshot, account, moment);
}

export function signInFailed(snapshot: Snapshot, { run, failure }: EventOf<'signInFailed'>): Step {
  const { state } = snapshot;
  if ((state.kind === 'starting' || state.kind === 'signingIn') && state.run === run) {
    // Nobody asked for the first look: that it needs a person is no fault.
    const silent = state.kind === 'starting' && failure.reason === 'interactionRequired';
    const back = state.kind === 'signingIn' ? backFrom(state, failure) : undefined;
    if (back !== undefined) return to(snapshot, back);
    // A session from before a reload waits for its person, also while the network, the sign-in service or a signature is missing.
    const waits = silent || failure.reason === 'offline' || failure.reason === 'timedOut' || state.kind === 'signingIn';
    return to(waits ? snapshot : { ...snapshot, memory: null }, silent ? { kind: 'signedOut' } : { kind: 'signedOut', notice: failure });
  }
  const open = waitingOpen(snapshot, run);
  if (open === undefined) return stay(snapshot);
  const request = { kind: 'waiting', for: 'signIn', failure: open.request.failure, notice: failure } as const;
  return to(snapshot, { ...open, request });
}

/** Where a sign-in that came to nothing leads back: whoever was signed in before still is. */
function backFrom({ back, wider }: StateOf<'signingIn'>, failure: SignInFailure): State | undefined {
  if (back !== undefined && wider) return { kind: 'noWorkbook', account: back.account, problem: problemOf(back), notice: failure };
  return failure.reason === 'cancelled' ? back : undefined;
}

function problemOf(back: Back): WorkbookProblem {
  if (back.kind === 'noWorkbook') return back.problem;
  const failure = back.kind === 'ready' && back.ending?.kind === 'failed' ? { failure: back.ending.failure } : {};
  return { reason: 'sharedFile', ...failure };
}

/**
 * Signing out is done at once for the person; our own session is closed behind it, a foreign one is left alone. Nobody
 * waits for what is under way, but a closing goes on to its end.
 */
export function signOutRequested(snapshot: Snapshot, moment: Moment): Step {
  const { state } = snapshot;
  if (!('account' in state)) return stay(snapshot);
  const next = nextRun({ ...snapshot, memory: null, activity: [] });
  const signOut = { kind: 'signOut', account: state.account, leaving: leavingOf(snapshot, moment) } as const;
  return to(next, { kind: 'signedOut', notice: 'signedOut' }, ...givingUp(state), signOut);
}

/** The session that is to be closed behind whoever leaves: our own, and not into the silence that the service asked for. */
function leavingOf({ state, quietUntil }: Snapshot, { now }: Moment): { workbook: Workbook; sessionId: string } | null {
  return holdsItsOwn(state) && quietUntil <= now ? { workbook: state.workbook, sessionId: state.session.id } : null;
}

function givingUp(state: State): Effect[] {
  const run = state.kind === 'open' ? ('run' in state.request ? state.request.run : undefined) : runOf(state);
  return run === undefined ? [] : [{ kind: 'giveUp', run }];
}

const runOf = (state: State): number | undefined => (state.kind === 'locating' || state.kind === 'opening' ? state.run : undefined);
