import type { Effect, Event } from './events';
import type { Failure } from './failure';
import { nextWakeAt } from './keepAlive';
import type { Outcome, Ports } from './ports';
import { firstSnapshot, memoryOf } from './snapshot';
import type { Snapshot } from './state';
import { transition } from './transition';

/** The running heart: one snapshot, one way in, and listeners that are told after each change. */
export interface Engine {
  readonly snapshot: () => Snapshot;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (event: Event) => void;
  /** Lets go of the timer and of every request; nothing is dispatched afterwards. */
  readonly stop: () => void;
}

/** Signing out waits so long (ms) for what is under way, and for the session that it leaves to be closed. */
const leavingLimitMs = 3_000;
/**
 * A session that nobody waits for any more may still come for so long (ms), to be closed again: an answer that is not
 * heard leaves a session that keeps the workbook locked for minutes. The next request waits behind it.
 */
const lateLimitMs = 10_000;

interface UnderWay {
  readonly controller: AbortController;
  /** Settles once the answer has been taken. */
  readonly done: Promise<void>;
}

/** Runs the effects of the heart through the ports, and turns each outcome into an event. */
export function createEngine(ports: Ports): Engine {
  let snapshot = firstSnapshot;
  let stopped = false;
  let busy = false;
  let cancelWake: (() => void) | undefined;
  let saved = '';
  const listeners = new Set<() => void>();
  const waiting: Event[] = [];
  const underWay = new Map<number, UnderWay>();
  /** Runs that have asked the service for a session. */
  const creations = new Set<number>();
  let endLeaving: (() => void) | undefined;
  const inOrder = oneAfterTheOther();

  function dispatch(event: Event): void {
    if (stopped) return;
    waiting.push(event);
    if (busy) return;
    busy = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) take(next);
    } finally {
      busy = false;
      settle();
    }
  }

  function take(event: Event): void {
    const before = snapshot;
    const step = transition(snapshot, event, { now: ports.clock.now(), chance: ports.chance() });
    snapshot = step.snapshot;
    for (const effect of step.effects) perform(effect);
    if (snapshot !== before) for (const listener of [...listeners]) listener();
  }

  /** The timer and the vault follow from the snapshot: they are brought into line with it, never told apart. */
  function settle(): void {
    cancelWake?.();
    const at = nextWakeAt(snapshot);
    cancelWake = at === null ? undefined : ports.clock.wake(at, () => dispatch({ kind: 'woke' }));
    const memory = memoryOf(snapshot);
    const record = JSON.stringify([memory, snapshot.choices]);
    if (record !== saved && snapshot.run > 0) ports.vault.save(memory, snapshot.choices);
    saved = record;
  }

  function perform(effect: Effect): void {
    if (effect.kind === 'giveUp') {
      giveUp(effect.run);
      return;
    }
    if (effect.kind === 'signOut') {
      void leave(effect);
      return;
    }
    // Whoever signs in must not be signed out by what an earlier sign-out still waits for.
    if (effect.kind === 'signIn') endLeaving?.();
    const controller = new AbortController();
    const done = answerTo(effect, controller.signal).then((event) => {
      underWay.delete(effect.run);
      creations.delete(effect.run);
      dispatch(event);
    });
    underWay.set(effect.run, { controller, done });
  }

  function giveUp(run: number): void {
    const controller = underWay.get(run)?.controller;
    if (controller === undefined) return;
    if (creations.has(run)) ports.clock.wake(ports.clock.now() + lateLimitMs, () => controller.abort());
    else controller.abort();
  }

  /** A session that is left, or that comes too late, is closed while there is still a token to close it with. */
  async function leave({ account, leaving }: Extract<Effect, { kind: 'signOut' }>): Promise<void> {
    const limit = new AbortController();
    const end = (): void => limit.abort();
    const cancel = ports.clock.wake(ports.clock.now() + leavingLimitMs, end);
    endLeaving = end;
    const ended = new Promise<void>((resolve) => limit.signal.addEventListener('abort', () => resolve()));
    if (leaving !== null) {
      const { workbook, sessionId } = leaving;
      await Promise.race([ended, inOrder(() => guarded(() => ports.sessions.close(workbook, sessionId, limit.signal), fault))]);
    }
    while (underWay.size > 0 && !limit.signal.aborted) {
      await Promise.race([ended, Promise.all([...underWay.values()].map(({ done }) => done))]);
    }
    cancel();
    await ports.identity.signOut(account).catch(() => undefined);
  }

  async function answerTo(effect: Exclude<Effect, { kind: 'giveUp' | 'signOut' }>, signal: AbortSignal): Promise<Event> {
    const { run } = effect;
    switch (effect.kind) {
      case 'signIn': {
        // Called in the same task as the click: browsers open a window only for a person.
        const unknown = () => ({ reason: 'unknown', at: ports.clock.now() }) as const;
        const outcome = await guarded(() => ports.identity.signIn(effect.how, signal), unknown);
        return outcome.ok
          ? { kind: 'signedIn', run, account: outcome.value }
          : { kind: 'signInFailed', run, failure: outcome.failure };
      }
      case 'locate': {
        const unclear = () => ({ reason: 'unclear', failure: fault() }) as const;
        const outcome = await guarded(() => ports.workbooks.locate(effect, signal), unclear);
        return outcome.ok
          ? { kind: 'located', run, workbook: outcome.value }
          : { kind: 'notLocated', run, problem: outcome.failure };
      }
      case 'open':
      case 'refresh':
      case 'close':
        return inOrder(() => asked(effect, signal));
    }
  }

  async function asked(effect: Extract<Effect, { kind: 'open' | 'refresh' | 'close' }>, signal: AbortSignal): Promise<Event> {
    const { run, workbook } = effect;
    const sentAt = ports.clock.now();
    if (effect.kind === 'open') {
      if (!signal.aborted) creations.add(run);
      const outcome = await guarded(() => ports.sessions.open(workbook, effect.persistChanges, signal), fault);
      if (!outcome.ok) return { kind: 'openFailed', run, failure: outcome.failure };
      const { id: sessionId, persistChanges } = outcome.value;
      return { kind: 'opened', run, workbook, sessionId, persistChanges, sentAt };
    }
    const { sessionId } = effect;
    const refresh = effect.kind === 'refresh';
    const outcome = await guarded(() => ports.sessions[effect.kind](workbook, sessionId, signal), fault);
    if (outcome.ok) return refresh ? { kind: 'refreshed', run, sentAt } : { kind: 'closed', run };
    return { kind: refresh ? 'refreshFailed' : 'closeFailed', run, failure: outcome.failure };
  }

  const fault = (): Failure => ({ verdict: { kind: 'unclear' }, code: 'clientFault', at: ports.clock.now() });

  return {
    snapshot: () => snapshot,
    dispatch,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      stopped = true;
      cancelWake?.();
      for (const { controller } of underWay.values()) controller.abort();
    },
  };
}

/** A fault of our own in a port is told as a failure: the heart goes on. */
async function guarded<T, F>(ask: () => Promise<Outcome<T, F>>, fault: () => F): Promise<Outcome<T, F>> {
  try {
    return await ask();
  } catch {
    return { ok: false, failure: fault() };
  }
}

/** Requests to one workbook go one after the other. Source: Microsoft Graph, workbook-best-practice. */
function oneAfterTheOther(): <T>(ask: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (ask) => {
    const next = last.then(ask);
    last = next.catch(() => undefined);
    return next;
  };
}
