import { expect, it } from 'vitest';
import { isUnreadReplacement, mergeActivity } from '../../../src/session/activity';
import { defaultChoices } from '../../../src/session/appState';
import { alive } from './peerBench';
import { account, noon, recordWith, reducerBench, workbook } from './reducerBench';

const replaced = { at: noon, what: 'recreated' } as const;
const read = { ...replaced, at: noon + 1, isRead: true } as const;

it('what the user has read in one pane is read in all of them', () => {
  expect(mergeActivity([replaced], [read])).toEqual([{ ...replaced, isRead: true }]);
  expect(mergeActivity([read], [replaced])).toEqual([read]);
  const own = [replaced];
  expect(mergeActivity(own, [{ ...read, at: noon + 60_000 }, replaced])).toHaveLength(2);
  expect(mergeActivity(own, [replaced])).toBe(own);
});

it('a start that was held while the pane resumed dismisses no notice that it did not see', () => {
  const core = reducerBench().pass(1_000);
  const known = { account, workbook };
  core.tell({ kind: 'started', known, record: null, choices: defaultChoices });
  core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
  const requestKey = core.requestKey('locate');
  core.tell({ kind: 'startRequested' });
  const session = alive(core.now, { id: 'session-2', openedAt: noon });
  const record = recordWith({ session, seenAt: core.now, activity: [replaced] });
  core.tell({ kind: 'located', requestKey, workbook, record, isLive: true });
  expect(core.state).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
  expect(core.appState.activity.some((entry) => isUnreadReplacement(entry, session))).toBe(true);
});
