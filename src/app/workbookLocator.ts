import type { Host } from '../office/host';
import type { LocateItem } from '../graph/driveItems';
import type { Store } from '../session/store';
import type { Failure, WorkbookProblem } from '../session/failures';
import type { Outcome, Sessions, Workbooks } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Workbook } from '../session/state';

interface Parts {
  readonly host: Promise<Host | null>;
  readonly locateItem: LocateItem;
  /** Whether the permission that reaches the files of others has been given. */
  readonly reachesAll: () => boolean;
}

export interface WorkbookLocator {
  readonly workbooks: Workbooks;
  /** Looks whether Excel's workbook is at another place than before, and tells the core. Nothing happens otherwise. */
  readonly checkForMove: (store: Store) => Promise<void>;
}

/** Finds the workbook by what Excel tells of it, or by a link that the user gives. */
export function createWorkbookLocator({ host, locateItem, reachesAll }: Parts): WorkbookLocator {
  /** What Excel told last; undefined before the first look. */
  let last: string | null | undefined;

  async function excelsAddress(): Promise<string | null> {
    last = (await (await host)?.documentAddress()) ?? null;
    return last;
  }

  async function found(
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

  return {
    workbooks: {
      async locate({ known, link }, signal) {
        if (link !== null) {
          const [outcome, excels] = await Promise.all([found(link, signal), excelsAddress()]);
          return outcome.ok ? succeeded({ ...outcome.value, insteadOf: excels ?? '' }) : outcome;
        }
        const address = await excelsAddress();
        const same =
          known !== null &&
          (known.insteadOf === undefined
            ? known.address === address
            : known.insteadOf === (address ?? ''));
        return same ? succeeded(known) : found(address, signal);
      },
    },

    async checkForMove(store) {
      if (last === undefined) return;
      const before = last;
      const { state } = store.getState();
      const address = await (await host)?.documentAddress();
      // Excel that gives no address for a moment has not lost its workbook.
      if (address === undefined || address === null || address === before || last !== before) {
        return;
      }
      last = address;
      if (state.kind === 'noWorkbook') store.dispatch({ kind: 'checkAgainRequested' });
      if (!('workbook' in state)) return;
      const outcome = await locateItem(address, new AbortController().signal);
      if (outcome.ok) {
        store.dispatch({
          kind: 'documentChanged',
          accountId: state.account.id,
          workbook: outcome.value,
        });
      } else if (store.getState().state.kind === 'ready') {
        store.dispatch({ kind: 'checkAgainRequested' });
      }
      // Where the workbook is can be read in its address; otherwise it is looked up again at the next occasion.
      else if (outcome.failure.failure === undefined) {
        store.dispatch({
          kind: 'documentUnsupported',
          accountId: state.account.id,
          name: nameIn(address),
        });
      } else last = before;
    },
  };
}

/** The file's name at the end of any kind of address; '' where there is none. */
const nameIn = (address: string): string => {
  const [name = ''] = address.split(/[\\/]/).slice(-1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

/** A session that is refused for want of a permission may be had with the one that was not asked for yet. */
export function withMissingPermission(sessions: Sessions, reachesAll: () => boolean): Sessions {
  const told = (failure: Failure): Failure => {
    const { recovery, signIn } = failure;
    if (reachesAll() || signIn !== undefined) return failure;
    if (recovery.kind === 'reauthenticate') return { ...failure, allFilesMayHelp: true };
    const missing = recovery.kind === 'forbidden' && recovery.need === 'permission';
    return missing ? { ...failure, recovery: { kind: 'forbidden', need: 'sharedFile' } } : failure;
  };
  return {
    ...sessions,
    async open(...asked) {
      const outcome = await sessions.open(...asked);
      return outcome.ok ? outcome : failed(told(outcome.failure));
    },
  };
}
