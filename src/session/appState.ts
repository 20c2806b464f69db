import type { Effect, Step } from './events';
import type { Activity, Choices, Snapshot, State } from './state';

/** Activity older than this many lines is let go. */
const longestActivity = 200;

export const firstChoices: Choices = { persistChanges: true, keepAlive: false, stopAfterMs: 4 * 3_600_000 };

/** The snapshot of a pane that has done nothing yet. */
export const firstSnapshot: Snapshot = {
  state: { kind: 'starting', run: 0 },
  choices: firstChoices,
  activity: [],
  online: true,
  throttledUntil: 0,
  run: 0,
  known: null,
  holdsLock: false,
};

/** A step to another state, with what is asked of the world. */
export function to(snapshot: Snapshot, state: State, ...effects: readonly Effect[]): Step {
  return { snapshot: { ...snapshot, state }, effects };
}

/** A step that changes nothing: the event means nothing here. */
export const stay = (snapshot: Snapshot): Step => ({ snapshot, effects: [] });

export function noted(snapshot: Snapshot, entry: Activity): Snapshot {
  return { ...snapshot, activity: [...snapshot.activity, entry].slice(-longestActivity) };
}

/** The snapshot with a run of its own for the next request. */
export const nextRun = (snapshot: Snapshot): Snapshot => ({ ...snapshot, run: snapshot.run + 1 });
