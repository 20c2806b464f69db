import { expect, it } from 'vitest';
import { minuteMs } from '../../support/durations';
import { storeBench, session } from './storeBench';
import { PaneWorld } from './paneWorld';

it('what the user chose in one pane is stored, whatever another pane learns of the session', async () => {
  const world = new PaneWorld();
  const first = storeBench({}, world);
  const second = storeBench({}, world);
  await first.ready();
  await second.ready();
  await first.tell({ kind: 'persistChangesChosen', persistChanges: false });
  await first.tell({ kind: 'keepAliveSet', on: true });
  await first.tell({ kind: 'stopAfterChosen', stopAfterMs: 480 * minuteMs });
  await first.tell({ kind: 'startRequested' });
  await first.last('open').answer(session('session-1', false));
  expect(second.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
  const chosen = { persistChanges: false, keepAlive: true, stopAfterMs: 480 * minuteMs };
  expect(world.choices).toEqual(chosen);
  await second.tell({ kind: 'stopAfterChosen', stopAfterMs: null });
  expect(world.choices).toEqual({ ...chosen, stopAfterMs: null });
});
