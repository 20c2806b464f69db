import { describe, expect, it } from 'vitest';
import type { UserAction } from '../../../src/session/userAction';
import type { WorkbookProblem } from '../../../src/session/failures';
import { linkMayHelp } from '../../../src/ui/workspace/nextActions';
import {
  account,
  documentShown,
  failure,
  reducerBench,
  workbook,
  type Bench,
} from './reducerBench';

const link = 'https://contoso.sharepoint.com/:x:/s/F/E1';
const refused = failure({ kind: 'forbidden', need: 'permission' }, { status: 403 });

/** Excel does not tell its address, and the user gives a link. */
function linkGiven(): Bench {
  const core = reducerBench().signedIn();
  const requestKey = core.requestKey('locate');
  core.tell({ kind: 'notLocated', requestKey, problem: { reason: 'noAddress' } });
  return core.tell({ kind: 'linkGiven', link });
}

const notLocated = (problem: WorkbookProblem): Bench => {
  const core = linkGiven();
  return core.tell({ kind: 'notLocated', requestKey: core.requestKey('locate'), problem });
};

const located = (): Bench => {
  const core = linkGiven();
  const linked = { ...workbook, address: link, insteadOf: '' };
  return core.tell({ kind: 'located', requestKey: core.requestKey('locate'), workbook: linked });
};

const signedIn = (core: Bench, id = account.id): Bench =>
  core.tell({
    kind: 'signedIn',
    requestKey: core.requestKey('signIn'),
    account: { ...account, id },
  });

const allFiles: UserAction = { kind: 'allFilesRequested' };
const another: UserAction = { kind: 'signInRequested', another: true };

describe('a link that was refused', () => {
  it.each([
    ['the permission for shared files', allFiles, 'sharedFile'],
    ['another account', another, 'noAccess'],
    ['a sign-in to another organization', { ...another, organization: 'x.com' }, 'otherTenant'],
    ['a sign-in', { kind: 'signInRequested', another: false }, 'signIn'],
  ] as const)('is looked up again after %s', (_what, action, reason) => {
    const core = signedIn(notLocated({ reason, failure: refused }).tell(action));
    expect(core.effects.at(-1)).toMatchObject({ kind: 'locate', link });
    expect(core.state).toMatchObject({ kind: 'locating', link });
  });

  it('can be replaced by another one, since Check again sends the same one', () => {
    for (const reason of ['notFound', 'noAccess', 'sharedFile', 'otherTenant'] as const) {
      const core = notLocated({ reason, failure: refused }).tell({ kind: 'checkAgainRequested' });
      expect(core.effects.at(-1)).toMatchObject({ kind: 'locate', link });
      expect([reason, linkMayHelp(reason)]).toEqual([reason, true]);
    }
  });

  it('is looked up again by Check again, and after a cancelled look-up', () => {
    for (const core of [
      notLocated({ reason: 'noAccess', failure: refused }),
      linkGiven().tell({ kind: 'cancelRequested' }),
    ]) {
      expect(core.tell({ kind: 'checkAgainRequested' }).effects.at(-1)).toMatchObject({
        kind: 'locate',
        link,
      });
    }
  });

  it('gives way to Excel’s address where it names no file', () => {
    const core = notLocated({ reason: 'badLink' }).tell({ kind: 'checkAgainRequested' });
    expect(core.effects.at(-1)).toMatchObject({ kind: 'locate', link: null });
  });

  it('gives way at once to another document in Excel', () => {
    const core = notLocated({ reason: 'noAccess', failure: refused });
    core.tell(documentShown('Other.xlsx'));
    expect(core.effects).toMatchObject([{ kind: 'locate', known: null, link: null }]);
    const { appState } = core.tell(documentShown('Other.xlsx'));
    expect(appState.excelShows).not.toBeNull();
  });
});

describe('a workbook that was found by a link', () => {
  it('is looked up by it after a permission that its start needed', () => {
    const core = located().tell({ kind: 'startRequested' });
    const sharedFile = failure({ kind: 'forbidden', need: 'sharedFile' }, { status: 403 });
    core.tell({ kind: 'openFailed', requestKey: core.requestKey('open'), failure: sharedFile });
    expect(signedIn(core.tell(allFiles)).effects.at(-1)).toMatchObject({ kind: 'locate', link });
  });

  it('is looked up by it for another account, also from a card', () => {
    for (const core of [located(), located().open(), located().attached()]) {
      signedIn(core.tell(another), 'alex');
      expect(core.effects.at(-1)).toMatchObject({ kind: 'locate', link });
    }
  });
});
