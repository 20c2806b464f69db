import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/session/failures';
import { nextWakeAt, presumedEnd, refreshJitterMs, reserveMs } from '../../../src/session/keepAlive';
import type { Bench } from './support';
import { account, bench, failure, noon } from './support';

const fails = (heart: Bench, verdict: Verdict, more = {}): Bench =>
  heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure(verdict, { at: heart.now, ...more }) });

describe('keep-alive', () => {
  it('refreshes a persistent session about every 3.5 minutes, with more than 90 s in reserve', () => {
    const heart = bench({ keepAlive: true }).open().wait();
    expect(heart.now - noon).toBeGreaterThanOrEqual(5 * 60_000 - reserveMs - refreshJitterMs);
    expect(heart.now - noon).toBeLessThanOrEqual(5 * 60_000 - 90_000);
    expect(heart.effects).toMatchObject([{ kind: 'refresh', sessionId: 'session-1' }]);
    expect(bench({ keepAlive: true }).open().wait(heart.now - 1).effects).toEqual([]);
  });

  it('refreshes a scratch session about every 5.5 minutes', () => {
    const heart = bench({ keepAlive: true, persistChanges: false }).open().wait();
    expect(heart.now - noon).toBeGreaterThan(5.3 * 60_000);
    expect(heart.now - noon).toBeLessThanOrEqual(5.5 * 60_000);
  });

  it('looks at the wall clock at least every 30 s while a session is open, whatever else is planned', () => {
    const kept = bench({ keepAlive: true }).open();
    for (const heart of [bench().open(), kept, bench().open().tell({ kind: 'refreshRequested' }), bench().attached()]) {
      expect(nextWakeAt(heart.snapshot, heart.now)).toBe(heart.now + 30_000);
      heart.pass(3 * 3_600_000);
      expect(nextWakeAt(heart.snapshot, heart.now)).toBeLessThanOrEqual(heart.now + 30_000);
    }
    // A computer that slept: no event comes, and the timer of before does.
    expect(kept.tell({ kind: 'woke' }).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('is the work of the pane that holds the lock', () => {
    const heart = bench({ keepAlive: true }).open().tell({ kind: 'lockLost' });
    expect(heart.pass(4 * 60_000).tell({ kind: 'woke' }).effects).toEqual([]);
    expect(heart.holdLock().effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('counts the idle time from the moment a refresh was sent, not from its answer', () => {
    const heart = bench().open().pass(60_000).tell({ kind: 'refreshRequested' });
    const sentAt = heart.now;
    heart.pass(9_000).tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt });
    expect(heart.state.kind === 'open' && presumedEnd(heart.state.session)).toBe(sentAt + 5 * 60_000);
  });

  it('stops by itself after the chosen time, with a word, and leaves the session open', () => {
    const heart = bench({ keepAlive: true, stopAfterMs: 3_600_000 }).open().pass(3_600_000).tell({ kind: 'woke' });
    expect(heart.state).toMatchObject({ kind: 'open', keepAlive: { kind: 'off', stopped: 'timeIsUp' } });
    expect(heart.snapshot.activity.at(-1)?.what).toBe('keepAliveTimeIsUp');
    expect(heart.wait(noon + 24 * 3_600_000).effects).toEqual([]);
  });

  it('waits for the network while the browser is offline, and asks the moment it is back', () => {
    const heart = bench({ keepAlive: true }).open().tell({ kind: 'onlineChanged', online: false });
    heart.pass(240_000).tell({ kind: 'woke' });
    expect(heart.state).toMatchObject({ request: { kind: 'waitingForNetwork' } });
    heart.pass(10_000).tell({ kind: 'onlineChanged', online: true });
    expect(heart.effects).toMatchObject([{ kind: 'refresh' }]);
  });
});

describe('a failed refresh', () => {
  it('is tried again until the presumed end, with a last call shortly before it', () => {
    const heart = bench({ keepAlive: true }).open();
    const end = noon + 5 * 60_000;
    const sent: number[] = [];
    for (let at = nextWakeAt(heart.snapshot, heart.now); at !== null && at < end; at = nextWakeAt(heart.snapshot, heart.now)) {
      heart.pass(Math.max(0, at - heart.now)).tell({ kind: 'woke' });
      if (heart.effects.length > 0) sent.push(end - heart.now);
      if (heart.effects.length > 0) fails(heart, { kind: 'unclear' });
    }
    expect(sent[0]).toBeGreaterThan(90_000);
    expect(sent.at(-1)).toBe(3_000);
    expect(sent.length).toBeGreaterThanOrEqual(6);
  });

  it('is not tried again before the service wants it, not even at a click', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    fails(heart, { kind: 'retry' }, { notBefore: heart.now + 30_000 });
    expect(heart.tell({ kind: 'refreshRequested' }).effects).toEqual([]);
    expect(heart.pass(29_999).tell({ kind: 'woke' }).effects).toEqual([]);
    expect(heart.pass(1).tell({ kind: 'woke' }).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('asks the service after the presumed end as well: only its answer says that a session is over', () => {
    const heart = bench({ keepAlive: true }).open().pass(9 * 3_600_000).tell({ kind: 'woke' });
    expect(heart.effects).toEqual([]);
    expect(heart.state).toMatchObject({ keepAlive: { kind: 'off', stopped: 'timeIsUp' } });
    const kept = bench({ keepAlive: true, stopAfterMs: null }).open().pass(9 * 3_600_000).tell({ kind: 'woke' });
    expect(kept.effects).toMatchObject([{ kind: 'refresh' }]);
    fails(kept, { kind: 'over', reason: 'expired' });
    expect(kept.state).toMatchObject({ kind: 'lost', reason: 'expired' });
    expect(nextWakeAt(kept.snapshot, kept.now)).toBeNull();
  });

  it('gives up at the presumed end when nobody keeps the session alive', () => {
    const heart = bench().open().pass(5 * 60_000).tell({ kind: 'refreshRequested' });
    fails(heart, { kind: 'unclear' });
    expect(heart.state).toMatchObject({ kind: 'open', request: { kind: 'idle', failure: { verdict: { kind: 'unclear' } } } });
  });

  it('asks for a sign-in where the token is refused, tries again beside that, and goes on after it', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    fails(heart, { kind: 'reauthenticate' });
    expect(heart.state).toMatchObject({ kind: 'open', signInNeeded: { failure: { verdict: { kind: 'reauthenticate' } } }, request: { kind: 'retrying' } });
    heart.tell({ kind: 'signInRequested', another: false });
    heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account });
    expect(heart.effects).toMatchObject([{ kind: 'refresh', sessionId: 'session-1' }]);
    expect(heart.state).not.toHaveProperty('signInNeeded');
  });

  it('stops keep-alive, with a word, where asking again would be refused again', () => {
    const heart = bench({ keepAlive: true }).open().tell({ kind: 'refreshRequested' });
    fails(heart, { kind: 'forbidden', need: 'permission' });
    expect(heart.state).toMatchObject({ kind: 'open', keepAlive: { kind: 'off', stopped: 'refused' } });
  });
});

describe('a session that the service offers to open anew', () => {
  it('is opened anew by itself when it is persistent and ours, keeps its keep-alive, and is told', () => {
    const heart = bench({ keepAlive: true }).open();
    const until = heart.state.kind === 'open' && heart.state.keepAlive.kind === 'on' ? heart.state.keepAlive.until : null;
    heart.tell({ kind: 'refreshRequested' });
    fails(heart, { kind: 'recreate', certain: true });
    expect(heart.effects).toMatchObject([{ kind: 'open', persistChanges: true }]);
    heart.opened('session-2');
    expect(heart.state).toMatchObject({ kind: 'open', session: { id: 'session-2' }, keepAlive: { kind: 'on', until } });
    expect(heart.snapshot.activity.at(-1)?.what).toBe('recreated');
  });

  it('is never opened anew silently when it was a scratch copy', () => {
    const heart = bench({ persistChanges: false }).open().tell({ kind: 'refreshRequested' });
    fails(heart, { kind: 'recreate', certain: true });
    expect(heart.state).toMatchObject({ kind: 'lost', reason: 'recreatable', session: { persistChanges: false } });
    expect(heart.effects).toEqual([]);
  });

  it('is not ours to open anew when it was taken over', () => {
    const heart = bench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    heart.tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt: noon }).tell({ kind: 'refreshRequested' });
    fails(heart, { kind: 'recreate', certain: true });
    expect(heart.state).toMatchObject({ kind: 'lost', session: { origin: 'attached' } });
  });

  it('is asked again first while its time lasts, when a bare 502 or 503 leaves it in doubt', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    fails(heart, { kind: 'recreate', certain: false });
    expect(heart.state).toMatchObject({ kind: 'open', request: { kind: 'retrying' } });
    heart.pass(5 * 60_000).tell({ kind: 'woke' });
    fails(heart, { kind: 'recreate', certain: false });
    expect(heart.state).toMatchObject({ kind: 'opening', how: { kind: 'recreate' } });
  });
});
