import type { Context, Effect, Transition } from './events';
import { withNextKey, transitionTo } from './appState';
import { isOffline } from './evidence';
import { keyOfTarget } from './records';
import type { KnownWorkbook } from './stored';
import type { Account, Opening, AppState, SessionState, StateOf, PendingRequest } from './state';

/** The account and the workbook that a session belongs to. */
export type Target = Pick<StateOf<'opening'>, 'account' | 'workbook'>;

/** The target of a state, without the state's other members. */
export const targetOf = ({ account, workbook }: Target): Target => ({ account, workbook });

/** True for the same user in the same organization: a guest is known by another account there. */
export const isSameAccount = (one: Account, other: Account): boolean =>
  one.id === other.id && one.tenantId === other.tenantId;

/**
 * The user's link to the workbook that is shown, or that was refused: it is looked up again by that,
 * unless Excel shows another document since.
 */
export function linkOf({ state, excelShows }: AppState): string | null {
  if (excelShows !== null) return null;
  if (state.kind === 'noWorkbook') return state.link ?? null;
  const { address, insteadOf } = 'workbook' in state ? state.workbook : {};
  return insteadOf === undefined ? null : (address ?? null);
}

/**
 * Locates the open workbook, by Excel's address or by the user's link. A workbook that this account
 * located earlier is passed on, so that the lookup can be skipped. The lookup asks Excel anew, so
 * what Excel showed before no longer counts.
 */
export function beginLocating(
  appState: AppState,
  account: Account,
  link: string | null = null,
): Transition {
  const known =
    appState.known && isSameAccount(appState.known.account, account) ? appState.known : null;
  const next = withNextKey({ ...appState, known, excelShows: null });
  const { requestKey } = next;
  return transitionTo(
    next,
    { kind: 'locating', requestKey, account, link },
    locateEffect(requestKey, account, { known, link }),
  );
}

/**
 * The effect that locates the workbook: by the user's link, or by Excel's address. Without a known
 * workbook the service is asked in any case.
 */
export const locateEffect = (
  requestKey: number,
  { id: accountId, tenantId }: Account,
  { known, link = null }: { readonly known: KnownWorkbook | null; readonly link?: string | null },
) =>
  ({
    kind: 'locate',
    requestKey,
    accountId,
    tenantId,
    known: known?.workbook ?? null,
    link,
  }) as const;

/**
 * Shows the state before a sign-in or a close again. Another pane may have opened a session since,
 * or still have one: its record is read.
 */
export function returnTo(
  appState: AppState,
  state: SessionState,
  ...effects: readonly Effect[]
): Transition {
  const next = withNextKey(appState);
  const { requestKey } = next;
  return state.kind === 'ready' || state.kind === 'lost'
    ? transitionTo(next, state, ...effects, {
        kind: 'findRecord',
        requestKey,
        key: keyOfTarget(state),
      })
    : transitionTo(appState, state, ...effects);
}

/** Opens a session. */
export function beginOpening(
  appState: AppState,
  target: Target,
  mode: Opening,
  { now }: Context,
): Transition {
  // A key of its own also while it waits: the latest one may be of a request that goes on.
  const next = withNextKey(appState);
  const { requestKey } = next;
  const opening = { kind: 'opening', requestKey, since: now, mode, attempt: 0 } as const;
  return sendWhenAllowed(next, { ...opening, ...targetOf(target) }, now);
}

/**
 * Sends the attempt to open; during a Retry-After it is scheduled for its end. An attempt that
 * waited at the gate would count as sent.
 */
export function sendWhenAllowed(
  appState: AppState,
  state: StateOf<'opening'>,
  now: number,
): Transition {
  const { throttledUntil: at } = appState;
  if (at <= now) return sendOpening(appState, state);
  const { retry = { failure: throttling(at, now) } } = state;
  return transitionTo(appState, { ...state, retry: { ...retry, at } });
}

/** Sends a request that opens the session, or one that attaches to it, and counts the attempt. */
function sendOpening(appState: AppState, state: StateOf<'opening'>): Transition {
  const next = withNextKey(appState);
  const { retry, ...opening } = {
    ...state,
    requestKey: next.requestKey,
    attempt: state.attempt + 1,
  };
  const { requestKey, workbook, mode } = opening;
  return mode.kind === 'attach'
    ? transitionTo(next, opening, {
        kind: 'refresh',
        requestKey,
        workbook,
        sessionId: mode.sessionId,
      })
    : transitionTo(next, opening, {
        kind: 'open',
        requestKey,
        workbook,
        persistChanges: mode.kind === 'recreate' || mode.persistChanges,
      });
}

/**
 * Refreshes the open session. During a Retry-After the refresh is scheduled for its end. `attempt`
 * is 1 for the first one.
 */
export function beginRefresh(
  appState: AppState,
  state: StateOf<'open'>,
  { now }: Context,
  attempt = 1,
): Transition {
  const { throttledUntil, online } = appState;
  // The network is back: the failure without it says nothing any more.
  const { failure: last } = state.request;
  const failure = online && isOffline(last) ? undefined : last;
  if (throttledUntil > now) {
    const request = {
      kind: 'retrying',
      at: throttledUntil,
      attempt,
      failure: failure ?? throttling(throttledUntil, now),
    } as const;
    return transitionTo(appState, { ...state, request });
  }
  const next = withNextKey(appState);
  const request = {
    kind: 'refreshing',
    requestKey: next.requestKey,
    sentAt: now,
    attempt,
    ...(failure === undefined ? {} : { failure }),
  } as const;
  const effect = {
    kind: 'refresh',
    requestKey: next.requestKey,
    workbook: state.workbook,
    sessionId: state.session.id,
  } as const;
  return transitionTo(next, { ...state, request }, effect);
}

/**
 * The failure of a request that was not sent because of the service's Retry-After. `notBefore` and
 * `at` are ms since the epoch.
 */
export const throttling = (notBefore: number, at: number) =>
  ({ recovery: { kind: 'retry', because: 'paused' }, notBefore, at }) as const;

type Refreshing = Extract<PendingRequest, { kind: 'refreshing' }>;

/** The open session whose refresh has this request key; undefined if that refresh is obsolete. */
export function refreshingIn(
  { state }: AppState,
  requestKey: number,
): (StateOf<'open'> & { readonly request: Refreshing }) | undefined {
  if (state.kind !== 'open') return undefined;
  const { request } = state;
  const isCurrent = request.kind === 'refreshing' && request.requestKey === requestKey;
  return isCurrent ? { ...state, request } : undefined;
}
