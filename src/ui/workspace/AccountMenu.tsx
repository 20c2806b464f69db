import { useId } from 'react';
import type { UserAction } from '../../session/events';
import type { Account } from '../../session/state';
import { Icon } from '../components/icons';
import { useAppContext } from '../appContext';
import { useMenu } from '../hooks/useMenu';

/**
 * The organization's name. For a member it is the domain of the user name; a guest has only the
 * tenant id. The account id ends with the user's home tenant. Source: MSAL, home account id.
 */
function organizationOf({ id, userName, tenantId }: Account): string {
  const domain = userName.slice(userName.lastIndexOf('@') + 1);
  return id.endsWith(`.${tenantId}`) && domain !== '' ? domain : tenantId;
}

/** Shows the account, with a menu to change it. */
export function AccountMenu({ account }: { readonly account: Account }) {
  const { dispatch, messages } = useAppContext();
  const { open, toggle, close, root, onKeyDown } = useMenu();
  const id = useId();
  const name = account.name === '' ? account.userName : account.name;
  const choose = (action: UserAction) => () => {
    close();
    dispatch(action);
  };
  return (
    <div className="account" ref={root} onKeyDown={onKeyDown}>
      <button
        type="button"
        className="account-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={toggle}
      >
        <Icon name="person" />
        <span className="cut">{name}</span>
        <Icon name="chevron" className="small" />
      </button>
      {open && (
        <div className="menu">
          <div className="menu-head">
            <p className="strong">{name}</p>
            <p className="quiet">{account.userName}</p>
            <p className="quiet">{messages.account.organization(organizationOf(account))}</p>
            {account.inExcel !== undefined && (
              <p>{messages.account.otherInExcel(account.inExcel)}</p>
            )}
          </div>
          <div role="menu" id={id} aria-label={messages.account.menu}>
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={choose({ kind: 'signInRequested', another: true })}
            >
              {messages.actions.useAnother}
            </button>
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={choose({ kind: 'signOutRequested' })}
            >
              {messages.actions.signOut}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
