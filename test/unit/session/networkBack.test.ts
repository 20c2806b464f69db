import { expect, it } from 'vitest';
import { minuteMs } from '../../support/durations';
import { failed } from '../../../src/session/services';
import { storeBench } from './storeBench';

it('a start is repeated at once when the network is back, however long that took', async () => {
  const pane = storeBench();
  await pane.tell({ kind: 'started', known: null, choices: pane.store.getState().choices });
  // The browser reports a network that leads nowhere.
  const unreachable = async (): Promise<void> => {
    const reason = failed({ reason: 'offline', at: pane.now() });
    for (const call of pane.asked.splice(0)) await call.answer(reason);
  };
  for (let attempt = 0; attempt < 200; attempt += 1) {
    await unreachable();
    await pane.world.time.run(pane.world.time.now + minuteMs / 6);
  }
  expect(pane.what()).toEqual([]);
  for (let count = 0; count < 2; count += 1) {
    await pane.tell({ kind: 'onlineChanged', online: false });
    await pane.tell({ kind: 'onlineChanged', online: true });
    expect([pane.state().kind, pane.what()]).toEqual(['signedOut', ['signIn silent']]);
    await unreachable();
  }
});
