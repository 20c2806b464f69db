import { describe, expect, it } from 'vitest';
import type { UnconfirmedSession } from '../../../src/session/unconfirmed';
import { failed, succeeded } from '../../../src/session/services';
import { unconfirmedHere } from '../../../src/session/unconfirmed';
import { account, documentShown, failure, unconfirmedBy, workbook } from './reducerBench';
import {
  aborted,
  arrives,
  cancelledStart,
  emptySuccess,
  session,
  signOut,
  storeBench,
  unclosed,
  twoCancelledStarts,
} from './storeBench';
import type { StoreBench } from './storeBench';
import { PaneWorld } from './paneWorld';

const noToken = failure({ kind: 'reauthenticate' }, { signIn: 'interactionRequired' });
const forbidden = failure({ kind: 'forbidden', need: 'permission' });
const unclear = failure({ kind: 'unknown' }, { code: 'aborted' });
const gateway = failed(failure({ kind: 'retry' }, { status: 504 }));
const copy = { ...workbook, itemId: '01COPY', address: `${workbook.address}2` };
const another = { ...account, id: 'another' };
const signIn = { kind: 'signInRequested', another: false } as const;
const change = { kind: 'signInRequested', another: true } as const;
const start = { kind: 'startRequested' } as const;
const close = { kind: 'closeRequested' } as const;
const cancel = { kind: 'cancelRequested' } as const;

const here = (core: StoreBench): UnconfirmedSession | undefined =>
  unconfirmedHere(core.store.getState());
const told = (core: StoreBench): unknown => [core.state().kind, unconfirmedBy(here(core))];

const pass = (world: PaneWorld, ms: number): Promise<void> => world.time.run(world.time.now + ms);

function panes(): { world: PaneWorld; first: StoreBench; second: StoreBench } {
  const world = new PaneWorld();
  return { world, first: storeBench({}, world), second: storeBench({}, world) };
}

async function starts(core: StoreBench, id = 'session-2'): Promise<void> {
  await core.tell(start);
  await core.last('open').answer(session(id));
}

describe('a change of accounts says to the next user that a session may be open', () => {
  it('where its close failed, whenever that is known', async () => {
    for (const isLate of [true, false]) {
      const core = storeBench();
      await core.open();
      await core.tell(change);
      if (!isLate) await core.last('close').answer(failed(noToken));
      await arrives(core, another);
      if (isLate) await core.last('close').answer(aborted);
      expect(told(core)).toEqual(['ready', 'close']);
    }
  });

  it('where it was not confirmed before', async () => {
    const core = await unclosed();
    await core.tell(change);
    await arrives(core, another);
    expect(told(core)).toEqual(['ready', 'close']);
  });

  it('but not where it was closed', async () => {
    const core = storeBench();
    await core.open();
    await core.tell(change);
    await core.last('close').answer(emptySuccess);
    await arrives(core, another);
    expect(told(core)).toEqual(['ready', undefined]);
  });

  it('where its replacement had no usable answer, and so does a sign-out', async () => {
    for (const event of [change, signOut]) {
      const core = storeBench();
      await core.open();
      await core.tell({ kind: 'refreshRequested' });
      await core.last('refresh').answer(failed(failure({ kind: 'recreate', certain: true })));
      await core.last('open').answer(failed(unclear));
      expect(core.state()).toMatchObject({ kind: 'lost', failure: unclear });
      await core.tell(event);
      if (event === change) await arrives(core, another);
      expect(told(core)).toEqual([event === change ? 'ready' : 'signedOut', 'open']);
    }
  });

  it('beside its own workbook only', async () => {
    const core = await unclosed(forbidden);
    await core.tell(documentShown(copy));
    expect(core.state()).toMatchObject({ workbook: copy, ending: { kind: 'closed' } });
    await core.tell(change);
    await arrives(core, another, copy);
    expect(told(core)).toEqual(['ready', undefined]);
    expect(core.store.getState().unconfirmed?.workbook.itemId).toBe(workbook.itemId);
  });
});

