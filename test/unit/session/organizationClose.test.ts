import { expect, it } from 'vitest';
import { failed, succeeded } from '../../../src/session/services';
import { account, failure } from './reducerBench';
import { storeBench } from './storeBench';

it('nothing more is sent for a session that was left, once the token is of another organization', async () => {
  const pane = storeBench();
  await pane.open();
  await pane.tell({ kind: 'signInRequested', another: false, organization: 'fabrikam.com' });
  await pane.last('close').answer(failed(failure({ kind: 'retry', because: 'throttled' })));
  await pane.last('signIn').answer(succeeded({ ...account, tenantId: 'fabrikam' }));
  pane.asked.length = 0;
  await pane.world.time.run(pane.world.time.now + 120_000);
  expect(pane.what().filter((what) => what.startsWith('close'))).toEqual([]);
});
