import { describe, expect, it } from 'vitest';
import type { Host } from '../../../src/office/host';
import { createLocateItem } from '../../../src/graph/driveItems';
import { createWorkbookLocator, withMissingPermission } from '../../../src/app/workbookLocator';
import type { WorkbookProblem } from '../../../src/session/failures';
import type { Outcome, Sessions } from '../../../src/session/services';
import { failed, succeeded } from '../../../src/session/services';
import type { Workbook } from '../../../src/session/state';
import type { SessionEvent } from '../../../src/session/events';
import { initialAppState } from '../../../src/session/appState';
import type { Store } from '../../../src/session/store';
import { answered, script } from '../graph/graphScript';
import { account, reducerBench, failure, workbook } from '../session/reducerBench';

const { signal } = new AbortController();

/** An Excel that shows what it is told to, and a service that answers the same to everything. */
function desk(
  address: string | null,
  answer: (address: string | null) => Outcome<Workbook, WorkbookProblem>,
  reachesAll = false,
) {
  const asked: (string | null)[] = [];
  const told: (string | null)[] = [];
  const host = { documentAddress: () => Promise.resolve(address) } as Partial<Host> as Host;
  const locateItem = (given: string | null) => {
    asked.push(given);
    return Promise.resolve(answer(given));
  };
  return {
    asked,
    told,
    ...createWorkbookLocator({
      host: Promise.resolve(host),
      locateItem,
      reachesAll: () => reachesAll,
      onAddress: (given) => void told.push(given),
    }),
  };
}

const found = (address: string | null): Outcome<Workbook, WorkbookProblem> =>
  succeeded({ ...workbook, address: address ?? '' });
const refusal = (status: number) => () =>
  failed({
    reason: 'noAccess' as const,
    failure: failure({ kind: 'forbidden', need: 'permission' }, { status }),
  });

