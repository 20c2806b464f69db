import fc from 'fast-check';
import type { Effect, Event } from '../../../src/session/events';
import type { Failure, Verdict } from '../../../src/session/failures';
import { firstChoices, firstSnapshot } from '../../../src/session/appState';
import { nextWakeAt } from '../../../src/session/keepAlive';
import type { Account, Choices, SessionRecord, Snapshot, Workbook, WorkbookSession } from '../../../src/session/state';
import { transition } from '../../../src/session/reducer';

export const account: Account = { id: 'adele', name: 'Adele Vance', userName: 'adele@contoso.example', tenantId: 'contoso' };
export const workbook: Workbook = {
  driveId: 'b!finance',
  itemId: '01BUDGET',
  name: 'Budget 2026.xlsx',
  webUrl: 'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx',
  address: 'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx',
};
export const noon = Date.UTC(2026, 10, 23, 12);

export const persistent: WorkbookSession = { id: 'session-1', persistChanges: true, origin: 'opened', openedAt: noon, aliveAt: noon };

/** The record of a session that was alive at noon, when a pane held it last. */
export const recordWith = (more: Partial<SessionRecord> = {}): SessionRecord => ({
  accountId: account.id, workbook, phase: 'open', session: persistent, keepAlive: { on: true, until: null }, activity: [], seenAt: noon, ...more,
});

export const failure = (verdict: Verdict, more: Partial<Failure> = {}): Failure => ({ verdict, at: noon, ...more });

/** A heart without a runner: events go in by hand, effects are kept, time stands still until it is told otherwise. */
export function bench(choices: Partial<Choices> = {}) {
  let snapshot: Snapshot = firstSnapshot;
  let now = noon;
  let effects: Effect[] = [];
  const heart = {
    get snapshot() {
      return snapshot;
    },
    get state() {
      return snapshot.state;
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
      return heart;
    },
    tell(event: Event, chance = 0.5) {
      const step = transition(snapshot, event, { now, chance });
      snapshot = step.snapshot;
      effects = [...step.effects];
      return heart;
    },
    /** The run of the last effect of this kind. */
    run(kind: Effect['kind']) {
      const found = effects.find((effect) => effect.kind === kind);
      if (found === undefined || !('run' in found)) throw new Error(`no effect ${kind}, but ${effects.map((effect) => effect.kind).join()}`);
      return found.run;
    },
    signedIn() {
      heart.tell({ kind: 'started', known: null, choices: { ...firstChoices, ...choices } });
      return heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account });
    },
    ready() {
      heart.signedIn();
      return heart.tell({ kind: 'located', run: heart.run('locate'), workbook });
    },
    open(sessionId = 'session-1') {
      if (heart.state.kind === 'starting') heart.ready();
      heart.tell({ kind: 'startRequested' });
      return heart.opened(sessionId);
    },
    opened(sessionId: string) {
      const effect = effects.find((found) => found.kind === 'open');
      if (effect === undefined) throw new Error('nothing is being opened');
      const { run, persistChanges } = effect;
      heart.tell({ kind: 'opened', run, workbook, sessionId, persistChanges, sentAt: now });
      return heart.holdLock();
    },
    /** The lock of the record is free: it is held soon after there is a session. */
    holdLock() {
      const before = effects;
      heart.tell({ kind: 'lockHeld', key: { accountId: account.id, driveId: workbook.driveId, itemId: workbook.itemId } });
      effects = [...before, ...effects];
      return heart;
    },
    /** Wakes whenever the core wants to be woken, until it asks for something; at the latest at `end` (ms). */
    wait(end = Infinity) {
      for (effects = []; effects.length === 0; ) {
        const at = nextWakeAt(snapshot, now);
        if (at === null || at > end) return heart;
        now = Math.max(now, at);
        heart.tell({ kind: 'woke' });
      }
      return heart;
    },
    fails(verdict: Verdict, more: Partial<Failure> = {}) {
      return heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure(verdict, { at: now, ...more }) });
    },
    /** A session of another client, attached. */
    attached(sessionId = 'theirs') {
      if (heart.state.kind === 'starting') heart.ready();
      heart.tell({ kind: 'attachRequested', sessionId });
      return heart.tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt: now });
    },
    /** As after a start of which this record was found. */
    found(record: SessionRecord, isLive = false) {
      heart.signedIn();
      return heart.tell({ kind: 'located', run: heart.run('locate'), workbook, record, isLive });
    },
  };
  return heart;
}

export type Bench = ReturnType<typeof bench>;

export const anyVerdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.constantFrom<Verdict>(
    { kind: 'retry' },
    { kind: 'retry', because: 'locked' },
    { kind: 'reauthenticate' },
    { kind: 'recreate', certain: true },
    { kind: 'recreate', certain: false },
    { kind: 'over', reason: 'expired' },
    { kind: 'over', reason: 'notFound' },
    { kind: 'forbidden', need: 'editRight' },
    { kind: 'unclear' },
  ),
);
