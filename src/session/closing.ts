import type { Failure } from './failures';
import type { Moment, Step } from './events';
import { activityFailure } from './records';
import { placeOf } from './beginning';
import { nextRun, noted, stay, to } from './appState';
import type { LeavingQuestion, Snapshot, State, StateOf } from './state';

/** Closes the session. One whose changes would be lost is asked about first. */
export function closeRequested(snapshot: Snapshot): Step {
  const { state } = snapshot;
  if (state.kind !== 'open') return stay(snapshot);
  return losesChanges(state) ? asked(snapshot, state, 'close') : closed(snapshot, state);
}

/** Whether leaving this session may lose changes: a scratch copy, or a session of unknown kind. */
export const losesChanges = ({ session }: StateOf<'open'>): boolean => session.persistChanges !== true;

export const asked = (snapshot: Snapshot, state: StateOf<'open'>, question: LeavingQuestion): Step =>
  to(snapshot, { ...state, question });

/** Sends the close, behind a refresh that is under way: requests to one workbook go one after the other. */
export function closed(snapshot: Snapshot, state: StateOf<'open'>): Step {
  const { workbook, session } = state;
  const next = nextRun(snapshot);
  const close = { kind: 'close', run: next.run, workbook, sessionId: session.id } as const;
  return to(next, { kind: 'closing', run: next.run, session, ...placeOf(state) }, close);
}

/** What is under way in this state and is not waited for any more. */
export function cancelledIn(state: State): { readonly kind: 'giveUp'; readonly run: number }[] {
  if (state.kind === 'open') return 'run' in state.request ? [{ kind: 'giveUp', run: state.request.run }] : [];
  return state.kind === 'locating' || state.kind === 'opening' ? [{ kind: 'giveUp', run: state.run }] : [];
}

/** The answer to closing. A session that was over already is closed; another failure is told, the session not tracked any more. */
export function closeAnswered(snapshot: Snapshot, run: number, failure: Failure | undefined, { now }: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'closing' || state.run !== run) return stay(snapshot);
  const isOver = failure?.verdict.kind === 'over' || failure?.verdict.kind === 'recreate';
  return ended(snapshot, state, now, isOver ? undefined : failure);
}

/** The user waits no longer for the close; it may still be carried out. */
export function closeCancelled(snapshot: Snapshot, state: StateOf<'closing'>, { now }: Moment): Step {
  const failure: Failure = { verdict: { kind: 'unclear' }, code: 'cancelled', at: now };
  const step = ended(snapshot, state, now, failure);
  return { ...step, effects: [{ kind: 'giveUp', run: state.run }] };
}

function ended(snapshot: Snapshot, state: StateOf<'closing'>, now: number, failure: Failure | undefined): Step {
  const what = failure === undefined ? 'closed' : 'closeFailed';
  const said = noted(snapshot, { at: now, what, ...(failure === undefined ? {} : { failure: activityFailure(failure) }) });
  const trouble = failure === undefined ? {} : { failure };
  return to(said, { kind: 'ready', ...placeOf(state), ending: { kind: 'closed', session: state.session, at: now, ...trouble } });
}
