import type { Effect, SessionEvent } from './events';
import type { Failure } from './failures';
import { nextWakeAt } from './keepAlive';
import type { Outcome, Services } from './services';
import { isServedBy } from './peers';
import { createRecordKeeping } from './recordKeeping';
import { keyOf } from './records';
import { initialAppState } from './appState';
import type { SessionRecord, AppState, Workbook } from './state';
import { reducer } from './reducer';

/** The running core: one appState, one way in, and listeners that are notified after each change. */
export interface Store {
  readonly getState: () => AppState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (event: SessionEvent) => void;
  /** Another pane stored this record. */
  readonly peerStored: (record: SessionRecord) => void;
  /** The page goes: what is stored stays as it is now. */
  readonly leave: () => void;
  /** The page is shown again as it was. */
  readonly comeBack: () => void;
  /** Cancels the timer and every request, and lets go of the lock; nothing is dispatched afterwards. */
  readonly stop: () => void;
}

/** Signing out waits so long (ms) for what is under way, and for the session that it leaves to be closed. */
const leavingLimitMs = 3_000;
/**
 * A session that is not waited for any more may still come for so long (ms), to be closed again: if this response is
 * dropped, its session stays open and locks the workbook for minutes. The next request waits behind it.
 */
const lateLimitMs = 10_000;

interface UnderWay {
  readonly controller: AbortController;
  /** Settles once the answer has been taken. */
  readonly done: Promise<void>;
}

