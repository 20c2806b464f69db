import type { Moment, Step } from './events';
import { nextRun, to } from './snapshot';
import type { Account, Opening, Snapshot, StateOf } from './state';

/** Where a session can be: who, on which workbook. */
export type Place = Pick<StateOf<'opening'>, 'account' | 'workbook'>;

export const placeOf = ({ account, workbook }: Place): Place => ({ account, workbook });

/** Looks for the open workbook; what the vault knew of it is offered as a short cut. Not while the service wants silence. */
export function beginLocating(snapshot: Snapshot, account: Account, { now }: Moment, link: string | null = null): Step {
  const { quietUntil } = snapshot;
  const memory = snapshot.memory?.accountId === account.id ? snapshot.memory : null;
  const next = nextRun({ ...snapshot, memory });
  if (quietUntil > now) {
    return to(next, { kind: 'noWorkbook', account, problem: { reason: 'unclear', failure: silence(quietUntil, now) } });
  }
  const effect = { kind: 'locate', run: next.run, known: memory?.workbook ?? null, link } as const;
  return to(next, { kind: 'locating', run: next.run, account }, effect);
}

/** Opens a session; while the service wants silence, waits for its end first. */
export function beginOpening(snapshot: Snapshot, place: Place, how: Opening, { now }: Moment): Step {
  const { quietUntil } = snapshot;
  const opening = { kind: 'opening', run: snapshot.run, since: now, how, attempt: 0, ...placeOf(place) } as const;
  return quietUntil > now
    ? to(snapshot, { ...opening, retry: { at: quietUntil, failure: silence(quietUntil, now) } })
    : sendOpening(snapshot, opening);
}

/** Sends the next attempt to open. */
export function sendOpening(snapshot: Snapshot, state: StateOf<'opening'>): Step {
  const next = nextRun(snapshot);
  const { retry, ...opening } = { ...state, run: next.run, attempt: state.attempt + 1 };
  const { run, workbook, how } = opening;
  return how.kind === 'attach'
    ? to(next, opening, { kind: 'refresh', run, workbook, sessionId: how.sessionId })
    : to(next, opening, { kind: 'open', run, workbook, persistChanges: how.kind === 'recreate' || how.persistChanges });
}

/** Refreshes the open session; while the service wants silence, waits for its end first. */
export function beginRefresh(snapshot: Snapshot, state: StateOf<'open'>, { now }: Moment, attempt = 1): Step {
  const { quietUntil } = snapshot;
  if (quietUntil > now) {
    const failure = ('failure' in state.request ? state.request.failure : undefined) ?? silence(quietUntil, now);
    return to(snapshot, { ...state, request: { kind: 'retrying', at: quietUntil, attempt, failure } });
  }
  const next = nextRun(snapshot);
  const request = { kind: 'refreshing', run: next.run, sentAt: now, attempt } as const;
  const effect = { kind: 'refresh', run: next.run, workbook: state.workbook, sessionId: state.session.id } as const;
  return to(next, { ...state, request }, effect);
}

/** The service's wish for silence, told as what it is: a failure of the request that was not sent. */
export const silence = (notBefore: number, at: number) => ({ verdict: { kind: 'retry' }, notBefore, at }) as const;
