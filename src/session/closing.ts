import type { Failure } from './failure';
import type { Moment, Step } from './events';
import { presumedEnd } from './keepAlive';
import type { Place } from './requests';
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
  if (state.kind === 'ready' && state.sweeping === run) return swept(snapshot, state, failure);
  if (state.kind !== 'closing' || state.run !== run) return stay(snapshot);
  return done(snapshot, state, now, failure?.verdict.kind === 'over' ? undefined : failure);
}

function done(snapshot: Snapshot, state: StateOf<'closing'>, now: number, failure: Failure | undefined): Step {
  const trouble = failure === undefined ? {} : { failure };
  const said = noted(snapshot, { at: now, what: failure === undefined ? 'closed' : 'closeFailed', ...trouble });
  return to(said, { kind: 'ready', ...placeOf(state), ending: { kind: 'closed', session: state.session, at: now, ...trouble } });
}

/** Ready, while what a page that is gone left open is closed: nobody waits for that, and only its failure is told. */
export function readyToSweep({ left, ...snapshot }: Snapshot, place: Place, { now }: Moment): Step {
  const ready = { kind: 'ready', ...place } as const;
  const due = left?.accountId === place.account.id && presumedEnd(left.session) > now && snapshot.quietUntil <= now;
  if (!due) return to(snapshot, ready);
  const next = nextRun(snapshot);
  const close = { kind: 'close', run: next.run, workbook: left.workbook, sessionId: left.session.id } as const;
  return to(next, { ...ready, sweeping: next.run }, close);
}

function swept(snapshot: Snapshot, state: StateOf<'ready'>, failure: Failure | undefined): Step {
  const open = failure !== undefined && failure.verdict.kind !== 'over';
  return to(snapshot, { kind: 'ready', ...placeOf(state), ...(open ? { ending: { kind: 'leftOpen', failure } } : {}) });
}
