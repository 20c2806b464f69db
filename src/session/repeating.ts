import { transitionTo, unchanged, withNextKey } from './appState';
import type { Context, Transition } from './events';
import { hasNoNetwork, isUnclear } from './evidence';
import { signInRemedies } from './failures';
import type { Repeating, SignInFailure, WorkbookProblem } from './failures';
import { backoffMs } from './keepAlive';
import { chosenOrganization } from './organizationChoice';
import { locateEffect } from './requests';
import type { AppState, PendingRequest, ReturnTo, SessionState, StateOf } from './state';
import { withLeft } from './unconfirmed';

/** The start-up screen stays if the next attempt is at most this long after the first one (ms). */
const briefMs = 10_000;

/** Longest pause (ms) between two attempts: little may be left of the time of a stored session. */
const maxPauseMs = 20_000;

/** Number of attempts, over ten minutes: a session that nobody refreshes does not live longer. */
const maxAttempts = 40;
/** Without a network no further attempt counts: the pauses are long by then. */
const maxOfflineCount = 5;

/** A state whose sign-in or look-up is repeated by itself. */
type Waiting = StateOf<'starting' | 'resuming' | 'signedOut' | 'noWorkbook'>;

/** The next attempt; without a time it waits for the network to come back. */
type Plan = Required<Pick<Repeating, 'failed' | 'notBefore'>> & Pick<Repeating, 'repeatAt'>;

/**
 * The plan after another failed attempt. `notBefore` is the end of the service's pause, ms since the
 * epoch, or 0.
 */
export function nextRepeat(
  { online }: AppState,
  { failed = 0 }: Repeating,
  notBefore: number,
  { now, random }: Context,
): Plan {
  if (failed >= maxAttempts) return { failed, notBefore };
  const count = online ? failed + 1 : Math.min(failed + 1, maxOfflineCount);
  const pauseMs = Math.min(backoffMs(count, random), maxPauseMs);
  return { failed: count, repeatAt: Math.max(now + pauseMs, notBefore), notBefore };
}

/** True if the next attempt comes so soon that the start-up screen need not change until then. */
export const isBrief = (
  { online }: AppState,
  { since = 0 }: Repeating,
  plan: Plan | undefined,
): boolean => online && plan?.repeatAt !== undefined && plan.repeatAt - since <= briefMs;

/**
 * The silent sign-in at the start failed. It is not the user's request: that it requires the user is
 * no error, and it is repeated where nothing is known about the user.
 */
export function silentSignInFailed(
  appState: AppState,
  state: StateOf<'starting' | 'resuming' | 'signedOut'>,
  failure: SignInFailure,
  context: Context,
): Transition {
  if (signInRemedies[failure.reason] !== 'retry') {
    const isError = failure.reason !== 'interactionRequired';
    return transitionTo(withLeft(appState, state), {
      kind: 'signedOut',
      ...(isError ? { notice: failure } : {}),
    });
  }
  const plan = nextRepeat(appState, state, failure.notBefore ?? 0, context);
  const staysAsItIs = state.kind !== 'signedOut' && isBrief(appState, state, plan);
  return staysAsItIs
    ? transitionTo(appState, { ...state, ...plan })
    : transitionTo(withLeft(appState, state), { kind: 'signedOut', notice: failure, ...plan });
}

/** True if the same look-up may succeed later. */
export function mayPass({ reason, failure }: WorkbookProblem): boolean {
  if (failure === undefined) return reason === 'offline' || reason === 'unknown';
  return failure.recovery.kind === 'retry' || isUnclear(failure.recovery);
}

/** Sends the next attempt once it is due. A look-up asks Excel anew. */
export function repeatWoke(appState: AppState, state: Waiting, { now }: Context): Transition {
  const { repeatAt, ...waiting } = state;
  if (repeatAt === undefined || now < repeatAt) return unchanged(appState);
  const next = withNextKey({ ...appState, excelShows: null });
  const { requestKey } = next;
  return transitionTo(
    next,
    { ...waiting, requestKey },
    waiting.kind === 'noWorkbook' || (waiting.kind === 'resuming' && waiting.isSignedIn)
      ? locateEffect(
          requestKey,
          waiting.account,
          waiting.kind === 'noWorkbook'
            ? { known: null, link: waiting.link ?? null }
            : { known: next.known },
        )
      : { kind: 'signIn', requestKey, mode: 'silent', ...chosenOrganization(next) },
  );
}

/** True while an attempt is under way or planned: then the user is told that the pane keeps trying. */
export const keepsTrying = ({
  failed,
  repeatAt,
  requestKey,
}: Pick<StateOf<'signedOut' | 'noWorkbook'>, 'failed' | 'repeatAt' | 'requestKey'>): boolean =>
  failed !== undefined && (repeatAt !== undefined || requestKey !== undefined);

/** True after the last attempt that had a time. */
const isExhausted = (state: SessionState): boolean =>
  (state.kind === 'signedOut' || state.kind === 'noWorkbook') &&
  state.requestKey === undefined &&
  state.repeatAt === undefined &&
  state.failed === maxAttempts;

/**
 * A refresh that had no answer is repeated now, with short pauses again. One that is under way keeps
 * these pauses: it may have met no network yet.
 */
function dueOnline(request: PendingRequest, now: number): PendingRequest {
  if (request.kind === 'idle' || request.failure?.recovery.kind !== 'unknown') return request;
  return request.kind === 'retrying'
    ? { ...request, at: request.failure.notBefore ?? now, attempt: 0 }
    : { ...request, attempt: 1 };
}

/**
 * The network is back: an attempt that no Retry-After delays is due now, also after the last one
 * that had a time.
 */
export function repeatOnline(appState: AppState, { now }: Context): AppState {
  const { state } = appState;
  if (state.kind === 'opening' && state.retry && hasNoNetwork(state.retry.failure)) {
    const { failure } = state.retry;
    return { ...appState, state: { ...state, retry: { failure, at: failure.notBefore ?? now } } };
  }
  if (state.kind === 'open') {
    return { ...appState, state: { ...state, request: dueOnline(state.request, now) } };
  }
  if (!('failed' in state)) return appState;
  if (state.repeatAt === undefined && !isExhausted(state)) return appState;
  const repeatAt = Math.min(state.repeatAt ?? Infinity, Math.max(now, state.notBefore ?? 0));
  return { ...appState, state: { ...state, repeatAt } };
}

/**
 * The state to return to: an attempt that was under way, and is cancelled now, is due again, or
 * after the pause. A start that was cancelled before has no record any more: it would be taken for
 * another page's.
 */
export function withoutAttempt(state: ReturnTo): ReturnTo {
  if ('awaits' in state) {
    const { awaits, ...shown } = state;
    return shown;
  }
  if (!('failed' in state) || isExhausted(state)) return state;
  const { requestKey, ...waiting } = state;
  return { ...waiting, repeatAt: state.notBefore ?? 0 };
}

/**
 * The user need not wait for the look-up to sign in with another account. It is due again if that
 * sign-in fails or is cancelled.
 */
export function withoutLookUp(appState: AppState): Transition {
  const { state } = appState;
  if (state.kind !== 'locating') return unchanged(appState);
  const { account, link, requestKey } = state;
  return transitionTo(
    appState,
    { kind: 'noWorkbook', account, problem: { reason: 'cancelled' }, link, failed: 0 },
    { kind: 'cancelRequest', requestKey },
  );
}
