import { createAftercare, endsWorkersEarly } from './browser/aftercare';
import type { OwnVault } from './browser/vault';
import { onLeaving, onReturning } from './browser/waking';
import type { Engine } from './session/engine';
import { aloneMs, comeBackMs, leftBy } from './session/leaving';
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
  function held(): string | undefined {
    const { state } = engine.snapshot();
    return state.kind === 'open' ? state.session.id : undefined;
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
    const early = endsWorkersEarly(navigator.userAgent);
    // Nothing is lost with a session whose changes are saved; a scratch copy must survive a reload that is slow.
    if (early && left.session.persistChanges !== true) return;
    const soonest = left.at + (early ? aloneMs : comeBackMs);
    if (bearer === undefined || engine.snapshot().quietUntil > soonest) return;
    const { driveId, itemId } = left.workbook;
    aftercare.tell({ kind: 'left', graphRoot, token: bearer, driveId, itemId, sessionId: left.session.id });
  });
}
