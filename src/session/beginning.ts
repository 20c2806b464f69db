import type { Moment, Step } from './events';
import { nextRun, to } from './appState';
import type { Account, Opening, Snapshot, StateOf } from './state';

/** Where a session can be: who, on which workbook. */
export type Place = Pick<StateOf<'opening'>, 'account' | 'workbook'>;

export const placeOf = ({ account, workbook }: Place): Place => ({ account, workbook });

/** Looks for the open workbook; what is known of it is offered as a short cut. */
export function beginLocating(snapshot: Snapshot, account: Account, link: string | null = null): Step {
  const known = snapshot.known?.accountId === account.id ? snapshot.known : null;
  const next = nextRun({ ...snapshot, known });
  const effect = { kind: 'locate', run: next.run, accountId: account.id, known: known?.workbook ?? null, link } as const;
  return to(next, { kind: 'locating', run: next.run, account }, effect);
}

/** Opens a session; while the service is throttling, waits for the end of that first. */
export function beginOpening(snapshot: Snapshot, place: Place, how: Opening, { now }: Moment): Step {
  const { throttledUntil } = snapshot;
  const opening = { kind: 'opening', run: snapshot.run, since: now, how, attempt: 0, ...placeOf(place) } as const;
  return throttledUntil > now
    ? to(snapshot, { ...opening, retry: { at: throttledUntil, failure: throttling(throttledUntil, now) } })
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

/** Refreshes the open session; while the service is throttling, waits for the end of that first. */
export function beginRefresh(snapshot: Snapshot, state: StateOf<'open'>, { now }: Moment, attempt = 1): Step {
  const { throttledUntil } = snapshot;
  const failure = 'failure' in state.request ? state.request.failure : undefined;
  if (throttledUntil > now) {
    const request = { kind: 'retrying', at: throttledUntil, attempt, failure: failure ?? throttling(throttledUntil, now) } as const;
    return to(snapshot, { ...state, request });
  }
  const next = nextRun(snapshot);
  const request = { kind: 'refreshing', run: next.run, sentAt: now, attempt, ...(failure === undefined ? {} : { failure }) } as const;
  const effect = { kind: 'refresh', run: next.run, workbook: state.workbook, sessionId: state.session.id } as const;
  return to(next, { ...state, request }, effect);
}

/** The service's Retry-After, as a failure of the request that was not sent. */
export const throttling = (notBefore: number, at: number) =>
  ({ verdict: { kind: 'retry', because: 'throttled' }, notBefore, at }) as const;
