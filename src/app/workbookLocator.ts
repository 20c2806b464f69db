import type { Host } from '../office/host';
import type { LocateItem } from '../graph/driveItems';
import type { Store } from '../session/store';
import type { Failure, WorkbookProblem } from '../session/failures';
import type { Outcome, Sessions, Workbooks } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Workbook } from '../session/state';

interface Parts {
  readonly host: Promise<Pick<Host, 'documentAddress'> | null>;
  readonly locateItem: LocateItem;
  /** Whether the user has granted Files.ReadWrite.All. */
  readonly reachesAll: () => boolean;
  /** Called with each address that the workbook is looked up by: Excel's, or the user's link. */
  readonly onAddress: (address: string | null) => void;
}

/** Locates the workbook for the session, and detects when Excel shows another one. */
export interface WorkbookLocator {
  readonly workbooks: Omit<Workbooks, 'checkForMove'>;
  /** Reports Excel's address to `onAddress`, although no workbook is looked up yet. */
  readonly reportAddress: () => Promise<void>;
  /**
   * Dispatches an event when Excel's workbook has another address than at the last check;
   * otherwise does nothing.
   */
  readonly checkForMove: (store: Store) => Promise<void>;
}

/** Locates the workbook by the address that Excel reports, or by a link that the user pastes. */
export function createWorkbookLocator({
  host,
  locateItem,
  reachesAll,
  onAddress,
}: Parts): WorkbookLocator {
  /**
   * Last address that Excel reported; undefined before the first read, null if there was none or
   * the next check looks it up again.
   */
  let last: string | null | undefined;

  const addressInExcel = async (): Promise<string | null> =>
    (await (await host)?.documentAddress()) ?? null;

  /** Excel's first answer: it is asked for while the user is signed in silently. */
  let first: Promise<string | null> | undefined = addressInExcel();

  /** The checks so far: who asks while one is under way waits for its event. */
  let checks: Promise<unknown> | undefined;

  async function readAddress(): Promise<string | null> {
    const early = await first;
    first = undefined;
    // Excel may not have known it yet.
    last = early ?? (await addressInExcel());
    return last;
  }

  async function locateByAddress(
    address: string | null,
    signal: AbortSignal,
  ): Promise<Outcome<Workbook, WorkbookProblem>> {
    const outcome = await locateItem(address, signal);
    const mayReach =
      outcome.ok ||
      outcome.failure.reason !== 'noAccess' ||
      outcome.failure.failure?.status !== 403 ||
      reachesAll();
    return mayReach ? outcome : failed({ ...outcome.failure, reason: 'sharedFile' });
  }

  async function check(store: Store): Promise<void> {
    if (last === undefined) return;
    const before = last;
    const address = await addressInExcel();
    const { state } = store.getState();
    // A missing address is temporary: the workbook is still open.
    if (address === null || address === before || last !== before) return;
    onAddress(address);
    // Without an account the workbook cannot be located: the next check tries again.
    if (!('account' in state)) return;
    last = address;
    const accountId = state.account.id;
    if (state.kind === 'noWorkbook') {
      const document = { name: fileNameOf(address) };
      store.dispatch({ kind: 'documentChanged', accountId, document });
      return;
    }
    // Undefined after a fault of our own.
    const outcome = await locateItem(address, new AbortController().signal).catch(() => undefined);
    // Excel has shown another document meanwhile.
    if (last !== address) return;
    if (outcome === undefined || (!outcome.ok && isFault(outcome.failure))) {
      // A renamed or moved workbook has another address too: the next check tries again.
      last = before;
      return;
    }
    // The refused address shows that Excel's document is another one.
    const document = outcome.ok
      ? { name: outcome.value.name, workbook: outcome.value }
      : { name: fileNameOf(address) };
    store.dispatch({ kind: 'documentChanged', accountId, document });
  }

  return {
    async reportAddress() {
      // The user signs in later, and may move the workbook before.
      first = undefined;
      onAddress(await addressInExcel());
    },

    workbooks: {
      async locate({ known, link }, signal) {
        if (link !== null) {
          onAddress(link);
          const [outcome, excelAddress] = await Promise.all([
            locateByAddress(link, signal),
            readAddress(),
          ]);
          if (outcome.ok) return succeeded({ ...outcome.value, insteadOf: excelAddress ?? '' });
          // Only Excel's own answer says that a workbook was never saved.
          const isText = outcome.failure.reason === 'unsaved';
          return isText ? failed({ ...outcome.failure, reason: 'badLink' }) : outcome;
        }
        const address = await readAddress();
        const same =
          known !== null &&
          (known.insteadOf === undefined
            ? known.address === address
            : known.insteadOf === (address ?? ''));
        // A known workbook may have been located by the user's link.
        onAddress(same ? known.address : address);
        return same ? succeeded(known) : locateByAddress(address, signal);
      },
    },

    async checkForMove(store) {
      checks = Promise.allSettled([checks, check(store)]).then(() => undefined);
      await checks;
    },
  };
}

/** True if the service failed, rather than refused: the same look-up may succeed later. */
const isFault = ({ failure }: WorkbookProblem): boolean =>
  failure !== undefined && failure.recovery.kind !== 'forbidden';

/** File name at the end of an address, which is a URL or a path; '' when there is none. */
const fileNameOf = (address: string): string => {
  const [name = ''] = address.split(/[\\/]/).slice(-1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

/** Marks a failure to open a session when Files.ReadWrite.All, not granted yet, may fix it. */
export function withMissingPermission(sessions: Sessions, reachesAll: () => boolean): Sessions {
  const markMissing = (failure: Failure): Failure => {
    const { recovery, signIn } = failure;
    if (reachesAll() || signIn !== undefined) return failure;
    // Excel may refuse to edit or to open the file because the permission covers the user's own files
    // only: the owner's help and the permission are both offered.
    const isFileRefused =
      recovery.kind === 'forbidden' &&
      (recovery.need === 'editRight' || recovery.need === 'unencryptedFile');
    if (recovery.kind === 'reauthenticate' || isFileRefused) {
      return { ...failure, allFilesMayHelp: true };
    }
    const missing = recovery.kind === 'forbidden' && recovery.need === 'permission';
    return missing ? { ...failure, recovery: { kind: 'forbidden', need: 'sharedFile' } } : failure;
  };
  return {
    ...sessions,
    async open(...args) {
      const outcome = await sessions.open(...args);
      return outcome.ok ? outcome : failed(markMissing(outcome.failure));
    },
  };
}
