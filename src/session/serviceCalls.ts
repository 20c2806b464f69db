import type { Effect, SessionEvent } from './events';
import type { Failure } from './failures';
import { isServedBy } from './peers';
import type { RecordKeeping } from './recordKeeping';
import { keyOf } from './records';
import type { Outcome, Services } from './services';
import type { AppState, SessionRecord, Workbook } from './state';

/** An effect that a service answers. */
export type ServiceEffect = Exclude<Effect, { kind: 'cancelRequest' | 'signOut' }>;

type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

/** Asks the service that an effect names, and turns the outcome into the event that the core expects. */
export interface ServiceCalls {
  /** `sends` is called just before a session is asked for. */
  readonly answerTo: (
    effect: ServiceEffect,
    signal: AbortSignal,
    sends: () => void,
  ) => Promise<SessionEvent>;
  /** Closes a session that its user leaves, unless another live pane of that user shows it. */
  readonly closeUnlessShared: (
    accountId: string,
    workbook: Workbook,
    sessionId: string,
    signal: AbortSignal,
  ) => Promise<Outcome<null, Failure>>;
}

/** @param find what is stored of a session on a workbook that was found */
export function createServiceCalls(
  services: Services,
  getState: () => AppState,
  find: RecordKeeping['find'],
): ServiceCalls {
  async function answerTo(
    effect: ServiceEffect,
    signal: AbortSignal,
    sends: () => void,
  ): Promise<SessionEvent> {
    const { requestKey } = effect;
    switch (effect.kind) {
      case 'signIn': {
        // Called in the same task as the click: browsers open a window only for a user.
        const unknown = () => ({ reason: 'unknown', at: services.clock.now() }) as const;
        const outcome = await guarded(() => services.identity.signIn(effect.mode, signal), unknown);
        return outcome.ok
          ? { kind: 'signedIn', requestKey, account: outcome.value }
          : { kind: 'signInFailed', requestKey, failure: outcome.failure };
      }
      case 'locate':
        return locate(effect, signal);
      case 'open':
        return open(effect, signal, sends);
      case 'refresh':
        return refresh(effect, signal);
      case 'close':
        return close(effect, signal);
    }
  }

  async function locate(effect: EffectOf<'locate'>, signal: AbortSignal): Promise<SessionEvent> {
    const { requestKey, accountId } = effect;
    const unknown = () => ({ reason: 'unknown', failure: fault() }) as const;
    const outcome = await guarded(() => services.workbooks.locate(effect, signal), unknown);
    if (!outcome.ok) return { kind: 'notLocated', requestKey, problem: outcome.failure };
    const workbook = outcome.value;
    return {
      kind: 'located',
      requestKey,
      workbook,
      ...(await find(keyOf({ accountId, workbook }))),
    };
  }

  async function open(
    effect: EffectOf<'open'>,
    signal: AbortSignal,
    sends: () => void,
  ): Promise<SessionEvent> {
    const { requestKey, workbook, persistChanges } = effect;
    const record = openedMeanwhile(requestKey);
    if (record !== undefined) return { kind: 'recordChanged', record };
    if (!signal.aborted) sends();
    const ask = () => services.sessions.open(workbook, persistChanges, signal);
    const outcome = await guarded(ask, fault);
    if (!outcome.ok) return { kind: 'openFailed', requestKey, failure: outcome.failure };
    const { id: sessionId, ...opened } = outcome.value;
    return { kind: 'opened', requestKey, workbook, sessionId, ...opened };
  }

  async function refresh(effect: EffectOf<'refresh'>, signal: AbortSignal): Promise<SessionEvent> {
    const { requestKey, workbook, sessionId } = effect;
    const ask = () => services.sessions.refresh(workbook, sessionId, signal);
    const outcome = await guarded(ask, fault);
    return outcome.ok
      ? { kind: 'refreshed', requestKey, sentAt: outcome.value.sentAt }
      : { kind: 'refreshFailed', requestKey, failure: outcome.failure };
  }

  async function close(effect: EffectOf<'close'>, signal: AbortSignal): Promise<SessionEvent> {
    const { requestKey, workbook, sessionId, leftBy } = effect;
    const ask = () => services.sessions.close(workbook, sessionId, signal);
    const outcome = await (leftBy === undefined
      ? guarded(ask, fault)
      : closeUnlessShared(leftBy, workbook, sessionId, signal));
    return outcome.ok
      ? { kind: 'closed', requestKey }
      : { kind: 'closeFailed', requestKey, failure: outcome.failure };
  }

  async function closeUnlessShared(
    accountId: string,
    workbook: Workbook,
    sessionId: string,
    signal: AbortSignal,
  ): Promise<Outcome<null, Failure>> {
    const key = keyOf({ accountId, workbook });
    if ((await services.locks.holders(key)) > 0) return { ok: true, value: null };
    services.persistence.removeRecord(key);
    return guarded(() => services.sessions.close(workbook, sessionId, signal), fault);
  }

  /** The record of the session that another pane opened while this one waited for its turn to do so. */
  function openedMeanwhile(requestKey: number): SessionRecord | undefined {
    const { state } = getState();
    if (state.kind !== 'opening' || state.requestKey !== requestKey) return undefined;
    const record = services.persistence.record(
      keyOf({ accountId: state.account.id, workbook: state.workbook }),
    );
    return record !== null && isServedBy(state, record) ? record : undefined;
  }

  const fault = (): Failure => ({
    recovery: { kind: 'unknown' },
    code: 'clientFault',
    at: services.clock.now(),
  });

  return { answerTo, closeUnlessShared };
}

/** A fault of our own in a port is told as a failure: the core goes on. */
async function guarded<T, F>(
  ask: () => Promise<Outcome<T, F>>,
  fault: () => F,
): Promise<Outcome<T, F>> {
  try {
    return await ask();
  } catch {
    return { ok: false, failure: fault() };
  }
}
