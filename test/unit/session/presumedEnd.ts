import { expect } from 'vitest';
import { failed } from '../../../src/session/services';
import type { PaneWorld } from './paneWorld';
import { failure } from './reducerBench';
import type { StoreBench } from './storeBench';

/** Refreshes until 502s show the end of the session, as far as the time tells: it is replaced. */
export async function presumesEnd(pane: StoreBench, { time }: PaneWorld): Promise<void> {
  await time.run(290_000);
  await pane.tell({ kind: 'refreshRequested' });
  for (let asked = 0; pane.state().kind === 'open' && time.now < 400_000;) {
    if (pane.asked.length > asked) {
      const badGateway = { at: pane.now(), status: 502 };
      await pane
        .last('refresh')
        .answer(failed(failure({ kind: 'recreate', certain: false }, badGateway)));
    }
    asked = pane.asked.length;
    await time.run(time.now + 500);
  }
  expect(pane.state()).toMatchObject({ kind: 'opening', mode: { kind: 'recreate' } });
}
