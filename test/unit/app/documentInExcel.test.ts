import { describe, expect, it } from 'vitest';
import type { Host } from '../../../src/office/host';
import { createWorkbookLocator } from '../../../src/app/workbookLocator';
import type { WorkbookProblem } from '../../../src/session/failures';
import type { Outcome } from '../../../src/session/services';
import { failed, succeeded } from '../../../src/session/services';
import type { Workbook } from '../../../src/session/state';
import { settled } from '../../simulation/time';
import { failure, workbook } from '../session/reducerBench';
import type { StoreBench } from '../session/storeBench';
import { emptySuccess, refuseRefresh, session, storeBench } from '../session/storeBench';

type Located = Outcome<Workbook, WorkbookProblem>;

const copy = {
  ...workbook,
  itemId: '01COPY',
  name: 'Copy.xlsx',
  address: 'https://contoso.sharepoint.com/sites/Team/D/Copy.xlsx',
};
const refusedWith = (status: 403 | 404): Located => {
  const need = status === 403 ? 'permission' : 'existingFile';
  return failed({
    reason: status === 403 ? 'noAccess' : 'notFound',
    failure: failure({ kind: 'forbidden', need }, { status }),
  });
};
const busy = failed({ reason: 'unknown', failure: failure({ kind: 'retry' }) } as const);

/** An Excel that shows the pane's workbook; `locate` answers each lookup of a later document. */
async function excelBeside(pane: StoreBench, locate: (address: string | null) => Located) {
  let address = workbook.address;
  let lookups = 0;
  const documentAddress = () => Promise.resolve(address);
  const { workbooks, checkForMove } = createWorkbookLocator({
    host: Promise.resolve({ documentAddress } as Partial<Host> as Host),
    locateItem: (given) => {
      lookups += 1;
      return Promise.resolve(locate(given));
    },
    reachesAll: () => false,
    onAddress: () => undefined,
  });
  await workbooks.locate({ known: workbook, link: null }, new AbortController().signal);
  const wake = async (): Promise<void> => {
    await checkForMove(pane.store);
    await settled();
  };
  return {
    wake,
    lookups: () => lookups,
    /** Excel shows another document, and the pane wakes. */
    async shows(next: string) {
      address = next;
      await wake();
    },
  };
}

const openPane = async (): Promise<StoreBench> => {
  const pane = storeBench({ keepAlive: true, stopAfterMs: null });
  await pane.open();
  return pane;
};
const shown = (pane: StoreBench) => pane.store.getState().excelShows;
const workbookOf = (pane: StoreBench) => {
  const state = pane.state();
  return 'workbook' in state ? state.workbook : undefined;
};

describe('Save As', () => {
  it('before the session is closed: the next one is for the document in Excel', async () => {
    const pane = await openPane();
    const excel = await excelBeside(pane, () => succeeded(copy));
    await excel.shows(copy.address);
    expect([workbookOf(pane), shown(pane)]).toMatchObject([workbook, { name: 'Copy.xlsx' }]);
    await pane.tell({ kind: 'closeRequested' });
    await pane.last('close').answer(emptySuccess);
    await pane.tell({ kind: 'startRequested' });
    await pane.last('open').answer(session('session-2'));
    expect([pane.state().kind, workbookOf(pane), shown(pane)]).toEqual(['open', copy, null]);
  });

  it('after the session has ended: the next one is for the document in Excel', async () => {
    const pane = await openPane();
    const excel = await excelBeside(pane, () => succeeded(copy));
    await pane.tell({ kind: 'refreshRequested' });
    await refuseRefresh(pane, { kind: 'ended', reason: 'notFound' });
    await excel.shows(copy.address);
    await pane.tell({ kind: 'startRequested' });
    await pane.last('open').answer(session('session-2'));
    expect([pane.state().kind, workbookOf(pane), shown(pane)]).toEqual(['open', copy, null]);
  });

  it.each([
    ['online', copy.address],
    ['on this computer', 'C:\\Users\\adele\\Copy.xlsx'],
  ])('while the session is being opened is told (%s)', async (_where, address) => {
    const pane = storeBench();
    await pane.ready();
    const excel = await excelBeside(pane, (given) =>
      given === copy.address ? succeeded(copy) : failed({ reason: 'local' }),
    );
    await pane.tell({ kind: 'startRequested' });
    await excel.shows(address);
    await pane.last('open').answer(session('session-1'));
    expect([pane.state().kind, shown(pane)]).toMatchObject(['open', { name: 'Copy.xlsx' }]);
  });

  it('while the workbook is being located, or the user signs in, is not forgotten', async () => {
    const pane = storeBench();
    await pane.ready();
    const excel = await excelBeside(pane, () => succeeded(copy));
    await pane.tell({ kind: 'signInRequested', another: true });
    await excel.shows(copy.address);
    await pane.tell({ kind: 'cancelRequested' });
    await excel.wake();
    expect(workbookOf(pane)).toEqual(copy);
    await pane.tell({ kind: 'checkAgainRequested' });
    const { address } = workbook;
    const other = await excelBeside(pane, () => succeeded({ ...copy, itemId: '02', address }));
    await other.shows(address + '2');
    await pane.last('locate').answer(succeeded(copy));
    expect(workbookOf(pane)).toMatchObject({ itemId: '02' });
  });

  it.each([403, 404] as const)(
    'to a place that answers %s is told, and looked up once',
    async (status) => {
      const pane = await openPane();
      const excel = await excelBeside(pane, () => refusedWith(status));
      await excel.shows(copy.address);
      for (let wakes = 0; wakes < 5; wakes += 1) await excel.wake();
      expect([shown(pane), excel.lookups()]).toEqual([{ name: 'Copy.xlsx' }, 1]);
    },
  );

  it('to a place that does not answer yet is told when it does: a moved workbook has a new address too', async () => {
    const pane = await openPane();
    let answer: Located = busy;
    const excel = await excelBeside(pane, () => answer);
    await excel.shows(copy.address);
    expect(shown(pane)).toBeNull();
    answer = succeeded(copy);
    await excel.wake();
    expect([shown(pane)?.workbook, excel.lookups()]).toEqual([copy, 2]);
  });

  it('that is undone before the place answers is no longer told', async () => {
    const pane = await openPane();
    const excel = await excelBeside(pane, (given) =>
      given === workbook.address ? succeeded(workbook) : busy,
    );
    await excel.shows(copy.address);
    await excel.shows(workbook.address);
    expect(shown(pane)).toBeNull();
  });

  it('is told by the latest lookup, also where an earlier one answers after it', async () => {
    const pane = await openPane();
    const answers: ((outcome: Located) => void)[] = [];
    let address = workbook.address;
    const { workbooks, checkForMove } = createWorkbookLocator({
      host: Promise.resolve({
        documentAddress: () => Promise.resolve(address),
      } as Partial<Host> as Host),
      locateItem: () => new Promise((resolve) => answers.push(resolve)),
      reachesAll: () => false,
      onAddress: () => undefined,
    });
    await workbooks.locate({ known: workbook, link: null }, new AbortController().signal);
    for (const next of [copy.address, 'https://contoso.sharepoint.com/sites/Team/D/2.xlsx']) {
      address = next;
      void checkForMove(pane.store);
      await settled();
    }
    answers[1]?.(succeeded({ ...copy, itemId: '02', name: '2.xlsx' }));
    answers[0]?.(succeeded(copy));
    await settled();
    expect(shown(pane)).toMatchObject({ name: '2.xlsx' });
  });
});
