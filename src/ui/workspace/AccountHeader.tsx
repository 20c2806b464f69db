import { useState } from 'react';
import { usePopups, type AccountMenuProps } from './popupsContext';

/** Shows the account, with a menu to change it. */
export function AccountHeader(props: AccountMenuProps) {
  const popups = usePopups();
  const [open, setOpen] = useState(false);
  return <popups.AccountMenu {...props} open={open} setOpen={setOpen} />;
}
