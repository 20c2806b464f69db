import { expect, it } from 'vitest';
import { defaultChoices } from '../../../src/session/appState';
import { account, documentShown, noon, recordWith, reducerBench, workbook } from './reducerBench';

// The time without a pane ends where the pane starts, but not for a session that it only meets later.

const other = { ...workbook, itemId: '01OTHER', name: 'Other.xlsx' };

it('lasts for a workbook that Excel shows long after the start', () => {
  const core = reducerBench().signedIn();
  core.tell({ kind: 'located', requestKey: core.requestKey('locate'), workbook: other });
  core.pass(45 * 60_000).tell(documentShown(workbook));
  const record = recordWith({ seenAt: noon - 30_000 });
  core.tell({ kind: 'recordFound', requestKey: core.requestKey('findRecord'), record });
  core.fails({ kind: 'recreate', certain: true });
  expect(core.state).toMatchObject({ kind: 'lost', reason: 'left' });
});

it('lasts while the pane waits for the user to sign in', () => {
  const core = reducerBench();
  core.tell({ kind: 'started', known: null, choices: defaultChoices });
  core.tell({
    kind: 'signInFailed',
    requestKey: core.requestKey('signIn'),
    failure: { reason: 'interactionRequired', at: noon },
  });
  core.pass(45 * 60_000).tell({ kind: 'signInRequested', another: false });
  core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
  const record = recordWith({ seenAt: noon - 30_000 });
  core.tell({ kind: 'located', requestKey: core.requestKey('locate'), workbook, record });
  core.fails({ kind: 'recreate', certain: true });
  expect(core.state).toMatchObject({ kind: 'lost', reason: 'left' });
});

it('lasts for a workbook that is found again long after the start', () => {
  const core = reducerBench().signedIn();
  core.tell({ kind: 'located', requestKey: core.requestKey('locate'), workbook });
  core.pass(45 * 60_000).tell({ kind: 'checkAgainRequested' });
  const record = recordWith({ seenAt: noon - 30_000 });
  core.tell({ kind: 'located', requestKey: core.requestKey('locate'), workbook, record });
  core.fails({ kind: 'recreate', certain: true });
  expect(core.state).toMatchObject({ kind: 'lost', reason: 'left' });
});

it.each([
  { crashed: 'before the start', seenAt: noon - 30_000 },
  { crashed: 'after it', seenAt: noon + 2 * 60_000 },
])('lasts while the pane waits for a link; the other pane crashed $crashed', ({ seenAt }) => {
  const core = reducerBench().signedIn();
  const problem = { reason: 'noAddress' } as const;
  core.tell({ kind: 'notLocated', requestKey: core.requestKey('locate'), problem });
  core.pass(45 * 60_000).tell({ kind: 'linkGiven', link: workbook.address });
  const record = recordWith({ seenAt });
  core.tell({ kind: 'located', requestKey: core.requestKey('locate'), workbook, record });
  core.fails({ kind: 'recreate', certain: true });
  expect(core.state).toMatchObject({ kind: 'lost', reason: 'left' });
});