describe('a close that could not be confirmed is not told any more', () => {
  it('once it is confirmed, after the user has first signed in as somebody else', async () => {
    const core = await unclosed();
    await core.tell(signIn);
    await arrives(core, another);
    expect(unconfirmedBy(here(core))).toBe('close');
    await core.tell(change);
    await arrives(core);
    await core.last('close').answer(emptySuccess);
    expect(core.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
    expect(core.state()).not.toHaveProperty('ending.failure');
    expect(here(core)).toBeUndefined();
  });
  it('once it is confirmed, after a change of accounts and back', async () => {
    const core = storeBench();
    await core.open();
    await core.tell(change);
    await core.last('close').answer(failed(noToken));
    await arrives(core, another);
    await core.tell(change);
    await arrives(core);
    await core.last('close').answer(emptySuccess);
    expect(core.state()).not.toHaveProperty('ending.failure');
    expect(here(core)).toBeUndefined();
  });
  it('beside the card that tells of it, if it fails again', async () => {
    const core = await unclosed();
    await core.tell(signIn);
    await arrives(core, another);
    await core.tell(change);
    await arrives(core);
    await core.last('close').answer(failed(forbidden));
    expect(core.state()).toHaveProperty('ending.failure');
    expect(here(core)).toBeUndefined();
  });
  it('beside the session itself, which is open', async () => {
    const core = storeBench();
    await core.open();
    await core.tell({ kind: 'refreshRequested' });
    await core.tell(change);
    await core.last('signIn').answer(succeeded(another));
    await core.last('refresh').answer(aborted);
    await core.last('locate').answer(succeeded(workbook));
    await core.tell(change);
    await arrives(core);
    await core.refreshed();
    expect(core.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    expect(here(core)).toBeUndefined();
  });
});

it('the start of a page that crashed is told of also after the one of another workbook', async () => {
  const world = new PaneWorld();
  const crashed = storeBench({}, world);
  await crashed.ready(account, copy);
  await crashed.tell({ kind: 'startRequested' });
  await crashed.crash();
  const core = storeBench({}, world);
  await core.ready();
  await cancelledStart(core);
  await core.last('open').answer(aborted);
  await core.tell(documentShown(copy));
  expect(unconfirmedBy(here(core))).toBe('open');
});

describe('a start without a usable answer is told of', () => {
  it.each([
    ['after another workbook', [documentShown(copy), documentShown(workbook)]],
    ['after the user has checked again', [{ kind: 'checkAgainRequested' }]],
  ] as const)('%s', async (_, events) => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'startRequested' });
    await core.last('open').answer(aborted);
    for (const event of events) await core.tell(event);
    if (core.state().kind === 'locating') await core.last('locate').answer(succeeded(workbook));
    expect(unconfirmedBy(here(core))).toBe('open');
  });
});

describe('a session that may be open is told of beside the one of another pane', () => {
  it('after a start without a usable answer', async () => {
    const { world, first, second } = panes();
    await first.ready();
    await second.ready();
    await first.tell(start);
    await first.last('open').answer(aborted);
    await pass(world, 5_000);
    await starts(second);
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    expect(unconfirmedBy(here(first))).toBe('open');
  });
  it('after a close that was not confirmed', async () => {
    const { world, first, second } = panes();
    await first.open();
    await first.tell(close);
    await first.last('close').answer(failed(forbidden));
    await second.ready();
    await pass(world, 5_000);
    await starts(second);
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    expect(unconfirmedBy(here(first))).toBe('close');
  });
  it('after a replacement without a usable answer', async () => {
    const { world, first, second } = panes();
    await first.open();
    await first.tell({ kind: 'refreshRequested' });
    await first.last('refresh').answer(failed(failure({ kind: 'recreate', certain: true })));
    await first.last('open').answer(aborted);
    await second.ready();
    await pass(world, 5_000);
    await starts(second);
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    expect(unconfirmedBy(here(first))).toBe('open');
  });
  it('which the workbook of Save As has: it is told of beside its own', async () => {
    const { first, second } = panes();
    await second.ready(account, copy);
    await starts(second);
    await first.open();
    await first.tell(close);
    await first.last('close').answer(failed(forbidden));
    await first.tell(documentShown(copy));
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    expect(first.store.getState().unconfirmed?.sessionId).toBe('session-1');
  });
});

