import type { Effect, SessionEvent } from './events';
import type { ServiceCalls, ServiceEffect } from './serviceCalls';
import type { Services } from './services';

/** Runs the effects of the core. */
export interface EffectRunner {
  /** The answer of a service comes as one event, a cancelled one too; signing out answers nothing. */
  readonly run: (effect: Effect) => void;
  /** Cancels every request. */
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

export function createEffectRunner(
  services: Services,
  { answerTo, closeUnlessShared }: ServiceCalls,
  dispatch: (event: SessionEvent) => void,
): EffectRunner {
  const underWay = new Map<number, UnderWay>();
  /** Requests for a session that have been sent. */
  const creations = new Set<number>();
  let endLeaving: (() => void) | undefined;

  function run(effect: Effect): void {
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
    if (creations.has(requestKey)) {
      services.clock.wake(services.clock.now() + lateLimitMs, () => controller.abort());
    } else controller.abort();
  }

  /** A session that is left, or that comes too late, is closed while there is still a token to close it with. */
  async function signOut({
    account,
    leaving,
  }: Extract<Effect, { kind: 'signOut' }>): Promise<void> {
    const limit = new AbortController();
    const end = (): void => limit.abort();
    const cancel = services.clock.wake(services.clock.now() + leavingLimitMs, end);
    endLeaving = end;
    const ended = new Promise<void>((resolve) =>
      limit.signal.addEventListener('abort', () => resolve()),
    );
    services.persistence.removeRecords(({ accountId }) => accountId === account.id);
    if (leaving !== null) {
      const { workbook, sessionId } = leaving;
      const close = () => closeUnlessShared(account.id, workbook, sessionId, limit.signal);
      await Promise.race([ended, services.locks.inTurn(workbook, close)]);
    }
    while (underWay.size > 0 && !limit.signal.aborted) {
      await Promise.race([ended, Promise.all([...underWay.values()].map(({ done }) => done))]);
    }
    cancel();
    await services.identity.signOut(account).catch(() => undefined);
  }

  /** In a session the answer is taken within its turn: the next pane in turn finds it in the record. */
  async function answerInTurn(
    effect: ServiceEffect,
    signal: AbortSignal,
    take: (event: SessionEvent) => void,
  ): Promise<void> {
    const sends = (): void => void creations.add(effect.requestKey);
    const ask = async (): Promise<void> => take(await answerTo(effect, signal, sends));
    await ('workbook' in effect ? services.locks.inTurn(effect.workbook, ask) : ask());
  }

  return {
    run,
    stop() {
      for (const { controller } of underWay.values()) controller.abort();
    },
  };
}
