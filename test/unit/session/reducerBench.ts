import type { UnconfirmedSession } from '../../../src/session/unconfirmed';
import fc from 'fast-check';
import type { Effect, SessionEvent } from '../../../src/session/events';
import type { Failure, Recovery } from '../../../src/session/failures';
import { defaultChoices, initialAppState } from '../../../src/session/appState';
import { nextWakeAt } from '../../../src/session/keepAlive';
import type {
  Account,
  Choices,
  AppState,
  Workbook,
  WorkbookSession,
} from '../../../src/session/state';
import type { SessionRecord } from '../../../src/session/stored';
import { reducer } from '../../../src/session/reducer';

export const account: Account = {
  id: 'adele',
  name: 'Adele Vance',
  userName: 'adele@contoso.example',
  tenantId: 'contoso',
};
export const workbook: Workbook = {
  driveId: 'b!finance',
  itemId: '01BUDGET',
  name: 'Budget 2026.xlsx',
  webUrl: 'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx',
  address: 'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx',
};
export const noon = Date.UTC(2026, 10, 23, 12);

export const persistent: WorkbookSession = {
  id: 'session-1',
  persistChanges: true,
  origin: 'opened',
  openedAt: noon,
  lastActivityAt: noon,
};

/** The record of a session that a pane held at noon. */
export const recordWith = (more: Partial<SessionRecord> = {}): SessionRecord => ({
  accountId: account.id,
  workbook,
  phase: 'open',
  session: persistent,
  keepAlive: { on: true, until: null },
  activity: [],
  seenAt: noon,
  ...more,
});

export const failure = (recovery: Recovery, more: Partial<Failure> = {}): Failure => ({
  recovery,
  at: noon,
  ...more,
});

/** Excel shows this document at another address; `accountId` has looked it up. */
export const documentShown = (
  document: Workbook | string,
  accountId = account.id,
): SessionEvent => ({
  kind: 'documentChanged',
  accountId,
  document:
    typeof document === 'string' ? { name: document } : { name: document.name, workbook: document },
});

/**
 * A core without an effect runner: events are dispatched by hand, effects are kept, time is
 * advanced by the test.
 */
export function reducerBench(choices: Partial<Choices> = {}) {
  let appState: AppState = initialAppState;
  let now = noon;
  let effects: Effect[] = [];
  const core = {
    get appState() {
      return appState;
    },
    get state() {
      return appState.state;
    },
    get now() {
      return now;
    },
    /** The effects of the last event. */
    get effects() {
      return effects;
    },
    pass(ms: number) {
      now += ms;
      return core;
    },
    tell(event: SessionEvent, random = 0.5) {
      const step = reducer(appState, event, { now, random });
      appState = step.appState;
      effects = [...step.effects];
      return core;
    },
    /** The request key of the last effect of this kind. */
    requestKey(kind: Effect['kind']) {
      const found = effects.find((effect) => effect.kind === kind);
      if (found === undefined || !('requestKey' in found)) {
        throw new Error(`no effect ${kind}, but ${effects.map((effect) => effect.kind).join()}`);
      }
      return found.requestKey;
    },
    signedIn() {
      core.tell({ kind: 'started', known: null, choices: { ...defaultChoices, ...choices } });
      return core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
    },
    ready() {
      core.signedIn();
      return core.tell({ kind: 'located', requestKey: core.requestKey('locate'), workbook });
    },
    open(sessionId = 'session-1') {
      if (core.state.kind === 'starting') core.ready();
      core.tell({ kind: 'startRequested' });
      return core.opened(sessionId);
    },
    opened(sessionId: string) {
      const effect = effects.find((found) => found.kind === 'open');
      if (effect === undefined) throw new Error('nothing is being opened');
      const { requestKey, persistChanges } = effect;
      core.tell({ kind: 'opened', requestKey, workbook, sessionId, persistChanges, sentAt: now });
      return core.holdLock();
    },
    /** The lock of the record is free: it is granted soon after there is a session. */
    holdLock() {
      const before = effects;
      core.tell({
        kind: 'lockHeld',
        key: { accountId: account.id, driveId: workbook.driveId, itemId: workbook.itemId },
      });
      effects = [...before, ...effects];
      return core;
    },
    /**
     * Dispatches `woke` at each requested time until there is an effect, at the latest at `end`
     * (ms).
     */
    wait(end = Infinity) {
      for (effects = []; effects.length === 0;) {
        const at = nextWakeAt(appState, now);
        if (at === null || at > end) return core;
        now = Math.max(now, at);
        core.tell({ kind: 'woke' });
      }
      return core;
    },
    fails(recovery: Recovery, more: Partial<Failure> = {}) {
      return core.tell({
        kind: 'refreshFailed',
        requestKey: core.requestKey('refresh'),
        failure: failure(recovery, { at: now, ...more }),
      });
    },
    /** A session of another client, attached. */
    attached(sessionId = 'theirs') {
      if (core.state.kind === 'starting') core.ready();
      core.tell({ kind: 'attachRequested', sessionId });
      return core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: now });
    },
    /** The state after a start that found this record. */
    found(record: SessionRecord, isLive = false) {
      core.signedIn();
      return core.tell({
        kind: 'located',
        requestKey: core.requestKey('locate'),
        workbook,
        record,
        isLive,
      });
    },
  };
  return core;
}

export type Bench = ReturnType<typeof reducerBench>;

export const anyVerdict: fc.Arbitrary<Recovery> = fc.oneof(
  fc.constantFrom<Recovery>(
    { kind: 'retry' },
    { kind: 'retry', because: 'locked' },
    { kind: 'reauthenticate' },
    { kind: 'recreate', certain: true },
    { kind: 'recreate', certain: false },
    { kind: 'ended', reason: 'expired' },
    { kind: 'ended', reason: 'notFound' },
    { kind: 'forbidden', need: 'editRight' },
    { kind: 'unknown' },
  ),
);

/** The kinds of the entries in the activity. */
export const logged = ({ appState }: Bench): readonly string[] =>
  appState.activity.map(({ what }) => what);

/** The request that has left a session which may be open, as the pane tells of it. */
export const unconfirmedBy = (
  unconfirmed: UnconfirmedSession | undefined,
): 'open' | 'close' | undefined =>
  unconfirmed && (unconfirmed.sessionId === undefined ? 'open' : 'close');