describe('an attempt that a gateway gave up may have opened a session, which is told of', () => {
  it.each([
    ['after Cancel', cancel],
    ['after a sign-out', signOut],
  ] as const)('%s', async (_, event) => {
    const core = storeBench();
    await core.ready();
    await core.tell(start);
    await core.last('open').answer(gateway);
    await core.tell(event);
    expect(unconfirmedBy(here(core))).toBe('open');
  });
  it('once the next attempt is refused', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell(start);
    await core.last('open').answer(gateway);
    await pass(core.world, 5_000);
    expect(core.what().filter((what) => what === 'open')).toHaveLength(2);
    await core.last('open').answer(failed(forbidden));
    expect(unconfirmedBy(here(core))).toBe('open');
  });
  it('unless the next attempt opens one', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell(start);
    await core.last('open').answer(gateway);
    await pass(core.world, 5_000);
    await core.last('open').answer(session('session-1'));
    expect(told(core)).toEqual(['open', undefined]);
  });
});

describe('a session that another pane has closed is not told of any more', () => {
  async function bothClose() {
    const { first, second } = panes();
    await first.open();
    await second.ready();
    await first.tell(close);
    await first.last('close').answer(failed(forbidden));
    expect(second.state().kind).toBe('closing');
    return { first, second };
  }
  async function confirmed(second: StoreBench): Promise<void> {
    await second.last('close').answer(emptySuccess);
    expect(second.state()).toMatchObject({ ending: { kind: 'closed' } });
    expect(second.state()).not.toHaveProperty('ending.failure');
  }
  it('on its card beside another workbook', async () => {
    const { first, second } = await bothClose();
    await first.tell(documentShown(copy));
    await confirmed(second);
    expect(first.state()).not.toHaveProperty('ending.failure');
  });
  it('to the next user', async () => {
    const { first, second } = await bothClose();
    await first.tell({ kind: 'signInRequested', another: true });
    await first.last('signIn').answer(succeeded(another));
    await first.last('locate').answer(succeeded(workbook));
    await confirmed(second);
    expect(here(first)).toBeUndefined();
  });
  it('after Check again', async () => {
    const { first, second } = await bothClose();
    await first.tell({ kind: 'checkAgainRequested' });
    await confirmed(second);
    await first.last('locate').answer(succeeded(workbook));
    expect(here(first)).toBeUndefined();
  });
});

it('a start in one workbook leaves what is told of another one', async () => {
  const core = storeBench();
  await core.ready();
  await core.tell(start);
  await core.last('open').answer(aborted);
  await core.tell(documentShown(copy));
  await core.tell(start);
  await core.last('open').answer(failed(forbidden));
  await core.tell(documentShown(workbook));
  expect(unconfirmedBy(here(core))).toBe('open');
});

it('of two cancelled starts the answer to each one counts', async () => {
  const { core, first, second } = await twoCancelledStarts(copy);
  await second.answer(failed(forbidden));
  expect(here(core)).toBeUndefined();
  await first.answer(aborted);
  expect(here(core)).toBeUndefined();
  await core.tell(documentShown(workbook));
  expect(unconfirmedBy(here(core))).toBe('open');
  expect(core.store.getState().awaited).toEqual([]);
});

it('a cancelled attach, and the end of a session that was not replaced, tell of nothing', async () => {
  const attaching = storeBench();
  await attaching.ready();
  await attaching.tell({ kind: 'attachRequested', sessionId: 'theirs' });
  await attaching.tell(cancel);
  expect(attaching.store.getState().awaited).toEqual([]);
  await attaching.last('refresh').answer(failed(unclear));
  expect(told(attaching)).toEqual(['ready', undefined]);
  const ended = storeBench();
  await ended.open();
  await ended.tell({ kind: 'refreshRequested' });
  await ended.last('refresh').answer(failed(failure({ kind: 'ended', reason: 'notFound' })));
  expect(ended.state().kind).toBe('lost');
  await ended.tell(signOut);
  expect(told(ended)).toEqual(['signedOut', undefined]);
});
