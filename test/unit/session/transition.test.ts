import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/session/failure';
import { nextWakeAt, presumedEnd, refreshJitterMs, reserveMs } from '../../../src/session/keepAlive';
import { memoryOf } from '../../../src/session/snapshot';
import type { Bench } from './support';
import { account, bench, failure, noon, workbook } from './support';

const fails = (heart: Bench, verdict: Verdict, more = {}): Bench =>
  heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure(verdict, { at: heart.now, ...more }) });

describe('signing in', () => {
  it('looks for the person silently first, and says nothing when a window would be needed', () => {
    const heart = bench().tell({ kind: 'started', memory: null, choices: bench().snapshot.choices });
    expect(heart.effects).toEqual([{ kind: 'signIn', run: 1, how: 'silent' }]);
    heart.tell({ kind: 'signInFailed', run: 1, failure: { reason: 'interactionRequired', at: noon } });
    expect(heart.state).toEqual({ kind: 'signedOut' });
  });

  it('tells why an asked-for sign-in failed', () => {
    const heart = bench().tell({ kind: 'started', memory: null, choices: bench().snapshot.choices });
    heart.tell({ kind: 'signInFailed', run: 1, failure: { reason: 'interactionRequired', at: noon } });
    heart.tell({ kind: 'signInRequested', another: false });
    heart.tell({ kind: 'signInFailed', run: heart.run('signIn'), failure: { reason: 'windowBlocked', at: noon } });
    expect(heart.state).toMatchObject({ kind: 'signedOut', notice: { reason: 'windowBlocked' } });
  });

  it('drops the answer to a sign-in that was given up', () => {
    const heart = bench().tell({ kind: 'started', memory: null, choices: bench().snapshot.choices });
    heart.tell({ kind: 'signInFailed', run: 1, failure: { reason: 'interactionRequired', at: noon } });
    heart.tell({ kind: 'signInRequested', another: false });
    const run = heart.run('signIn');
    heart.tell({ kind: 'givenUp' });
    expect(heart.effects).toEqual([{ kind: 'giveUp', run }]);
    heart.tell({ kind: 'signedIn', run, account });
    expect(heart.state.kind).toBe('signedOut');
  });

  it('closes its own session behind a sign-out, at once for the person', () => {
    const heart = bench().open().tell({ kind: 'signOutRequested' });
    expect(heart.state).toEqual({ kind: 'signedOut', notice: 'signedOut' });
    expect(heart.effects).toEqual([{ kind: 'signOut', account, leaving: { workbook, sessionId: 'session-1' } }]);
    expect(memoryOf(heart.snapshot)).toBeNull();
  });

  it('leaves a session of somebody else alone at sign-out', () => {
    const heart = bench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    heart.tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt: heart.now });
    expect(heart.state).toMatchObject({ kind: 'open', session: { origin: 'attached', persistChanges: 'unknown' } });
    heart.tell({ kind: 'signOutRequested' });
    expect(heart.effects).toEqual([{ kind: 'signOut', account, leaving: null }]);
  });
});

describe('opening', () => {
  it('shows the kind of session that the server answered, not the one that was asked for', () => {
    const heart = bench({ persistChanges: true }).ready().tell({ kind: 'startRequested' });
    heart.tell({ kind: 'opened', run: heart.run('open'), workbook, sessionId: 's', persistChanges: false, sentAt: noon });
    expect(heart.state).toMatchObject({ kind: 'open', session: { persistChanges: false } });
  });

  it('does not send a create again whose outcome is unclear', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    heart.tell({ kind: 'openFailed', run: heart.run('open'), failure: failure({ kind: 'unclear' }) });
    expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'failed' } });
    expect(heart.effects).toEqual([]);
  });

  it('repeats a create that may be repeated, not before Retry-After, and not for ever', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    const notBefore = heart.now + 20_000;
    heart.tell({ kind: 'openFailed', run: heart.run('open'), failure: failure({ kind: 'retry' }, { notBefore }) });
    expect(nextWakeAt(heart.snapshot)).toBe(notBefore);
    expect(heart.pass(19_999).tell({ kind: 'woke' }).effects).toEqual([]);
    heart.pass(1).tell({ kind: 'woke' });
    expect(heart.effects).toMatchObject([{ kind: 'open' }]);
    heart.pass(120_000).tell({ kind: 'openFailed', run: heart.run('open'), failure: failure({ kind: 'retry' }) });
    expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'failed' } });
  });

  it('closes a session that was opened after the person gave up waiting', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    const run = heart.run('open');
    heart.tell({ kind: 'givenUp' });
    heart.tell({ kind: 'opened', run, workbook, sessionId: 'late', persistChanges: true, sentAt: noon });
    expect(heart.state.kind).toBe('ready');
    expect(heart.effects).toMatchObject([{ kind: 'close', sessionId: 'late' }]);
  });
});

