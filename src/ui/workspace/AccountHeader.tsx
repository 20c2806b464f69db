import { useState } from 'react';
import type { Account } from '../../session/state';
import { usePopups } from './popupsContext';

/** Shows the account, with a menu to change it. */
export function AccountHeader({ account }: { readonly account: Account }) {
  const popups = usePopups();
  const [open, setOpen] = useState(false);
  return <popups.AccountMenu account={account} open={open} setOpen={setOpen} />;
}
