import { describe, expect, it } from 'vitest';
import { aloneMs, closesBehind, comeBackMs, leftBy, ownerOf } from '../../../src/session/leaving';
import { firstChoices } from '../../../src/session/snapshot';
import type { Left, Memory } from '../../../src/session/state';
import type { Bench } from './support';
import { account, bench, failure, noon, workbook } from './support';

const minuteMs = 60_000;
const session = { id: 'left', persistChanges: true, origin: 'opened', openedAt: noon - minuteMs, aliveAt: noon - minuteMs } as const;
const left: Left = { accountId: account.id, workbook, session, at: noon - minuteMs / 2 };
const memory: Memory = { accountId: account.id, workbook, session, keepAlive: { on: false, until: null } };

function ready(found: Left): Bench {
  const heart = bench().tell({ kind: 'started', memory: null, choices: firstChoices, left: found });
  heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account });
  return heart.tell({ kind: 'located', run: heart.run('locate'), workbook });
}

describe('a page that goes', () => {
  it('leaves its own open session behind, and no other', () => {
    expect(leftBy(bench().open().snapshot, noon)).toMatchObject({ accountId: account.id, workbook, session: { id: 'session-1' }, at: noon });
    const closing = bench().open().tell({ kind: 'closeRequested' });
    expect(leftBy(closing.snapshot, noon)).toMatchObject({ session: { id: 'session-1' }, at: noon });
    expect(leftBy(closing.tell({ kind: 'closed', run: closing.run('close') }).snapshot, noon)).toBeNull();
    expect(leftBy(bench().ready().snapshot, noon)).toBeNull();
    const attached = bench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    attached.tell({ kind: 'refreshed', run: attached.run('refresh'), sentAt: noon });
    expect(leftBy(attached.snapshot, noon)).toBeNull();
  });

  it('has its session closed, but not before the service wants to be asked again, and no scratch copy that a slow reload would lose', () => {
    const scratch: Left = { ...left, session: { ...session, persistChanges: false } };
    expect([closesBehind(left, 0, false), closesBehind(left, 0, true), closesBehind(scratch, 0, false), closesBehind(scratch, 0, true)]).toEqual([true, true, true, false]);
    for (const [early, waitMs] of [[false, comeBackMs], [true, aloneMs]] as const) {
      expect([closesBehind(left, left.at + waitMs, early), closesBehind(left, left.at + waitMs + 1, early)]).toEqual([true, false]);
    }
  });

  it('is waited for: only a record older than a reload takes is nobody’s', () => {
    expect(ownerOf(left, null, left.at + comeBackMs - 1)).toBe('theirs');
    expect(ownerOf(left, null, left.at + comeBackMs)).toBe('nobodys');
    expect(ownerOf(left, { ...memory, session: null }, left.at + comeBackMs)).toBe('nobodys');
    expect(ownerOf(left, memory, left.at)).toBe('ours');
    expect(ownerOf(left, { ...memory, session: { ...session, id: 'other' } }, left.at)).toBe('theirs');
  });
});

describe('what was left open', () => {
  it('is closed behind the next start, once, and nobody waits for it', () => {
    const heart = ready(left);
    expect(heart.effects).toEqual([{ kind: 'close', run: heart.run('close'), workbook, sessionId: 'left' }]);
    expect(heart.state.kind).toBe('ready');
    const run = heart.run('close');
    expect(heart.tell({ kind: 'closed', run: run - 1 }).state).toHaveProperty('sweeping', run);
    expect(heart.tell({ kind: 'closed', run }).state).toEqual({ kind: 'ready', account, workbook });
    heart.tell({ kind: 'checkAgainRequested' });
    expect(heart.tell({ kind: 'located', run: heart.run('locate'), workbook }).effects).toEqual([]);
  });

  it('and cannot be closed is told; that it is over already is not', () => {
    const fault = failure({ kind: 'unclear' });
    const heart = ready(left);
    const run = heart.run('close');
    expect(heart.tell({ kind: 'closeFailed', run, failure: fault }).state).toEqual({ kind: 'ready', account, workbook, ending: { kind: 'leftOpen', failure: fault } });
    const over = ready(left);
    over.tell({ kind: 'closeFailed', run: over.run('close'), failure: failure({ kind: 'over', reason: 'expired' }) });
    expect(over.state).toEqual({ kind: 'ready', account, workbook });
  });

  it('is left alone when it is somebody else’s or past its end', () => {
    expect(ready({ ...left, accountId: 'megan' }).effects).toEqual([]);
    expect(ready({ ...left, session: { ...session, aliveAt: noon - 5 * minuteMs } }).effects).toEqual([]);
    expect(ready({ ...left, session: { ...session, aliveAt: noon - 5 * minuteMs + 1 } }).effects).toHaveLength(1);
  });

  it('does not stand in the way of a new session', () => {
    const heart = ready(left).tell({ kind: 'startRequested' });
    expect(heart.state.kind).toBe('opening');
  });
});

describe('a session that is taken up after its page was gone for long', () => {
  const resumedAfter = (leftAt?: number): Bench => {
    const kept = { ...memory, session: { ...session, ...(leftAt === undefined ? {} : { leftAt }) } };
    const heart = bench().tell({ kind: 'started', memory: kept, choices: firstChoices });
    heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account });
    return heart.tell({ kind: 'located', run: heart.run('locate'), workbook });
  };
  const ends = (heart: Bench, reason: 'expired' | 'notFound' | 'restricted'): unknown =>
    heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure({ kind: 'over', reason }) }).state;

  it('and is not there any more was closed behind the pane', () => {
    expect(ends(resumedAfter(left.at), 'expired')).toMatchObject({ kind: 'lost', reason: 'left' });
    expect(ends(resumedAfter(left.at), 'notFound')).toMatchObject({ kind: 'lost', reason: 'left' });
    expect(ends(resumedAfter(left.at), 'restricted')).toMatchObject({ kind: 'lost', reason: 'restricted' });
    expect(ends(resumedAfter(), 'expired')).toMatchObject({ kind: 'lost', reason: 'expired' });
  });

  it('and has answered since has timed out like any other', () => {
    const heart = resumedAfter(left.at);
    heart.tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt: heart.now });
    heart.pass(10 * minuteMs).tell({ kind: 'refreshRequested' });
    expect(ends(heart, 'expired')).toMatchObject({ kind: 'lost', reason: 'expired' });
  });
});
