import { MenuItem } from '@fluentui/react-components';
import type { Account } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';
import { signedInMessages } from '../signedInMessages';
import { AccountButton, nameOf } from '../AccountButton';
import type { AccountMenuProps, MenuProps } from '../popupsContext';
import { keepEscape } from './keepEscape';
import { PopupMenu } from './PopupMenu';

/**
 * The organization's name. For a member it is the domain of the user name; a guest has only the
 * tenant id. The account id ends with the user's home tenant. Source: MSAL, home account id.
 */
function organizationOf({ id, userName, tenantId }: Account): string {
  const domain = userName.slice(userName.lastIndexOf('@') + 1);
  return id.endsWith(`.${tenantId}`) && domain !== '' ? domain : tenantId;
}

/** Shows the account, with a menu to change it. */
export function AccountMenu({ account, waitsFor, open, setOpen }: MenuProps & AccountMenuProps) {
  const { dispatch, messages } = useAppContext();
  const layout = useLayout();
  const { accountMenu, labels } = signedInMessages(messages);
  return (
    <PopupMenu
      open={open}
      setOpen={setOpen}
      button={<AccountButton account={account} onKeyDown={keepEscape} />}
      label={accountMenu.label}
      about={
        <div className={layout.tight}>
          <p className={layout.strong}>{nameOf(account)}</p>
          <p className={layout.quiet}>{account.userName}</p>
          <p className={layout.quiet}>{accountMenu.organization(organizationOf(account))}</p>
          {account.inExcel !== undefined && <p>{accountMenu.otherInExcel(account.inExcel)}</p>}
        </div>
      }
    >
      <MenuItem
        disabled={waitsFor !== undefined}
        subText={
          waitsFor === undefined
            ? null
            : { className: layout.quiet, children: accountMenu.waitsFor[waitsFor] }
        }
        onClick={() => dispatch({ kind: 'signInRequested', another: true })}
      >
        {messages.actions.useAnother}
      </MenuItem>
      <MenuItem onClick={() => dispatch({ kind: 'signOutRequested' })}>{labels.signOut}</MenuItem>
    </PopupMenu>
  );
}
