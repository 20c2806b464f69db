import { expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { PaneWorld } from './paneWorld';
import { account, documentShown, failure, reducerBench, workbook } from './reducerBench';
import { aborted, emptySuccess, session, storeBench, twoPanes } from './storeBench';

// The user clicks Start session or Attach right after Save As, which the pane has not noticed.

const other = { ...workbook, itemId: '01OTHER', name: 'Other.xlsx' };
const start = { kind: 'startRequested' } as const;

it('shows the session that another pane has on the workbook in Excel: none is opened or closed', async () => {
  const { first, second, world } = await twoPanes({ keepAlive: true }, other);
  // `second` shows `other` and has a session there; `first` is ready on `workbook`.
  await second.tell({ kind: 'startRequested' });
  await second.last('open').answer(session('session-theirs'));
  await first.tell({ kind: 'closeRequested' });
  await first.last('close').answer(emptySuccess);
  await world.time.run(world.time.now + 60_000);
  first.asked.length = 0;
  second.asked.length = 0;
  first.excelMoves(documentShown(other));
  await first.tell({ kind: 'startRequested' });
  expect([first.what(), second.what()]).toEqual([[], []]);
  expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-theirs' } });
  expect(second.state()).toMatchObject({ kind: 'open', session: { id: 'session-theirs' } });
});

it('asks for the session of a page that crashed on the workbook in Excel', async () => {
  const world = new PaneWorld();
  const before = storeBench({}, world);
  await before.ready(account, other);
  await before.tell({ kind: 'startRequested' });
  await before.last('open').answer(session('session-left'));
  await before.crash();
  const pane = storeBench({}, world);
  await pane.ready(account, workbook);
  pane.excelMoves(documentShown(other));
  await pane.tell({ kind: 'startRequested' });
  expect(pane.what()).toEqual(['refresh session-left']);
});

it('attaches the session that the user names to the workbook in Excel, once', async () => {
  const pane = storeBench();
  await pane.ready(account, workbook);
  pane.excelMoves(documentShown(other));
  await pane.tell({ kind: 'attachRequested', sessionId: 'session-named' });
  expect(pane.what()).toEqual(['refresh session-named']);
  expect(pane.state()).toMatchObject({ kind: 'opening', workbook: other });
  // The repeated request stays with the workbook of the first one.
  const locked = failure({ kind: 'retry', because: 'locked' }, { at: pane.now() });
  await pane.last('refresh').answer(failed(locked));
  await pane.tell(documentShown(workbook));
  await pane.time.run(pane.time.now + 30_000);
  await pane.refreshed();
  expect(pane.state()).toMatchObject({ kind: 'open', workbook: other });
});

it('attaches to the workbook before where the document in Excel cannot be located', async () => {
  const pane = storeBench();
  await pane.ready(account, workbook);
  pane.excelMoves(documentShown('Copy.xlsx'));
  await pane.tell({ kind: 'attachRequested', sessionId: 'session-named' });
  await pane.refreshed();
  expect(pane.state()).toMatchObject({ kind: 'open', workbook, session: { id: 'session-named' } });
});

it('shows the session that another pane has there, also if the user names one to attach', async () => {
  const world = new PaneWorld();
  const theirs = storeBench({}, world);
  await theirs.ready(account, other);
  await theirs.tell(start);
  await theirs.last('open').answer(session('session-theirs'));
  const pane = storeBench({}, world);
  await pane.ready(account, workbook);
  pane.excelMoves(documentShown(other));
  await pane.tell({ kind: 'attachRequested', sessionId: 'session-named' });
  expect([pane.what(), theirs.what()]).toEqual([[], ['open']]);
  expect(pane.state()).toMatchObject({ kind: 'open', session: { id: 'session-theirs' } });
});

it('tells of an earlier attempt that may have opened a session on the workbook before', () => {
  const core = reducerBench().ready().tell({ kind: 'startRequested' });
  core.tell({
    kind: 'openFailed',
    requestKey: core.requestKey('open'),
    failure: failure({ kind: 'retry' }, { status: 504 }),
  });
  core.wait();
  const requestKey = core.requestKey('open');
  core.tell(documentShown('C:\\Copy.xlsx')).tell({ kind: 'openDiverted', requestKey });
  expect(core.state.kind).toBe('locating');
  expect(core.appState.unconfirmed).toMatchObject({ failure: { status: 504 } });
});

it('goes on where Excel gives no answer in time, and does not keep the next one waiting', async () => {
  const core = storeBench();
  await core.ready();
  core.excelHangs();
  await core.tell(start);
  await core.time.run(core.time.now + 9_000);
  expect(core.what()).toEqual([]);
  await core.time.run(core.time.now + 1_000);
  expect(core.what()).toEqual(['open']);
  const cancelled = storeBench();
  await cancelled.ready();
  cancelled.excelHangs();
  await cancelled.tell(start);
  await cancelled.tell({ kind: 'cancelRequested' });
  await cancelled.last('open').answer(aborted);
  cancelled.excelMoves(documentShown(other));
  await cancelled.tell(start);
  expect(cancelled.state()).toMatchObject({ kind: 'opening', workbook: other });
  expect(cancelled.what().at(-1)).toBe('open');
});
