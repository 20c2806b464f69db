import type { Effect, Step } from './events';
import type { Activity, Choices, Memory, Snapshot, State } from './state';

/** Activity older than this many lines is let go. */
const longestActivity = 200;

export const firstChoices: Choices = { persistChanges: true, keepAlive: false, stopAfterMs: 4 * 3_600_000 };

/** The snapshot of a pane that has done nothing yet. */
export const firstSnapshot: Snapshot = {
  state: { kind: 'starting', run: 0 },
  choices: firstChoices,
  activity: [],
  online: true,
  quietUntil: 0,
  run: 0,
  memory: null,
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

/** What is to be found again after a reload: a function of the snapshot, so nothing can be forgotten to be saved. */
export function memoryOf({ state, memory }: Snapshot): Memory | null {
  // An item that was not there any more is looked for again.
  if (isGone(state)) return null;
  switch (state.kind) {
    case 'starting':
    case 'unsupported':
    case 'signedOut':
    case 'signingIn':
    case 'locating':
    case 'noWorkbook':
      return memory;
    case 'open':
      return {
        accountId: state.account.id,
        workbook: state.workbook,
        session: state.session,
        keepAlive: state.keepAlive.kind === 'on' ? { on: true, until: state.keepAlive.until } : { on: false, until: null },
      };
    case 'ready':
    case 'opening':
    case 'lost':
    case 'closing':
      return {
        accountId: state.account.id,
        workbook: state.workbook,
        session: null,
        keepAlive: { on: false, until: null },
      };
  }
}

function isGone(state: State): boolean {
  if (state.kind === 'lost') return state.reason === 'fileGone';
  if (state.kind !== 'ready' || state.ending?.kind !== 'failed') return false;
  const { verdict } = state.ending.failure;
  return (verdict.kind === 'forbidden' && verdict.need === 'existingFile') || (verdict.kind === 'over' && verdict.reason === 'fileGone');
}
