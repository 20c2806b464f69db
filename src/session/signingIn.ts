import { withQuestion, cancelledIn, losesChanges } from './closing';
import type { EventOf, Context, Transition } from './events';
import { askedBySignIn } from './failures';
import type { SignInFailure, WorkbookProblem } from './failures';
import { beginLocating, beginRefresh } from './beginning';
import { leftForAnother } from './leaving';
import { withNextKey, unchanged, transitionTo } from './appState';
import type { ReturnTo, AppState, SessionState, StateOf } from './state';

/** The first look: who is signed in already, without a window. */
export function started(appState: AppState, { known, choices }: EventOf<'started'>): Transition {
  if (appState.state.kind !== 'starting') return unchanged(appState);
  const next = withNextKey({ ...appState, known, choices });
  return transitionTo(
    next,
    { kind: 'starting', requestKey: next.requestKey },
    { kind: 'signIn', requestKey: next.requestKey, mode: 'silent' },
  );
}

export function signInRequested(appState: AppState, event: EventOf<'signInRequested'>): Transition {
  const { state } = appState;
  const next = withNextKey(appState);
  const effect = {
    kind: 'signIn',
    requestKey: next.requestKey,
    mode: event.another ? 'another' : 'interactive',
  } as const;
  switch (state.kind) {
    case 'signedOut':
      return transitionTo(next, { kind: 'signingIn', requestKey: next.requestKey }, effect);
    case 'noWorkbook':
    case 'ready':
    case 'lost':
      return transitionTo(
        { ...next, known: null },
        { kind: 'signingIn', requestKey: next.requestKey, returnTo: state },
        effect,
      );
    case 'open': {
      const { request, signInNeeded } = state;
      if (request.kind === 'signingIn') return unchanged(appState);
      if (event.another) {
        return losesChanges(state) && state.session.origin === 'opened'
          ? withQuestion(appState, state, 'switchAccount')
          : leftForAnother(appState, state);
      }
      if (signInNeeded === undefined) return unchanged(appState);
      return transitionTo(
        next,
        {
          ...state,
          request: {
            kind: 'signingIn',
            requestKey: next.requestKey,
            failure: signInNeeded.failure,
          },
        },
        ...cancelledIn(state),
        effect,
      );
    }
    case 'starting':
    case 'unsupported':
    case 'signingIn':
    case 'locating':
    case 'opening':
    case 'closing':
      return unchanged(appState);
  }
}

/** Asks for the permission that this file needs, after the user has read why. */
export function allFilesRequested(appState: AppState): Transition {
  const { state } = appState;
  if (state.kind !== 'noWorkbook' && state.kind !== 'ready') return unchanged(appState);
  const next = withNextKey({ ...appState, known: null });
  return transitionTo(
    next,
    { kind: 'signingIn', requestKey: next.requestKey, returnTo: state, allFiles: true },
    { kind: 'signIn', requestKey: next.requestKey, mode: 'allFiles' },
  );
}

/** The open session for which this request signs in; else undefined. */
function openSigningIn(
  { state }: AppState,
  requestKey: number,
): (StateOf<'open'> & { request: { kind: 'signingIn' } }) | undefined {
  if (state.kind !== 'open') return undefined;
  const { request } = state;
  return request.kind === 'signingIn' && request.requestKey === requestKey
    ? { ...state, request }
    : undefined;
}

export function signedIn(
  appState: AppState,
  { requestKey, account }: EventOf<'signedIn'>,
  context: Context,
): Transition {
  const { state } = appState;
  if (state.kind === 'starting' && state.requestKey === requestKey) {
    return beginLocating(appState, account);
  }
  const { now: at } = context;
  if (state.kind === 'signingIn' && state.requestKey === requestKey) {
    const asAnother = state.returnTo !== undefined && state.returnTo.account.id !== account.id;
    return beginLocating({ ...appState, signedIn: { at, asAnother } }, account);
  }
  const open = openSigningIn(appState, requestKey);
  if (open === undefined) return unchanged(appState);
  const { signInNeeded, ...signed } = open;
  const fresh = { ...appState, signedIn: { at, asAnother: account.id !== open.account.id } };
  return account.id === open.account.id
    ? beginRefresh(fresh, { ...signed, account, request: { kind: 'idle' } }, context)
    : beginLocating(fresh, account);
}

export function signInFailed(
  appState: AppState,
  { requestKey, failure }: EventOf<'signInFailed'>,
  context: Context,
): Transition {
  const { state } = appState;
  if (
    (state.kind === 'starting' || state.kind === 'signingIn') &&
    state.requestKey === requestKey
  ) {
    // The first look is not asked for by the user: that it needs one is no fault.
    const silent = state.kind === 'starting' && failure.reason === 'interactionRequired';
    const back = state.kind === 'signingIn' ? backFrom(state, failure) : undefined;
    if (back !== undefined) return transitionTo(appState, back);
    return transitionTo(
      appState,
      silent ? { kind: 'signedOut' } : { kind: 'signedOut', notice: failure },
    );
  }
  const open = openSigningIn(appState, requestKey);
  if (open === undefined) return unchanged(appState);
  return goOn(
    appState,
    { ...open, signInNeeded: { failure: open.request.failure, notice: failure } },
    context,
  );
}

/** After a sign-in that came to nothing the refreshes go on beside the question. */
function goOn(
  appState: AppState,
  state: StateOf<'open'> & { request: { kind: 'signingIn' } },
  { now }: Context,
): Transition {
  const { failure } = state.request;
  return transitionTo(appState, {
    ...state,
    request: { kind: 'retrying', at: now + goOnMs, attempt: 1, failure },
  });
}
const goOnMs = 5_000;

/** The user waits no longer for a sign-in window that was opened for an open session. */
export function signInCancelled(
  appState: AppState,
  state: StateOf<'open'>,
  context: Context,
): Transition {
  const { request } = state;
  if (request.kind !== 'signingIn') return unchanged(appState);
  const step = goOn(appState, { ...state, request }, context);
  return { ...step, effects: [{ kind: 'cancelRequest', requestKey: request.requestKey }] };
}

/** Where a sign-in that came to nothing leads back: the account that was signed in before still is. */
function backFrom(
  { returnTo, allFiles }: StateOf<'signingIn'>,
  failure: SignInFailure,
): SessionState | undefined {
  if (returnTo !== undefined && allFiles) {
    return {
      kind: 'noWorkbook',
      account: returnTo.account,
      problem: problemOf(returnTo),
      notice: failure,
    };
  }
  return failure.reason === 'cancelled' || askedBySignIn[failure.reason] === 'retry'
    ? returnTo
    : undefined;
}

function problemOf(back: ReturnTo): WorkbookProblem {
  if (back.kind === 'noWorkbook') return back.problem;
  const failure =
    back.kind === 'ready' && back.ending?.kind === 'failed' ? { failure: back.ending.failure } : {};
  return { reason: 'sharedFile', ...failure };
}
