import { expect, it } from 'vitest';
import { failed, succeeded } from '../../../src/session/services';
import { account, unconfirmedBy, workbook } from './reducerBench';
import { PaneWorld } from './paneWorld';
import { findsWorkbook, reloadedIn, storeBench } from './storeBench';
import type { StoreBench } from './storeBench';

const told = (core: StoreBench): unknown => [
  core.state().kind,
  unconfirmedBy(core.store.getState().unconfirmed),
];

async function crashed(): Promise<StoreBench> {
  const core = storeBench();
  await core.open();
  await core.crash();
  return core;
}

it('a session that a reload shows is told of where the sign-in or the look-up fails, until it is shown again', async () => {
  for (const fails of ['signIn', 'locate'] as const) {
    const core = await reloadedIn((await crashed()).world, {});
    if (fails === 'signIn') {
      await core.last('signIn').answer(failed({ reason: 'interactionRequired', at: core.now() }));
      expect(told(core)).toEqual(['signedOut', 'close']);
      await core.tell({ kind: 'signInRequested', another: false });
    } else {
      await core.last('signIn').answer(succeeded(account));
      await core.last('locate').answer(failed({ reason: 'noAccess' }));
      expect(told(core)).toEqual(['noWorkbook', 'close']);
      await core.tell({ kind: 'checkAgainRequested' });
    }
    if (fails === 'signIn') await core.last('signIn').answer(succeeded(account));
    await core.last('locate').answer(succeeded(workbook));
    expect(told(core)).toEqual(['open', undefined]);
  }
});

it('is told beside a start that the user asked for during the reload', async () => {
  const world = new PaneWorld();
  const before = storeBench({}, world);
  await before.ready();
  await before.tell({ kind: 'startRequested' });
  await before.crash();
  const pane = await reloadedIn(world, {});
  await pane.tell({ kind: 'startRequested' });
  await findsWorkbook(pane);
  expect(pane.store.getState().unconfirmed).toBeDefined();
});
