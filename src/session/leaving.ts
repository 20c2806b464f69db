import type { Left, Memory, Snapshot, State, StateOf } from './state';

/** A page that is back within this time (ms) was only reloaded: what it left is not closed. */
export const comeBackMs = 20_000;

/** Where a worker cannot wait so long once no page is there, it closes after this time (ms). */
export const aloneMs = 9_000;

/** Whether this pane opened the session that it holds: one from elsewhere is never closed behind a person's back. */
export const holdsItsOwn = (state: State): state is StateOf<'open'> => state.kind === 'open' && state.session.origin === 'opened';

/**
 * What stays behind of a page that goes now (ms): a session of its own, which nobody else will close; also one that it was
 * closing, for a request under way goes with its page.
 */
export function leftBy({ state }: Snapshot, now: number): Left | null {
  if ((state.kind !== 'open' && state.kind !== 'closing') || state.session.origin !== 'opened') return null;
  return { accountId: state.account.id, workbook: state.workbook, session: state.session, at: now };
}

/**
 * Whether a worker should close what was left: not into the silence that the service asked for (until `quietUntil`, ms).
 * Where it cannot wait for a reload that is slow (`early`), only a session whose changes are saved, and so not lost with it.
 */
export function closesBehind({ at, session }: Left, quietUntil: number, early: boolean): boolean {
  if (early) return session.persistChanges === true && quietUntil <= at + aloneMs;
  return quietUntil <= at + comeBackMs;
}

/**
 * Whose a session is that a page left behind, for a page that starts now (ms) with this memory: `ours` to go on with,
 * `theirs` while its page may be coming back, else `nobodys`.
 */
export function ownerOf(left: Left, memory: Memory | null, now: number): 'ours' | 'theirs' | 'nobodys' {
  if (memory?.session?.id === left.session.id) return 'ours';
  return now < left.at + comeBackMs ? 'theirs' : 'nobodys';
}