describe('keep-alive', () => {
  it('refreshes a persistent session about every 3.5 minutes, with more than 90 s in reserve', () => {
    const heart = bench({ keepAlive: true }).open();
    const at = nextWakeAt(heart.snapshot) ?? 0;
    expect(at - noon).toBeGreaterThanOrEqual(5 * 60_000 - reserveMs - refreshJitterMs);
    expect(at - noon).toBeLessThanOrEqual(5 * 60_000 - 90_000);
    heart.pass(at - noon - 1).tell({ kind: 'woke' });
    expect(heart.effects).toEqual([]);
    heart.pass(1).tell({ kind: 'woke' });
    expect(heart.effects).toMatchObject([{ kind: 'refresh', sessionId: 'session-1' }]);
  });

  it('refreshes a scratch session about every 5.5 minutes', () => {
    const heart = bench({ keepAlive: true, persistChanges: false }).open();
    expect((nextWakeAt(heart.snapshot) ?? 0) - noon).toBeGreaterThan(5.3 * 60_000);
    expect((nextWakeAt(heart.snapshot) ?? 0) - noon).toBeLessThanOrEqual(5.5 * 60_000);
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
    expect(nextWakeAt(heart.snapshot)).toBeNull();
  });

  it('waits for the network while the browser is offline, and asks the moment it is back', () => {
    const heart = bench({ keepAlive: true }).open().tell({ kind: 'onlineChanged', online: false });
    heart.pass(240_000).tell({ kind: 'woke' });
    expect(heart.state).toMatchObject({ request: { kind: 'waiting', for: 'network' } });
    heart.pass(10_000).tell({ kind: 'onlineChanged', online: true });
    expect(heart.effects).toMatchObject([{ kind: 'refresh' }]);
  });
});

describe('a failed refresh', () => {
  it('is tried again until the presumed end, with a last call shortly before it', () => {
    const heart = bench({ keepAlive: true }).open();
    const end = noon + 5 * 60_000;
    const sent: number[] = [];
    for (let at = nextWakeAt(heart.snapshot); at !== null && at < end; at = nextWakeAt(heart.snapshot)) {
      heart.pass(Math.max(0, at - heart.now)).tell({ kind: 'woke' });
      sent.push(end - heart.now);
      fails(heart, { kind: 'unclear' });
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
    expect(nextWakeAt(kept.snapshot)).toBeNull();
  });

  it('gives up at the presumed end when nobody keeps the session alive', () => {
    const heart = bench().open().pass(5 * 60_000).tell({ kind: 'refreshRequested' });
    fails(heart, { kind: 'unclear' });
    expect(heart.state).toMatchObject({ kind: 'open', request: { kind: 'idle', failure: { verdict: { kind: 'unclear' } } } });
  });

  it('asks for a sign-in where the token is refused, and goes on after it', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    fails(heart, { kind: 'reauthenticate' });
    expect(heart.state).toMatchObject({ kind: 'open', request: { kind: 'waiting', for: 'signIn' } });
    heart.tell({ kind: 'signInRequested', another: false });
    heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account });
    expect(heart.effects).toMatchObject([{ kind: 'refresh', sessionId: 'session-1' }]);
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

describe('closing', () => {
  it('tells the service, and counts a session that was over already as closed', () => {
    const heart = bench().open().tell({ kind: 'closeRequested' });
    heart.tell({ kind: 'closeFailed', run: heart.run('close'), failure: failure({ kind: 'over', reason: 'expired' }) });
    expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed', session: { id: 'session-1' } } });
    expect(heart.state.kind === 'ready' && heart.state.ending?.failure).toBeUndefined();
  });

  it('ignores the answer to a refresh that was under way', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    const run = heart.run('refresh');
    heart.tell({ kind: 'closeRequested' }).tell({ kind: 'refreshed', run, sentAt: noon });
    expect(heart.state.kind).toBe('closing');
  });
});

describe('coming back after a reload', () => {
  it('shows the session as it was and asks the service whether it is alive', () => {
    const before = bench({ keepAlive: true }).open();
    const memory = memoryOf(before.snapshot);
    const heart = bench().pass(60_000).tell({ kind: 'started', memory, choices: before.snapshot.choices });
    heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account });
    expect(heart.effects).toMatchObject([{ kind: 'locate', known: workbook }]);
    heart.tell({ kind: 'located', run: heart.run('locate'), workbook });
    expect(heart.state).toMatchObject({ kind: 'open', session: { id: 'session-1' }, keepAlive: { kind: 'on' } });
    expect(heart.effects).toMatchObject([{ kind: 'refresh', sessionId: 'session-1' }]);
  });

  it('keeps nothing of another person', () => {
    const memory = memoryOf(bench().open().snapshot);
    const heart = bench().tell({ kind: 'started', memory, choices: bench().snapshot.choices });
    heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account: { ...account, id: 'alex' } });
    expect(heart.effects).toMatchObject([{ kind: 'locate', known: null }]);
    heart.tell({ kind: 'located', run: heart.run('locate'), workbook });
    expect(heart.state.kind).toBe('ready');
  });
});