describe('finding the workbook', () => {
  it('sends no request for what is known at the same address', async () => {
    const { asked, workbooks } = desk(workbook.address, found);
    expect(await workbooks.locate({ known: workbook, link: null }, signal)).toEqual(
      succeeded(workbook),
    );
    expect(asked).toEqual([]);
  });

  it('tells each address that it looks the workbook up by', async () => {
    const atLink = 'https://fabrikam.sharepoint.com/:x:/s/Finance/E1';
    const pane = desk(null, found);
    await pane.reportAddress();
    await pane.workbooks.locate({ known: null, link: atLink }, signal);
    const linked = { ...workbook, address: atLink, insteadOf: '' };
    await pane.workbooks.locate({ known: linked, link: null }, signal);
    const { told, workbooks } = desk(workbook.address, found);
    await workbooks.locate({ known: linked, link: null }, signal);
    expect([pane.told, told]).toEqual([[null, atLink, atLink], [workbook.address]]);
  });

  it('asks Excel at the start, and again where the user signs in with a click', async () => {
    const reads: string[] = [];
    let address = workbook.address;
    const documentAddress = () => {
      reads.push(address);
      return Promise.resolve(address);
    };
    const { workbooks, reportAddress } = createWorkbookLocator({
      host: Promise.resolve({ documentAddress } as Partial<Host> as Host),
      locateItem: (given) => Promise.resolve(found(given)),
      reachesAll: () => false,
      onAddress: () => undefined,
    });
    await Promise.resolve();
    expect(reads).toEqual([workbook.address]);
    await reportAddress();
    address = 'https://contoso.sharepoint.com/sites/Finance/Shared Documents/Copy.xlsx';
    const outcome = await workbooks.locate({ known: null, link: null }, signal);
    expect(outcome).toMatchObject(succeeded({ address }));
  });

  it('asks Excel again for an address that it did not know yet at the start', async () => {
    const answers = [null, workbook.address];
    const { workbooks } = createWorkbookLocator({
      host: Promise.resolve({
        documentAddress: () => Promise.resolve(answers.shift() ?? null),
      } as Partial<Host> as Host),
      locateItem: (given) => Promise.resolve(found(given)),
      reachesAll: () => false,
      onAddress: () => undefined,
    });
    const outcome = await workbooks.locate({ known: null, link: null }, signal);
    expect(outcome).toMatchObject(succeeded({ address: workbook.address }));
  });

  it('asks again at another address', async () => {
    const { asked, workbooks } = desk('https://contoso.sharepoint.com/sites/x/D/other.xlsx', found);
    await workbooks.locate({ known: workbook, link: null }, signal);
    expect(asked).toEqual(['https://contoso.sharepoint.com/sites/x/D/other.xlsx']);
  });

  it('keeps what a link led to as long as Excel tells the same as then', async () => {
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

  it.each(['Book1', 'adele.vance@contoso.com'])(
    'tells only of Excel’s own answer that the workbook was never saved: %j',
    async (text) => {
      const service = script();
      const documentAddress = () => Promise.resolve(text);
      const { workbooks } = createWorkbookLocator({
        host: Promise.resolve({ documentAddress } as Partial<Host> as Host),
        locateItem: createLocateItem(service.send, service.clock),
        reachesAll: () => true,
        onAddress: () => undefined,
      });
      expect(await workbooks.locate({ known: null, link: null }, signal)).toEqual(
        failed({ reason: 'unsaved' }),
      );
      expect(await workbooks.locate({ known: null, link: text }, signal)).toEqual(
        failed({ reason: 'badLink' }),
      );
    },
  );

  it('tells a refusal as a missing permission only while the wider one was not given', async () => {
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

describe('checking for a move', () => {
  const moved = 'https://contoso.sharepoint.com/sites/x/Docs/moved.xlsx';

  /** A store that holds a session on the workbook, and what is dispatched to it. */
  function storeWith(kind: 'ready' | 'noWorkbook' = 'ready') {
    const events: SessionEvent[] = [];
    const state = reducerBench().ready().state;
    const appState = { ...initialAppState, state: kind === 'ready' ? state : noWorkbook };
    const store = {
      getState: () => appState,
      dispatch: (event: SessionEvent) => void events.push(event),
    } as Partial<Store> as Store;
    return { store, events };
  }
  const noWorkbook = { kind: 'noWorkbook', account, problem: { reason: 'unsaved' } } as const;

  function excel(...addresses: readonly (Promise<string | null> | string | null)[]) {
    const asked: (string | null)[] = [];
    const told: (string | null)[] = [];
    const left = [...addresses];
    const documentAddress = async (): Promise<string | null> => (await left.shift()) ?? null;
    const host = { documentAddress } as Partial<Host> as Host;
    const locateItem = (given: string | null) => {
      asked.push(given);
      return Promise.resolve(found(given));
    };
    const locator = createWorkbookLocator({
      host: Promise.resolve(host),
      locateItem,
      reachesAll: () => false,
      onAddress: (given) => void told.push(given),
    });
    return { asked, told, ...locator };
  }

  it('dispatches the workbook at its new address', async () => {
    const { told, workbooks, checkForMove } = excel(workbook.address, moved);
    await workbooks.locate({ known: null, link: null }, signal);
    const { store, events } = storeWith();
    await checkForMove(store);
    expect(events).toMatchObject([
      { kind: 'documentChanged', document: { workbook: { address: moved } } },
    ]);
    expect(told).toEqual([workbook.address, moved]);
  });

  it('asks for nothing before the first look, at the same address, or while Excel gives none', async () => {
    const { asked, workbooks, checkForMove } = excel(workbook.address, workbook.address, null, '');
    const { store, events } = storeWith();
    const early = excel(moved);
    await early.checkForMove(store);
    await workbooks.locate({ known: null, link: null }, signal);
    await checkForMove(store);
    await checkForMove(store);
    expect([early.asked, asked, events]).toEqual([[], [workbook.address], []]);
  });

  it('asks once for a move that two checks see at the same time', async () => {
    let tell = (_address: string): void => undefined;
    const slow = new Promise<string>((resolve) => (tell = resolve));
    const { asked, workbooks, checkForMove } = excel(workbook.address, slow, slow);
    await workbooks.locate({ known: null, link: null }, signal);
    const { store } = storeWith();
    const checks = [checkForMove(store), checkForMove(store)];
    tell(moved);
    await Promise.all(checks);
    expect(asked).toEqual([workbook.address, moved]);
  });

  it('asks again at the next check after an outage of the service, or a fault of its own', async () => {
    const id = { id: '01', name: 'moved.xlsx', parentReference: { driveId: 'b!1' } };
    const outage = answered(500, { error: { code: 'generalException' } });
    const thrown = (): Promise<never> => Promise.reject(new Error('not loaded'));
    const service = script(thrown, outage, answered(200, id));
    let address = workbook.address;
    const documentAddress = () => Promise.resolve(address);
    const { workbooks, checkForMove } = createWorkbookLocator({
      host: Promise.resolve({ documentAddress } as Partial<Host> as Host),
      locateItem: createLocateItem(service.send, service.clock),
      reachesAll: () => false,
      onAddress: () => undefined,
    });
    await workbooks.locate({ known: workbook, link: null }, signal);
    address = moved;
    const { store, events } = storeWith();
    await checkForMove(store);
    await checkForMove(store);
    expect(events).toEqual([]);
    await checkForMove(store);
    expect(events).toMatchObject([
      { kind: 'documentChanged', document: { workbook: { address: moved, itemId: '01' } } },
    ]);
  });

  it('looks for the workbook again where there was none', async () => {
    const { workbooks, checkForMove } = excel('', moved);
    await workbooks.locate({ known: null, link: null }, signal);
    const { store, events } = storeWith('noWorkbook');
    await checkForMove(store);
    expect(events).toMatchObject([{ kind: 'documentChanged', document: { name: 'moved.xlsx' } }]);
  });
});

describe('a session that is refused for want of a permission', () => {
  const sessions = {
    open: () => Promise.resolve(failed(failure({ kind: 'forbidden', need: 'permission' }))),
  } as Partial<Sessions> as Sessions;
  it.each([
    [false, 'sharedFile'],
    [true, 'permission'],
  ] as const)('where the wider one was given (%s) needs %s', async (given, need) => {
    const outcome = await withMissingPermission(sessions, () => given).open(workbook, true, signal);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { recovery: { kind: 'forbidden', need } },
    });
  });

  it.each([
    ['editRight', false, true],
    ['editRight', true, undefined],
    ['unencryptedFile', false, true],
    ['unencryptedFile', true, undefined],
  ] as const)(
    'for another reason (%s), where the wider one was given (%s), marks it as helpful: %s',
    async (need, given, helps) => {
      const refusing = {
        open: () => Promise.resolve(failed(failure({ kind: 'forbidden', need }))),
      } as Partial<Sessions> as Sessions;
      const outcome = await withMissingPermission(refusing, () => given).open(
        workbook,
        true,
        signal,
      );
      expect(outcome.ok || [outcome.failure.recovery, outcome.failure.allFilesMayHelp]).toEqual([
        { kind: 'forbidden', need },
        helps,
      ]);
    },
  );
});
