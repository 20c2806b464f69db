import { describe, expect, it } from 'vitest';
import type { Host } from '../../../src/office/host';
import { createWorkbookLocator, withMissingPermission } from '../../../src/app/workbookLocator';
import type { WorkbookProblem } from '../../../src/session/failures';
import type { Outcome, Sessions } from '../../../src/session/services';
import { failed, succeeded } from '../../../src/session/services';
import type { Workbook } from '../../../src/session/state';
import { failure, workbook } from '../session/support';

const { signal } = new AbortController();

/** An Excel that shows what it is told to, and a service that answers the same to everything. */
function desk(
  address: string | null,
  answer: (address: string | null) => Outcome<Workbook, WorkbookProblem>,
  reachesAll = false,
) {
  const asked: (string | null)[] = [];
  const host = { documentAddress: () => Promise.resolve(address) } as Partial<Host> as Host;
  const locateItem = (given: string | null) => {
    asked.push(given);
    return Promise.resolve(answer(given));
  };
  return {
    asked,
    ...createWorkbookLocator({
      host: Promise.resolve(host),
      locateItem,
      reachesAll: () => reachesAll,
    }),
  };
}

const found = (address: string | null): Outcome<Workbook, WorkbookProblem> =>
  succeeded({ ...workbook, address: address ?? '' });
const refusal = (status: number) => () =>
  failed({
    reason: 'noAccess' as const,
    failure: failure({ kind: 'forbidden', need: 'editRight' }, { status }),
  });

describe('locating the workbook', () => {
  it('sends no request for a known workbook at the same address', async () => {
    const { asked, workbooks } = desk(workbook.address, found);
    expect(await workbooks.locate({ known: workbook, link: null }, signal)).toEqual(
      succeeded(workbook),
    );
    expect(asked).toEqual([]);
  });

  it('sends a request for another address', async () => {
    const { asked, workbooks } = desk('https://contoso.sharepoint.com/sites/x/D/other.xlsx', found);
    await workbooks.locate({ known: workbook, link: null }, signal);
    expect(asked).toEqual(['https://contoso.sharepoint.com/sites/x/D/other.xlsx']);
  });

  it('keeps the workbook of a link while Excel reports the same address', async () => {
    const { workbooks } = desk(null, found);
    const linked = await workbooks.locate({ known: null, link: workbook.address }, signal);
    expect(linked).toEqual(succeeded({ ...workbook, insteadOf: '' }));
    const known = linked.ok ? linked.value : null;
    expect(await workbooks.locate({ known, link: null }, signal)).toEqual(linked);
    const later = desk('C:\\other.xlsx', () => failed({ reason: 'local' }));
    expect(await later.workbooks.locate({ known, link: null }, signal)).toEqual(
      failed({ reason: 'local' }),
    );
  });

  it('reports a refusal as a missing permission only before Files.ReadWrite.All is granted', async () => {
    const reasonWith = async (status: number, reachesAll: boolean) => {
      const outcome = await desk(workbook.address, refusal(status), reachesAll).workbooks.locate(
        { known: null, link: null },
        signal,
      );
      return outcome.ok ? 'found' : outcome.failure.reason;
    };
    expect([
      await reasonWith(403, false),
      await reasonWith(403, true),
      await reasonWith(400, false),
    ]).toEqual(['sharedFile', 'noAccess', 'noAccess']);
  });
});

describe('a session that is refused without a permission', () => {
  const sessions = {
    open: () => Promise.resolve(failed(failure({ kind: 'forbidden', need: 'permission' }))),
  } as Partial<Sessions> as Sessions;
  it.each([
    [false, 'sharedFile'],
    [true, 'permission'],
  ] as const)('with Files.ReadWrite.All granted (%s) needs %s', async (given, need) => {
    const outcome = await withMissingPermission(sessions, () => given).open(workbook, true, signal);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { recovery: { kind: 'forbidden', need } },
    });
  });
});
