import { signedInAs } from './appState';
import { isOver } from './evidence';
import type { Effect, EffectOf, FoundRecord, SessionEvent } from './events';
import type { Failure } from './failures';
import { isOpenedByPeer } from './peerSessions';
import type { RecordKeeping } from './recordKeeping';
import { keyOf, keyOfTarget } from './records';
import { isSameAccount } from './requests';
import { clientFault, failed, guarded, type Outcome, type Services } from './services';
import type { Account, AppState, SessionState, StateOf, Workbook } from './state';
import type { SessionRecord } from './stored';
import { waitUntil } from './throttleGate';

/** An effect that ends in an event. */
export type ServiceEffect = Exclude<Effect, { kind: 'cancelRequest' | 'signOut' }>;

/**
 * Calls the service for the effect, and converts the outcome to an event. `onSend` is called just
 * before a create request is sent.
 */
export type CallService = (
  effect: ServiceEffect,
  signal: AbortSignal,
  onSend: () => void,
) => Promise<SessionEvent>;

/** Time limit (ms) for asking which document Excel shows, and where it is stored. */
const moveCheckLimitMs = 10_000;

/**
 * True while the session that the user clicked for is opened, or is to be attached: its id is of the
 * workbook to which the first attempt was sent.
 */
const isStart = (state: SessionState): state is StateOf<'opening'> =>
  state.kind === 'opening' &&
  (state.mode.kind === 'start' || (state.mode.kind === 'attach' && state.attempt === 1));

/** The session was closed (null), or left to another pane that shows it. */
type Closed = null | 'shared';

/**
 * Creates the service calls.
 * @param findRecord reads the stored record of a located workbook
 */
export function createServiceCalls(
  services: Services,
  getState: () => AppState,
  findRecord: RecordKeeping['findRecord'],
): CallService {
  const fault = clientFault(services.clock);

  async function callService(
    effect: ServiceEffect,
    signal: AbortSignal,
    onSend: () => void,
  ): Promise<SessionEvent> {
    const { requestKey } = effect;
    switch (effect.kind) {
      case 'signIn': {
        // In the same task as the click: browsers open a window only on a user action.
        const unknown = () => ({ reason: 'unknown', at: services.clock.now() }) as const;
        const { mode, organization } = effect;
        const outcome = await guarded(
          () => services.identity.signIn(mode, signal, organization),
          unknown,
        );
        return outcome.ok
          ? { kind: 'signedIn', requestKey, account: outcome.value }
          : { kind: 'signInFailed', requestKey, failure: outcome.failure };
      }
      case 'locate':
        return locate(effect, signal);
      case 'findRecord': {
        const { key, kind: _, ...asked } = effect;
        return { kind: 'recordFound', ...asked, ...(await findRecord(key)) };
      }
      case 'open':
        return open(effect, signal, onSend);
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
      ...(await findRecord(keyOf({ accountId, workbook }))),
    };
  }

  async function open(
    effect: EffectOf<'open'>,
    signal: AbortSignal,
    onSend: () => void,
  ): Promise<SessionEvent> {
    const { requestKey, workbook, persistChanges } = effect;
    const diverted = await divertedTo(signal);
    if (diverted !== undefined) return { kind: 'openDiverted', requestKey, ...diverted };
    const record = findPeerSession();
    if (record !== undefined) return { kind: 'recordChanged', record, unsentKey: requestKey };
    const task = () => services.sessions.open(workbook, persistChanges, signal, onSend);
    const outcome = await guarded(task, fault);
    if (!outcome.ok) return { kind: 'openFailed', requestKey, failure: outcome.failure };
    const { id: sessionId, ...opened } = outcome.value;
    return { kind: 'opened', requestKey, workbook, sessionId, ...opened };
  }

  async function refresh(effect: EffectOf<'refresh'>, signal: AbortSignal): Promise<SessionEvent> {
    const { requestKey, workbook, sessionId } = effect;
    const diverted = await divertedTo(signal);
    if (diverted !== undefined) return { kind: 'openDiverted', requestKey, ...diverted };
    const task = () => services.sessions.refresh(workbook, sessionId, signal);
    const outcome = await guarded(task, fault);
    return outcome.ok
      ? { kind: 'refreshed', requestKey, sentAt: outcome.value.sentAt }
      : { kind: 'refreshFailed', requestKey, failure: outcome.failure };
  }

  async function close(effect: EffectOf<'close'>, signal: AbortSignal): Promise<SessionEvent> {
    const { requestKey, workbook, sessionId, leftBy } = effect;
    const task = () => services.sessions.close(workbook, sessionId, signal);
    const outcome = await (leftBy === undefined
      ? guarded(task, fault)
      : closeLeft(leftBy, workbook, sessionId, signal));
    return outcome.ok
      ? { kind: 'closed', requestKey, isShared: outcome.value === 'shared' }
      : { kind: 'closeFailed', requestKey, failure: outcome.failure };
  }

  /**
   * Closes the session, unless another live pane of this account shows it. After a change of accounts
   * there is no token of the account before: nothing is sent.
   */
  async function closeLeft(
    account: Account,
    workbook: Workbook,
    sessionId: string,
    signal: AbortSignal,
  ): Promise<Outcome<Closed, Failure>> {
    const current = signedInAs(getState());
    if (current !== undefined && !isSameAccount(current, account)) return failed(fault());
    const { locks, persistence, sessions } = services;
    const key = keyOfTarget({ account, workbook });
    if ((await locks.holders(key)) > 0) return { ok: true, value: 'shared' };
    // Until the close is confirmed the next start may have to repeat it.
    const record = persistence.record(key);
    if (record?.session?.id === sessionId) persistence.saveRecord({ ...record, phase: 'closing' });
    const outcome = await guarded(() => sessions.close(workbook, sessionId, signal), fault);
    const isClosed = outcome.ok || isOver(outcome.failure);
    const kept = persistence.record(key);
    if (isClosed && kept?.session?.id === sessionId) {
      // For a pane that is being reloaded.
      persistence.saveRecord({ ...kept, phase: 'closed' });
      persistence.removeRecord(key);
    }
    return outcome;
  }

  /**
   * The record of the document that Excel shows, if it is another one since the user clicked Start or
   * Attach: Excel reports no change of its document. Without an answer in time the start goes on.
   */
  async function divertedTo(signal: AbortSignal): Promise<FoundRecord | undefined> {
    const { workbooks, clock } = services;
    if (!isStart(getState().state)) return undefined;
    const limit = waitUntil(clock.now() + moveCheckLimitMs, clock, signal);
    await Promise.race([workbooks.checkForMove().catch(() => undefined), limit]);
    const { state, excelShows } = getState();
    if (excelShows === null || !isStart(state)) return undefined;
    const { workbook } = excelShows;
    // The id that the user named is of a workbook that was located.
    if (workbook === undefined) return state.mode.kind === 'attach' ? undefined : {};
    return findRecord(keyOfTarget({ account: state.account, workbook }));
  }

  /** The record of the session that another pane opened while this pane waited for its turn. */
  function findPeerSession(): SessionRecord | undefined {
    const { state } = getState();
    if (state.kind !== 'opening') return undefined;
    const record = services.persistence.record(keyOfTarget(state));
    if (record?.phase !== 'open' || record.session === null) return undefined;
    return isOpenedByPeer(state, record.session) ? record : undefined;
  }

  return callService;
}
