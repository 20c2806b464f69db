import type { Failure } from './failure';
import type { Moment, Step } from './events';
import { placeOf, silence } from './requests';
import { nextRun, noted, stay, to } from './snapshot';
import type { Snapshot, StateOf } from './state';

/** Closes the session; while the service wants silence it is only let go, and ends by itself. */
export function closeRequested(snapshot: Snapshot, { now }: Moment): Step {
  const { state, quietUntil } = snapshot;
  if (state.kind !== 'open') return stay(snapshot);
  const { workbook, session } = state;
  const next = nextRun(snapshot);
  const closing = { kind: 'closing', run: next.run, session, ...placeOf(state) } as const;
  return quietUntil > now
    ? done(snapshot, closing, now, silence(quietUntil, now))
    : to(next, closing, { kind: 'close', run: next.run, workbook, sessionId: session.id });
}

/** The answer to closing. A session that was over already is closed; another failure is told, the session let go. */
export function closed(snapshot: Snapshot, run: number, failure: Failure | undefined, { now }: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'closing' || state.run !== run) return stay(snapshot);
  return done(snapshot, state, now, failure?.verdict.kind === 'over' ? undefined : failure);
}

function done(snapshot: Snapshot, state: StateOf<'closing'>, now: number, failure: Failure | undefined): Step {
  const trouble = failure === undefined ? {} : { failure };
  const said = noted(snapshot, { at: now, what: failure === undefined ? 'closed' : 'closeFailed', ...trouble });
  return to(said, { kind: 'ready', ...placeOf(state), ending: { kind: 'closed', session: state.session, at: now, ...trouble } });
}
