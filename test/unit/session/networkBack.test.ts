import { describe, expect, it } from 'vitest';
import { minuteMs } from '../../support/durations';
import { keepsTrying } from '../../../src/session/repeating';
import { failed } from '../../../src/session/services';
import { reducerBench } from './reducerBench';
import { storeBench } from './storeBench';

/** A start on a network that leads nowhere, which the browser does not report. */
async function unreachable() {
  const pane = storeBench();
  await pane.tell({ kind: 'started', known: null, choices: pane.store.getState().choices });
  const answer = async (): Promise<void> => {
    const reason = failed({ reason: 'offline', at: pane.now() });
    for (const call of pane.asked.splice(0)) await call.answer(reason);
  };
  const { time } = pane.world;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    await answer();
    await time.run(time.now + minuteMs / 6);
  }
  expect([pane.state().kind, pane.what()]).toEqual(['signedOut', []]);
  return { pane, answer };
}

describe('after its last attempt a start', () => {
  it('is not said to be tried again, until it is', async () => {
    const { pane, answer } = await unreachable();
    const isToldOf = (): boolean => {
      const state = pane.state();
      return state.kind === 'signedOut' && keepsTrying(state);
    };
    expect(isToldOf()).toBe(false);
    await pane.tell({ kind: 'onlineChanged', online: false });
    await pane.tell({ kind: 'onlineChanged', online: true });
    expect(isToldOf()).toBe(true);
    await answer();
    expect(isToldOf()).toBe(false);
  });

  it('is repeated at once when the network is back, however long that took', async () => {
    const { pane, answer } = await unreachable();
    for (let count = 0; count < 2; count += 1) {
      await pane.tell({ kind: 'onlineChanged', online: false });
      await pane.tell({ kind: 'onlineChanged', online: true });
      expect([pane.state().kind, pane.what()]).toEqual(['signedOut', ['signIn silent']]);
      await answer();
    }
  });

  it('is not repeated because the user cancels a sign-in', async () => {
    const { pane } = await unreachable();
    await pane.tell({ kind: 'signInRequested', another: false });
    await pane.tell({ kind: 'cancelRequested' });
    await pane.world.time.run(pane.world.time.now + minuteMs);
    expect(pane.what()).toEqual(['signIn interactive']);
  });
});

describe('a refresh while the browser reports no network', () => {
  it('that the sign-in service answered is given up like any other: the user clicked once', () => {
    const core = reducerBench().open().tell({ kind: 'onlineChanged', online: false });
    core.pass(6 * minuteMs).tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'reauthenticate' }, { signIn: 'interactionRequired' });
    expect(core.state).toMatchObject({ request: { kind: 'idle' }, signInNeeded: {} });
  });

  it('that is under way when the network is back is repeated soon if it fails, too', () => {
    const core = reducerBench({ keepAlive: true })
      .open()
      .tell({ kind: 'onlineChanged', online: false });
    core.wait();
    for (let count = 0; count < 8; count += 1) {
      core.fails({ kind: 'unknown' }, { code: 'offline' });
      core.pass(minuteMs).tell({ kind: 'woke' });
    }
    const requestKey = core.requestKey('refresh');
    core.tell({ kind: 'onlineChanged', online: true });
    const failure = { recovery: { kind: 'unknown' }, code: 'network', at: core.now } as const;
    core.tell({ kind: 'refreshFailed', requestKey, failure });
    core.pass(2_000).tell({ kind: 'woke' });
    expect(core.effects).toMatchObject([{ kind: 'refresh' }]);
  });
});