/** Runs the effects of the core through the ports, and turns each outcome into an event. */
export function createStore(ports: Services): Store {
  let appState = initialAppState;
  let stopped = false;
  let busy = false;
  let cancelWake: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const waiting: SessionEvent[] = [];
  const underWay = new Map<number, UnderWay>();
  /** Runs that have asked the service for a session. */
  const creations = new Set<number>();
  let endLeaving: (() => void) | undefined;
  const keeping = createRecordKeeping(ports, (key) => dispatch({ kind: 'lockHeld', key }), () => dispatch({ kind: 'lockLost' }));

  function dispatch(event: SessionEvent): void {
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

  function take(event: SessionEvent): void {
    const before = appState;
    const step = reducer(appState, event, { now: ports.clock.now(), random: ports.random() });
    appState = step.appState;
    for (const effect of step.effects) runEffect(effect);
    if (appState !== before) for (const listener of [...listeners]) listener();
  }

  /** The timer, what is stored and the lock follow from the appState: they are brought into line with it, never set apart. */
  function settle(): void {
    cancelWake?.();
    const now = ports.clock.now();
    const at = nextWakeAt(appState, now);
    cancelWake = at === null ? undefined : ports.clock.wake(at, () => dispatch({ kind: 'woke' }));
    if (appState.requestKey > 0) keeping.follow(appState, now);
  }

  function runEffect(effect: Effect): void {
    if (effect.kind === 'cancelRequest') {
      cancelRequest(effect.requestKey);
      return;
    }
    if (effect.kind === 'signOut') {
      void signOut(effect);
      return;
    }
    // A user who signs in must not be signed out by what an earlier sign-out still waits for.
    if (effect.kind === 'signIn') endLeaving?.();
    const controller = new AbortController();
    const done = answerInTurn(effect, controller.signal, (event) => {
      underWay.delete(effect.requestKey);
      creations.delete(effect.requestKey);
      dispatch(event);
    });
    underWay.set(effect.requestKey, { controller, done });
  }

  function cancelRequest(requestKey: number): void {
    const controller = underWay.get(requestKey)?.controller;
    if (controller === undefined) return;
    if (creations.has(requestKey)) ports.clock.wake(ports.clock.now() + lateLimitMs, () => controller.abort());
    else controller.abort();
  }

  /** A session that is left, or that comes too late, is closed while there is still a token to close it with. */
  async function signOut({ account, leaving }: Extract<Effect, { kind: 'signOut' }>): Promise<void> {
    const limit = new AbortController();
    const end = (): void => limit.abort();
    const cancel = ports.clock.wake(ports.clock.now() + leavingLimitMs, end);
    endLeaving = end;
    const ended = new Promise<void>((resolve) => limit.signal.addEventListener('abort', () => resolve()));
    ports.persistence.removeRecords(({ accountId }) => accountId === account.id);
    if (leaving !== null) {
      const { workbook, sessionId } = leaving;
      const close = () => closeUnlessShared(account.id, workbook, sessionId, limit.signal);
      await Promise.race([ended, ports.locks.inTurn(workbook, close)]);
    }
    while (underWay.size > 0 && !limit.signal.aborted) {
      await Promise.race([ended, Promise.all([...underWay.values()].map(({ done }) => done))]);
    }
    cancel();
    await ports.identity.signOut(account).catch(() => undefined);
  }

  type Asking = Exclude<Effect, { kind: 'cancelRequest' | 'signOut' }>;

  /** In a session the answer is taken within its turn: the next pane in turn finds it in the record. */
  async function answerInTurn(effect: Asking, signal: AbortSignal, take: (event: SessionEvent) => void): Promise<void> {
    if (effect.kind === 'signIn' || effect.kind === 'locate') take(await answerTo(effect, signal));
    else await ports.locks.inTurn(effect.workbook, async () => take(await asked(effect, signal)));
  }

  async function answerTo(effect: Extract<Asking, { kind: 'signIn' | 'locate' }>, signal: AbortSignal): Promise<SessionEvent> {
    const { requestKey } = effect;
    switch (effect.kind) {
      case 'signIn': {
        // Called in the same task as the click: browsers open a window only for a user.
        const unknown = () => ({ reason: 'unknown', at: ports.clock.now() }) as const;
        const outcome = await guarded(() => ports.identity.signIn(effect.mode, signal), unknown);
        return outcome.ok
          ? { kind: 'signedIn', requestKey, account: outcome.value }
          : { kind: 'signInFailed', requestKey, failure: outcome.failure };
      }
      case 'locate':
        return locate(effect, signal);
    }
  }

  async function locate(effect: Extract<Effect, { kind: 'locate' }>, signal: AbortSignal): Promise<SessionEvent> {
    const { requestKey, accountId } = effect;
    const unclear = () => ({ reason: 'unknown', failure: fault() }) as const;
    const outcome = await guarded(() => ports.workbooks.locate(effect, signal), unclear);
    if (!outcome.ok) return { kind: 'notLocated', requestKey, problem: outcome.failure };
    const workbook = outcome.value;
    return { kind: 'located', requestKey, workbook, ...(await keeping.find(keyOf({ accountId, workbook }))) };
  }

  async function asked(effect: Extract<Effect, { kind: 'open' | 'refresh' | 'close' }>, signal: AbortSignal): Promise<SessionEvent> {
    const { requestKey, workbook } = effect;
    if (effect.kind === 'open') {
      const record = openedMeanwhile(requestKey);
      if (record !== undefined) return { kind: 'recordChanged', record };
      if (!signal.aborted) creations.add(requestKey);
      const outcome = await guarded(() => ports.sessions.open(workbook, effect.persistChanges, signal), fault);
      if (!outcome.ok) return { kind: 'openFailed', requestKey, failure: outcome.failure };
      const { id: sessionId, persistChanges, sentAt } = outcome.value;
      return { kind: 'opened', requestKey, workbook, sessionId, persistChanges, sentAt };
    }
    const { sessionId } = effect;
    if (effect.kind === 'close') {
      const close = () => guarded(() => ports.sessions.close(workbook, sessionId, signal), fault);
      const { leftBy } = effect;
      const outcome = await (leftBy === undefined ? close() : closeUnlessShared(leftBy, workbook, sessionId, signal));
      return outcome.ok ? { kind: 'closed', requestKey } : { kind: 'closeFailed', requestKey, failure: outcome.failure };
    }
    const outcome = await guarded(() => ports.sessions.refresh(workbook, sessionId, signal), fault);
    return outcome.ok
      ? { kind: 'refreshed', requestKey, sentAt: outcome.value.sentAt }
      : { kind: 'refreshFailed', requestKey, failure: outcome.failure };
  }

  /** A session that another live pane of its user shows is left to that pane. */
  async function closeUnlessShared(accountId: string, workbook: Workbook, sessionId: string, signal: AbortSignal): Promise<Outcome<null, Failure>> {
    const key = keyOf({ accountId, workbook });
    if ((await ports.locks.holders(key)) > 0) return { ok: true, value: null };
    ports.persistence.removeRecord(key);
    return guarded(() => ports.sessions.close(workbook, sessionId, signal), fault);
  }

  /** The record of the session that another pane opened while this one waited for its turn to do so. */
  function openedMeanwhile(requestKey: number): SessionRecord | undefined {
    const { state } = appState;
    if (state.kind !== 'opening' || state.requestKey !== requestKey) return undefined;
    const record = ports.persistence.record(keyOf({ accountId: state.account.id, workbook: state.workbook }));
    return record !== null && isServedBy(state, record) ? record : undefined;
  }

  const fault = (): Failure => ({ recovery: { kind: 'unknown' }, code: 'clientFault', at: ports.clock.now() });

  return {
    getState: () => appState,
    dispatch,
    peerStored(record) {
      keeping.stored();
      dispatch({ kind: 'recordChanged', record });
    },
    leave: () => keeping.leave(appState, ports.clock.now()),
    comeBack() {
      keeping.comeBack();
      dispatch({ kind: 'woke' });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      stopped = true;
      cancelWake?.();
      keeping.stop();
      for (const { controller } of underWay.values()) controller.abort();
    },
  };
}

/** A fault of our own in a port is told as a failure: the core goes on. */
async function guarded<T, F>(ask: () => Promise<Outcome<T, F>>, fault: () => F): Promise<Outcome<T, F>> {
  try {
    return await ask();
  } catch {
    return { ok: false, failure: fault() };
  }
}
