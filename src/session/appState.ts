import type { Effect, Transition } from './events';
import type { Failure } from './failures';
import type { Activity } from './activity';
import type { Account, Choices, AppState, SessionState, WorkbookSession } from './state';

/** Maximum number of activity entries in the app state; older entries are dropped. */
const maxActivity = 200;
const maxEnds = 20;

/** The choices of a user who has not chosen yet. */
export const defaultChoices: Choices = {
  persistChanges: true,
  keepAlive: false,
  stopAfterMs: 4 * 3_600_000,
};

/** The app state before the first event. */
export const initialAppState: AppState = {
  state: { kind: 'starting', requestKey: 0 },
  choices: defaultChoices,
  organizationIsFixed: false,
  suggestedOrganization: '',
  activity: [],
  online: true,
  throttledUntil: 0,
  startedAt: 0,
  requestKey: 0,
  known: null,
  excelShows: null,
  holdsLock: false,
  awaited: [],
  ends: [],
};

/** The transition to another state, with its effects. */
export function transitionTo(
  appState: AppState,
  state: SessionState,
  ...effects: readonly Effect[]
): Transition {
  const next = { ...appState, state };
  if (state.kind === 'lost') return { appState: withEnd(next, state.session), effects };
  const ending = state.kind === 'ready' ? state.ending : undefined;
  return {
    appState: ending?.kind === 'closed' ? withEnd(next, ending.session, ending.at) : next,
    effects,
  };
}

/** Remembers that the session has ended, or was replaced. `at` is in ms since the epoch. */
export function withEnd(
  appState: AppState,
  { id, lastActivityAt }: WorkbookSession,
  at = lastActivityAt,
): AppState {
  const others = appState.ends.filter((end) => end.id !== id);
  return { ...appState, ends: [...others.slice(1 - maxEnds), { id, at }] };
}

/** The transition of an event that does not apply: no other state, no effect. */
export const unchanged = (appState: AppState): Transition => ({ appState, effects: [] });

/** Appends an entry to the activity; drops the oldest entry beyond the limit. */
export function withActivity(appState: AppState, entry: Activity): AppState {
  return { ...appState, activity: [...appState.activity, entry].slice(-maxActivity) };
}

/** Assigns the next request key. */
export const withNextKey = (appState: AppState): AppState => ({
  ...appState,
  requestKey: appState.requestKey + 1,
});

/** Extends the Retry-After until `until` (ms since the epoch), if that is later. */
export const withThrottle = (appState: AppState, until: number): AppState =>
  until > appState.throttledUntil ? { ...appState, throttledUntil: until } : appState;

/**
 * Applies the Retry-After of a failed request. The sign-in service's own does not limit Graph's
 * requests.
 */
export function withRetryAfter(appState: AppState, failure: Failure | undefined): AppState {
  if (failure?.notBefore === undefined || failure.signIn !== undefined) return appState;
  return withThrottle(appState, failure.notBefore);
}

/** The account that is signed in, also while the user may switch to another one. */
export function signedInAs({ state }: AppState): Account | undefined {
  const current = state.kind === 'signingIn' ? state.returnTo : state;
  return 'account' in current ? current.account : undefined;
}
