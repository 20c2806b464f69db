import { createAftercare, endsWorkersEarly } from './browser/aftercare';
import type { OwnVault } from './browser/vault';
import { onLeaving, onReturning } from './browser/waking';
import type { Engine } from './session/engine';
import { closesBehind, leftBy } from './session/leaving';
import type { Clock } from './session/ports';

interface Leaving {
  readonly engine: Engine;
  readonly vault: OwnVault;
  readonly clock: Clock;
  readonly graphRoot: string;
  /** The latest access token: a page that goes has no time to ask for one. */
  readonly token: () => string | undefined;
  readonly worker: string;
}

/**
 * Closes our session behind a page that goes for good: a worker waits for the page to come back, and the vault keeps a
 * record, so that the next start can close what the worker could not. A session from elsewhere is
 * never closed; but whoever holds it, holds it against the closing of the page that opened it.
 */
export function closeBehind({ engine, vault, clock, graphRoot, token, worker }: Leaving): void {
  /** The session on the card; or, from before a reload, while Excel, a network or a person is waited for. */
  function held(): string | undefined {
    const { state, memory } = engine.snapshot();
    return state.kind === 'open' ? state.session.id : memory?.session?.id;
  }
  /** A page that goes may still hear the worker ask who is there, for a moment. */
  let going = false;
  const aftercare = createAftercare(worker, (sessionId) => {
    if (!going && sessionId === held()) stay();
  });
  function stay(): void {
    const sessionId = held();
    if (sessionId === undefined) return;
    vault.stay(sessionId);
    aftercare.tell({ kind: 'back', sessionId });
  }
  let holds: string | undefined;
  function look(): void {
    const sessionId = held();
    // Told once a session is there: before, and for who only looks, no worker is fetched.
    if (sessionId !== holds) stay();
    holds = sessionId;
  }
  look();
  engine.subscribe(look);
  onReturning(() => {
    going = false;
    stay();
  });
  onLeaving(() => {
    going = true;
    const left = leftBy(engine.snapshot(), clock.now());
    if (left === null) return;
    vault.leave(left);
    const bearer = token();
    if (bearer === undefined || !closesBehind(left, engine.snapshot().quietUntil, endsWorkersEarly(navigator.userAgent))) return;
    const { driveId, itemId } = left.workbook;
    aftercare.tell({ kind: 'left', graphRoot, token: bearer, driveId, itemId, sessionId: left.session.id });
  });
}
