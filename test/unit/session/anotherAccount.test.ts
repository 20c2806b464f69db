import { describe, expect, it } from 'vitest';
import { failed, succeeded } from '../../../src/session/services';
import { PaneWorld } from './paneWorld';
import { account } from './reducerBench';
import { refuseRefresh, storeBench, type StoreBench } from './storeBench';

const gone = { kind: 'ended', reason: 'notFound' } as const;

/** A pane that shows the session of a script. */
async function attached(world = new PaneWorld()): Promise<StoreBench> {
  const pane = storeBench({}, world);
  await pane.ready();
  await pane.tell({ kind: 'attachRequested', sessionId: 'theirs' });
  await pane.refreshed();
  return pane;
}

/** A refresh finds that the session has ended. */
async function ends(pane: StoreBench): Promise<void> {
  await pane.tell({ kind: 'refreshRequested' });
  await refuseRefresh(pane, gone);
}

describe('the sign-in with another account', () => {
  it('goes on with the look-up where that is cancelled', async () => {
    const core = storeBench();
    await core.tell({ kind: 'started', known: null, choices: core.store.getState().choices });
    await core.last('signIn').answer(succeeded(account));
    expect(core.state().kind).toBe('locating');
    await core.tell({ kind: 'signInRequested', another: true });
    await core.last('signIn').answer(failed({ reason: 'cancelled', at: core.now() }));
    await core.time.run(core.time.now + 600_000);
    expect(core.what().filter((one) => one.startsWith('locate'))).toHaveLength(2);
  });

  it('goes on where the session ends meanwhile', async () => {
    const core = await attached();
    await core.tell({ kind: 'signInRequested', another: true });
    const window = core.last('signIn another');
    await ends(core);
    expect(window.signal.aborted).toBe(false);
    await window.answer(succeeded({ ...account, id: 'megan' }));
    expect(core.state()).toMatchObject({ kind: 'locating', account: { id: 'megan' } });
  });

  it('shows the end of the session if it is cancelled after that', async () => {
    const core = await attached();
    await core.tell({ kind: 'signInRequested', another: true });
    await ends(core);
    expect(core.state()).toMatchObject({ kind: 'signingIn', returnTo: { kind: 'lost' } });
    await core.tell({ kind: 'cancelRequested' });
    expect(core.state()).toMatchObject({ kind: 'lost', session: { id: 'theirs' } });
  });

  it('leaves no record of a session that ends meanwhile, and the other pane checks it', async () => {
    const world = new PaneWorld();
    const core = await attached(world);
    const second = storeBench({}, world);
    await second.ready();
    await core.tell({ kind: 'signInRequested', another: true });
    await ends(core);
    expect(second.what()).toEqual(['refresh theirs']);
    await refuseRefresh(second, gone);
    expect(world.stored()).toEqual([]);
  });
});
