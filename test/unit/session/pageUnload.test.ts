import { describe, expect, it } from 'vitest';
import { failed, succeeded } from '../../../src/session/services';
import { defaultChoices } from '../../../src/session/appState';
import type { StoreBench } from './storeBench';
import { storeBench, refuseRefresh, session, takenUp } from './storeBench';
import { account, failure, unconfirmedBy, workbook } from './reducerBench';
import type { PaneWorld } from './paneWorld';
import { minuteMs } from '../../support/durations';

const kept = { keepAlive: true, stopAfterMs: null };

describe('two panes that start at the same time', () => {
  async function both(ms: number): Promise<readonly [StoreBench, StoreBench]> {
    const { world } = await takenUp(ms, kept).then(async (pane) => (await pane.crash(), pane));
    const [one, two] = [storeBench(kept, world), storeBench(kept, world)];
    for (const pane of [one, two]) {
      await pane.tell({ kind: 'started', known: null, choices: { ...defaultChoices, ...kept } });
    }
    for (const pane of [one, two]) await pane.last('signIn').answer(succeeded(account));
    await Promise.all([one, two].map((pane) => pane.last('locate').answer(succeeded(workbook))));
    for (const pane of [one, two]) pane.asked.splice(0, 2);
    return [one, two];
  }

  it('check the session in turn, and both use the first response', async () => {
    const [one, two] = await both(2 * minuteMs);
    expect([one.what(), two.what()]).toEqual([['refresh session-1'], []]);
    await one.refreshed();
    expect([two.what(), two.state()]).toMatchObject([['refresh session-1'], { kind: 'open' }]);
    await two.refreshed();
    expect([one.state(), two.state()]).toMatchObject([
      { kind: 'open', request: { kind: 'idle' } },
      { kind: 'open', request: { kind: 'idle' } },
    ]);
    expect([one, two].filter(({ store }) => store.getState().holdsLock)).toHaveLength(1);
  });

  it('do not recreate the session after an absence', async () => {
    const [one, two] = await both(2 * minuteMs);
    for (const pane of [one, two]) await refuseRefresh(pane, { kind: 'recreate', certain: true });
    expect([one.state(), two.state()]).toMatchObject([
      { kind: 'lost', reason: 'left' },
      { kind: 'lost', reason: 'left' },
    ]);
  });

  it('do not recreate the session if one of them starts during the other’s check', async () => {
    const one = await takenUp(2 * minuteMs, kept);
    const two = storeBench(kept, one.world);
    await two.start();
    await refuseRefresh(one, { kind: 'recreate', certain: true });
    expect(two.what().at(-1)).toBe('refresh session-1');
    await refuseRefresh(two, { kind: 'recreate', certain: true });
    expect([one.state().kind, two.state().kind]).toEqual(['lost', 'lost']);
  });

  it('show one session if both recreate it; the other session is closed', async () => {
    const [one, two] = await both(10_000);
    for (const pane of [one, two]) await refuseRefresh(pane, { kind: 'recreate', certain: true });
    await one.last('open').answer(session('session-2'));
    expect(two.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    // The request of the other pane was sent when the first response arrived.
    const late = two.asked.find(({ what }) => what === 'open');
    await late?.answer(session('session-3'));
    expect([one.state(), two.state()]).toMatchObject([
      { session: { id: 'session-2' } },
      { session: { id: 'session-2' } },
    ]);
    expect(two.what()).toEqual(['refresh session-1', 'open', 'close session-3']);
  });
});

describe('a page that unloads while a session is being opened', () => {
  async function opening(choices = kept): Promise<PaneWorld> {
    const pane = storeBench(choices);
    await pane.ready();
    await pane.tell({ kind: 'startRequested' });
    await pane.crash();
    return pane.world;
  }

  it('is reported once by the next start: a session may be open', async () => {
    const world = await opening();
    const next = storeBench(kept, world);
    await next.start();
    expect([next.state(), next.world.stored()]).toEqual([{ kind: 'ready', account, workbook }, []]);
    expect(unconfirmedBy(next.store.getState().unconfirmed)).toBe('open');
    await next.tell({ kind: 'unconfirmedDismissed' });
    await next.tell({ kind: 'checkAgainRequested' });
    await next.last('locate').answer({ ok: true, value: workbook });
    expect(next.store.getState().unconfirmed).toBeUndefined();
  });

  it('is not reported while another pane is opening the session, which is shown once it is open', async () => {
    const first = storeBench(kept);
    await first.ready();
    await first.tell({ kind: 'startRequested' });
    const second = storeBench(kept, first.world);
    await second.ready();
    expect([second.state(), first.world.stored()]).toMatchObject([
      { kind: 'ready' },
      [{ phase: 'opening' }],
    ]);
    expect(second.state()).not.toHaveProperty('ending');
    await first.last('open').answer(session('session-1'));
    expect(second.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
  });

  it('is not reported after ten minutes', async () => {
    const world = await opening();
    await world.time.run(10 * minuteMs + 1);
    const next = storeBench(kept, world);
    await next.start();
    expect([next.state(), world.stored()]).toEqual([{ kind: 'ready', account, workbook }, []]);
  });
});

describe('a page that unloads while a session is being closed', () => {
  it('has its session closed by the next start, which removes the record', async () => {
    const pane = storeBench(kept);
    await pane.open();
    await pane.tell({ kind: 'closeRequested' });
    await pane.crash();
    const next = storeBench(kept, pane.world);
    await next.start();
    expect([next.state().kind, next.what().at(-1)]).toEqual(['closing', 'close session-1']);
    await next.last('close').answer(failed(failure({ kind: 'ended', reason: 'notFound' })));
    expect([next.state(), pane.world.stored()]).toMatchObject([
      { kind: 'ready', ending: { kind: 'closed' } },
      [],
    ]);
    expect(next.state()).not.toHaveProperty('ending.failure');
  });
});
