import { Button } from '@fluentui/react-components';
import { useEffect, type ComponentType } from 'react';
import { useAppContext } from '../appContext';
import { Empty, lazyComponent, type Again, type Failed } from '../lazyComponent';
import { AccountButton } from './AccountButton';
import { CopyAsButton } from './copy-as/CopyAsButton';
import { NotLoaded } from './NotLoaded';
import type { AccountMenuProps, CopyAsProps, MenuProps, Popups } from './popupsContext';

/** The menus and the dialog, whose chunk is requested after `startUp`. */
export function createPopups(startUp: Promise<void>): Popups {
  const load =
    <K extends keyof Popups>(name: K) =>
    async (): Promise<{ readonly default: Popups[K] }> => {
      await startUp;
      return { default: (await import(/* webpackChunkName: "popups" */ './popups/index'))[name] };
    };
  return {
    AccountMenu: lazyComponent(
      load('AccountMenu'),
      AccountMenuLoading,
      orNotLoaded(AccountMenuLoading),
    ),
    CopyAsMenu: lazyComponent<CopyAsProps>(
      load('CopyAsMenu'),
      CopyAsLoading,
      orNotLoaded<CopyAsProps>(CopyAsLoading),
    ),
    LeavingDialog: lazyComponent(load('LeavingDialog'), Empty, QuestionNotLoaded),
  };
}

/** Stands for the question, which the user can take back. */
function QuestionNotLoaded({ again }: { readonly again: Again }) {
  const { dispatch, messages } = useAppContext();
  return (
    <NotLoaded again={again}>
      <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>
        {messages.actions.cancel}
      </Button>
    </NotLoaded>
  );
}

/**
 * The button. A click loads the menu again, which another part may have loaded meanwhile, or tells
 * why there is none.
 */
function orNotLoaded<P extends MenuProps>(MenuButton: ComponentType<P>): Failed<P> {
  return function MenuNotLoaded(props) {
    const { open, again } = props;
    useEffect(() => {
      if (open) again();
    }, [open, again]);
    return (
      <>
        <MenuButton {...props} />
        {open && <NotLoaded again={again} />}
      </>
    );
  };
}

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
