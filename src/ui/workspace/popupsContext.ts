import { createContext, use, type ComponentType } from 'react';
import type { Account, Workbook, WorkbookSession } from '../../session/state';
import type { LeavingQuestion } from '../../session/userAction';

/** A menu that may be opened before its code has loaded. */
export interface MenuProps {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}

export interface AccountMenuProps {
  readonly account: Account;
  /** What has to end before the account can be changed (accountWaitsFor). */
  readonly waitsFor: 'session' | 'signIn' | undefined;
}

export interface CopyAsProps extends MenuProps {
  readonly workbook: Workbook;
  readonly session: Pick<WorkbookSession, 'id' | 'persistChanges'>;
  /** Copies the text; the name is that of its language. */
  readonly copyText: (name: string, text: string) => void;
}

/** The menus and the dialog, which load when the page is idle. */
export interface Popups {
  readonly AccountMenu: ComponentType<MenuProps & AccountMenuProps>;
  readonly CopyAsMenu: ComponentType<CopyAsProps>;
  readonly LeavingDialog: ComponentType<{
    readonly question: LeavingQuestion;
    readonly session: WorkbookSession;
  }>;
}

/** Set by Workspace, read through usePopups. */
export const PopupsContext = createContext<Popups | null>(null);

/** Returns the menus and the dialog. Throws outside of Workspace. */
export function usePopups(): Popups {
  const value = use(PopupsContext);
  if (value === null) throw new Error('A menu was rendered outside PopupsContext.');
  return value;
}
