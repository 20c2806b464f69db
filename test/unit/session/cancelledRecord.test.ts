import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { PaneWorld } from './paneWorld';
import { documentShown, failure, workbook } from './reducerBench';
import { cancelledStart, emptySuccess, session, storeBench } from './storeBench';
import type { StoreBench } from './storeBench';

const busy = failed(failure({ kind: 'retry' }, { status: 503 }));
const copy = { ...workbook, itemId: '01COPY', address: `${workbook.address}2` };
const change = { kind: 'signInRequested', another: true } as const;

/** A cancelled start has opened a session, whose close is repeated. */
async function lateClose(core: StoreBench): Promise<void> {
  await core.ready();
  await cancelledStart(core);
  await core.last('open').answer(session('late'));
  await core.last('close late').answer(busy);
}

describe('the record of a cancelled start is not taken for the one of another page', () => {
  it.each([
    ['after a sign-in that is cancelled', [change, { kind: 'cancelRequested' }]],
    ['after another workbook', [documentShown(copy), documentShown(workbook)]],
  ] as const)('%s', async (_, events) => {
    const core = storeBench();
    await core.ready();
    await cancelledStart(core);
    for (const event of events) await core.tell(event);
    const early = core.store.getState().unconfirmed;
    await core.last('open').answer(session('late'));
    await core.last('close late').answer(emptySuccess);
    expect([early, core.store.getState().unconfirmed]).toEqual([undefined, undefined]);
  });
});

describe('the record of a cancelled start does not replace the one of a session', () => {
  it('that another pane has opened: both show it', async () => {
    const world = new PaneWorld();
    const [first, second] = [storeBench({}, world), storeBench({}, world)];
    await second.ready();
    await lateClose(first);
    await first.tell(change);
    await second.tell({ kind: 'startRequested' });
    await second.last('open').answer(session('session-2'));
    await first.tell({ kind: 'cancelRequested' });
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    expect(world.stored()).toMatchObject([{ phase: 'open', session: { id: 'session-2' } }]);
  });

  it('that this pane has closed: the other pane learns of it', async () => {
    const world = new PaneWorld();
    const [first, second] = [storeBench({}, world), storeBench({}, world)];
    await lateClose(first);
    await first.tell({ kind: 'startRequested' });
    await first.last('open').answer(session('session-2'));
    await second.ready();
    await first.tell({ kind: 'closeRequested' });
    await first.last('close session-2').answer(emptySuccess);
    expect(second.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
    expect(second.state()).not.toHaveProperty('ending.failure');
  });
});
