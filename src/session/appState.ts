import type { Effect, Transition } from './events';
import type { Activity, Choices, AppState, SessionState } from './state';

/** Activity older than this many lines is let go. */
const longestActivity = 200;

export const defaultChoices: Choices = {
  persistChanges: true,
  keepAlive: false,
  stopAfterMs: 4 * 3_600_000,
};

/** The app state of a pane that has done nothing yet. */
export const initialAppState: AppState = {
  state: { kind: 'starting', requestKey: 0 },
  choices: defaultChoices,
  activity: [],
  online: true,
  throttledUntil: 0,
  requestKey: 0,
  known: null,
  holdsLock: false,
};

/** A step to another state, with what is asked of the world. */
export function transitionTo(
  appState: AppState,
  state: SessionState,
  ...effects: readonly Effect[]
): Transition {
  return { appState: { ...appState, state }, effects };
}

/** A step that changes nothing: the event means nothing here. */
export const unchanged = (appState: AppState): Transition => ({ appState, effects: [] });

export function withActivity(appState: AppState, entry: Activity): AppState {
  return { ...appState, activity: [...appState.activity, entry].slice(-longestActivity) };
}

/** The app state with a request key of its own for the next request. */
export const withNextKey = (appState: AppState): AppState => ({
  ...appState,
  requestKey: appState.requestKey + 1,
});
