import { closeRepetition } from './closing';
import type { Effect, EffectOf, SessionEvent } from './events';
import type { CallService, ServiceEffect } from './serviceCalls';
import { keyOf } from './records';
import { obsolete, type Services } from './services';
import type { Account } from './state';
import { waitUntil } from './throttleGate';

/** Runs the effects of the reducer. */
export interface EffectRunner {
  /**
   * Starts an effect. A service call ends in exactly one event, even if cancelled, after one for
   * each repetition of a close.
   */
  readonly run: (effect: Effect) => void;
  /** Cancels every request. */
  readonly stop: () => void;
}

/**
 * After a cancellation, a create request may still complete within this time (ms). If we dropped
 * its response, its session would stay open and lock the workbook for minutes. The next request to
 * the workbook waits until then.
 */
const lateResponseLimitMs = 10_000;
/**
 * Time limit (ms) of a sign-out, for pending calls such as the close of the session. A pending
 * create request has its own limit besides: without a token its session could not be closed.
 */
const signOutLimitMs = 3_000;

interface PendingCall {
  readonly controller: AbortController;
  /** Settles once the result has been dispatched. */
  readonly done: Promise<void>;
  /** True for the close of a session that the user leaves. */
  readonly isLeft: boolean;
}

/** Creates the effect runner; results are passed to `dispatch`. */
export function createEffectRunner(
  services: Services,
  callService: CallService,
  dispatch: (event: SessionEvent) => void,
): EffectRunner {
  const pending = new Map<number, PendingCall>();
  /** Request keys of the create requests that were sent. */
  const sentCreates = new Set<number>();
  let stopSignOutWait: (() => void) | undefined;
  let signingOut: Promise<void> | undefined;
  /** The account of the latest look-up, and its organization. */
  let located: { readonly accountId: string; readonly tenantId: string } | undefined;

  function run(effect: Effect): void {
    if (effect.kind === 'cancelRequest') {
      cancelRequest(effect);
      return;
    }
    if (effect.kind === 'signOut') {
      signingOut = signOut(effect);
      return;
    }
    // The token is another account's now: nothing more is sent for the account before.
    if (effect.kind === 'locate') {
      const { accountId, tenantId } = effect;
      if (located?.accountId !== accountId || located.tenantId !== tenantId) {
        for (const { controller } of pending.values()) controller.abort();
      }
      located = effect;
    }
    // A new sign-in ends the wait of an earlier sign-out, and begins after it: otherwise it would
    // be for the user who signed out, and count as one of theirs.
    if (effect.kind === 'signIn') stopSignOutWait?.();
    const controller = new AbortController();
    const done = runInTurn(effect, controller.signal, (event) => {
      pending.delete(effect.requestKey);
      sentCreates.delete(effect.requestKey);
      dispatch(event);
    });
    const isLeft = effect.kind === 'close' && effect.leftBy !== undefined;
    pending.set(effect.requestKey, { controller, done, isLeft });
  }

  function cancelRequest({ requestKey, isObsolete }: EffectOf<'cancelRequest'>): void {
    const controller = pending.get(requestKey)?.controller;
    if (controller === undefined) return;
    if (sentCreates.has(requestKey)) {
      services.clock.wake(services.clock.now() + lateResponseLimitMs, () => controller.abort());
    } else controller.abort(isObsolete ? obsolete : undefined);
  }

  /** Removes the records of the account, but not those of the sessions that other panes show. */
  async function removeRecords({ id }: Account): Promise<void> {
    const { locks, persistence } = services;
    for (const record of persistence.records()) {
      if (record.accountId !== id) continue;
      const key = keyOf(record);
      if ((await locks.holders(key)) === 0) persistence.removeRecord(key);
    }
  }

  /** Waits for pending calls, such as a close, while a token is still available. */
  async function signOut({ account }: EffectOf<'signOut'>): Promise<void> {
    const limit = new AbortController();
    const left = [...pending.values()].filter(({ isLeft }) => isLeft);
    const stopWaiting = (): void => {
      limit.abort();
      for (const { controller } of left) controller.abort();
    };
    const limitMs = signOutLimitMs + (sentCreates.size > 0 ? lateResponseLimitMs : 0);
    const cancelLimit = services.clock.wake(services.clock.now() + limitMs, () => {
      stopWaiting();
      // A close that waits for its repetition would have no token.
      for (const { controller } of pending.values()) controller.abort();
    });
    stopSignOutWait = stopWaiting;
    const limitReached = new Promise<void>((resolve) =>
      limit.signal.addEventListener('abort', () => resolve()),
    );
    services.identity.beginSignOut(account);
    void removeRecords(account);
    services.persistence.saveOrganization(null);
    while (pending.size > 0 && !limit.signal.aborted) {
      await Promise.race([
        limitReached,
        Promise.all([...pending.values()].map(({ done }) => done)),
      ]);
    }
    cancelLimit();
    await services.identity.signOut(account).catch(() => undefined);
  }

  /**
   * Runs the call in its turn. The result is dispatched before the turn ends, so that the next pane
   * reads it from the record. A close that may be repeated is, each time in a turn of its own: other
   * requests to the workbook do not wait for it. A create never runs beside another one: it waits
   * for its turn until it is cancelled.
   */
  async function runInTurn(
    effect: ServiceEffect,
    signal: AbortSignal,
    deliver: (event: SessionEvent) => void,
  ): Promise<void> {
    const onSend = (): void => void sentCreates.add(effect.requestKey);
    const since = services.clock.now();
    /** The last answer to a close that is repeated. */
    let refused: SessionEvent | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const task = async (): Promise<number | undefined> => {
        if (effect.kind === 'signIn') await signingOut;
        const event = await callService(effect, signal, onSend);
        const context = { now: services.clock.now(), random: services.random() };
        const repetition = signal.aborted
          ? undefined
          : closeRepetition(event, attempt, since, context);
        if (repetition === undefined) {
          // An attempt that is given up tells less than the answer before it.
          const isGivenUp = signal.aborted && event.kind === 'closeFailed';
          deliver(isGivenUp ? (refused ?? event) : event);
          return undefined;
        }
        refused = event;
        dispatch(repetition);
        return repetition.retry.at;
      };
      const repeatAt = await ('workbook' in effect
        ? services.locks.inTurn(effect.workbook, task, signal, effect.kind === 'open')
        : task());
      if (repeatAt === undefined) return;
      await waitUntil(repeatAt, services.clock, signal);
      if (!signal.aborted) dispatch({ kind: 'closeRepeated', requestKey: effect.requestKey });
    }
  }

  return {
    run,
    stop() {
      for (const { controller } of pending.values()) controller.abort();
    },
  };
}
