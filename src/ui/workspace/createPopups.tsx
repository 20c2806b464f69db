import { Empty, lazyComponent } from '../lazyComponent';
import { AccountButton } from './AccountButton';
import { CopyAsButton } from './copy-as/CopyAsButton';
import type { AccountMenuProps, MenuProps, Popups } from './popupsContext';

/** The menus and the dialog, whose chunk is requested after `startUp`. */
export function createPopups(startUp: Promise<void>): Popups {
  const chunk = startUp.then(() => import(/* webpackChunkName: "popups" */ './popups/index'));
  return {
    AccountMenu: lazyComponent(of(chunk, 'AccountMenu'), AccountMenuLoading),
    CopyAsMenu: lazyComponent(of(chunk, 'CopyAsMenu'), CopyAsLoading),
    LeavingDialog: lazyComponent(of(chunk, 'LeavingDialog'), Empty),
  };
}

const of = async <K extends keyof Popups>(
  chunk: Promise<Popups>,
  name: K,
): Promise<{ readonly default: Popups[K] }> => ({ default: (await chunk)[name] });

// What stands until the menus have loaded. A click is kept: the menu then opens when it is there.

/** The account's button without its menu. */
function AccountMenuLoading({ account, open, setOpen }: MenuProps & AccountMenuProps) {
  return (
    <AccountButton
      account={account}
      aria-haspopup="menu"
      aria-expanded={open}
      onClick={() => setOpen(!open)}
    />
  );
}

/** The button of "Copy as…" without its menu. */
function CopyAsLoading({ open, setOpen }: MenuProps) {
  return <CopyAsButton aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)} />;
}
