import type { Failure } from './failures';
import type { Context, EffectOf, EventOf, SessionEvent, Transition } from './events';
import { afterFreshSignIn, hasNoNetwork, isOver, isUnclear, isUserNeeded } from './evidence';
import { backoffMs, persistentIdleTimeoutMs } from './keepAlive';
import { activityFailure } from './activity';
import { returnTo, targetOf, type Target } from './requests';
import { withNextKey, withActivity, unchanged, transitionTo } from './appState';
import type { AppState, SessionState, StateOf, Workbook } from './state';
import { awaitedAnswered } from './unconfirmed';

/** True if leaving the session may lose changes: it is non-persistent or of unknown kind. */
export const losesChanges = ({ session }: StateOf<'open'>): boolean =>
  session.persistChanges !== true;

/** True if leaving the session closes it and may lose changes. */
export const isOwnScratchCopy = (state: StateOf<'open'>): boolean =>
  state.session.origin === 'opened' && losesChanges(state);

/** The effect that closes the session. */
export const closeEffect = (requestKey: number, workbook: Workbook, sessionId: string) =>
  ({ kind: 'close', requestKey, workbook, sessionId }) as const;

/**
 * Sends the close request. A refresh in progress goes first: requests to one workbook run in turn.
 * If the user leaves the session, it is closed only if no other pane shows it.
 */
export function beginClosing(
  appState: AppState,
  state: Target & Pick<StateOf<'open'>, 'session'>,
  isLeft = false,
): Transition {
  const { account, workbook, session } = state;
  const next = withNextKey(appState);
  const { requestKey } = next;
  return transitionTo(
    next,
    { kind: 'closing', requestKey, account, workbook, session, ...(isLeft && { isLeft }) },
    { ...closeEffect(requestKey, workbook, session.id), ...(isLeft && { leftBy: account }) },
  );
}

/**
 * The effects that cancel the request in progress of this state, but not a close or the look-up of
 * a reload.
 */
export function cancelEffects(state: SessionState): readonly EffectOf<'cancelRequest'>[] {
  if (state.kind === 'closing' || state.kind === 'resuming') return [];
  const request = state.kind === 'open' ? state.request : state;
  return 'requestKey' in request ? [{ kind: 'cancelRequest', requestKey: request.requestKey }] : [];
}

/**
 * Ends the closing state. A session that had ended already counts as closed. After any other
 * failure the session is no longer tracked, and the failure is shown. A session that was left for
 * another account is closed while the user signs in; `isShared` is true if it stays open because
 * another pane shows it.
 */
export function closeAnswered(
  appState: AppState,
  event: EventOf<'closed' | 'closeFailed'>,
  { now }: Context,
): Transition {
  const { state } = appState;
  const closing = state.kind === 'signingIn' ? state.returnTo : state;
  if (closing.kind !== 'closing' || closing.requestKey !== event.requestKey) {
    return awaitedAnswered(appState, event);
  }
  const failure =
    event.kind === 'closeFailed' && !isOver(event.failure) ? event.failure : undefined;
  const ended =
    event.kind === 'closed' && event.isShared
      ? returnTo(appState, { kind: 'ready', ...targetOf(closing) })
      : closingEnded(appState, closing, now, failure);
  const { state: ready } = ended.appState;
  return state.kind === 'signingIn' && ready.kind === 'ready'
    ? transitionTo(ended.appState, { ...state, returnTo: ready })
    : ended;
}

/**
 * Time limit (ms) for repeating a close: the idle timeout of a persistent session. A scratch copy may
 * live two minutes longer.
 */
const closeRepeatLimitMs = persistentIdleTimeoutMs;
/** Number of attempts to close a session whose outcome stays unknown. */
const maxUnclearCloses = 3;

/**
 * The repetition of a failed close, if there is one: closing twice does no harm. It is repeated if
 * the service allows that or there is no network, and a few times if the outcome is unknown.
 * `attempt` counts from 1, `since` is the time of the first one (ms since the epoch).
 */
export function closeRepetition(
  event: SessionEvent,
  attempt: number,
  since: number,
  { now, random }: Context,
): Required<EventOf<'closeRepeated'>> | undefined {
  if (event.kind !== 'closeFailed') return undefined;
  const { requestKey, failure } = event;
  const { recovery, notBefore = 0 } = failure;
  const at = Math.max(now + backoffMs(attempt, random), notBefore);
  const repeats =
    recovery.kind === 'retry' ||
    (isUnclear(recovery) && (hasNoNetwork(failure) || attempt < maxUnclearCloses));
  return repeats && at < since + closeRepeatLimitMs
    ? { kind: 'closeRepeated', requestKey, retry: { at, failure } }
    : undefined;
}

/** The close is repeated, also behind a sign-in: the reason is shown meanwhile. */
export function closeRepeated(
  appState: AppState,
  { requestKey, retry }: EventOf<'closeRepeated'>,
): Transition {
  const { state } = appState;
  const shown = state.kind === 'signingIn' ? state.returnTo : state;
  if (shown.kind !== 'closing' || shown.requestKey !== requestKey) return unchanged(appState);
  const { retry: _, ...closing } = shown;
  const next = retry === undefined ? closing : { ...closing, retry };
  return transitionTo(appState, state.kind === 'signingIn' ? { ...state, returnTo: next } : next);
}

function closingEnded(
  appState: AppState,
  state: StateOf<'closing'>,
  now: number,
  failure: Failure | undefined,
): Transition {
  const { signedIn, ...confirmed } = appState;
  const logged = withActivity(failure === undefined ? confirmed : appState, {
    at: now,
    what: failure === undefined ? 'closed' : 'closeFailed',
    failure: failure && activityFailure(failure),
  });
  const shown = failure && afterFreshSignIn(failure, appState, now);
  const details = shown && { failure: shown, ...(isUserNeeded(shown) ? { needsUser: true } : {}) };
  const ending = { kind: 'closed', session: state.session, at: now, ...details } as const;
  return returnTo(logged, { kind: 'ready', ...targetOf(state), ending });
}
