import { Button, makeStyles } from '@fluentui/react-components';
import { ChevronDown16Regular, Person20Regular } from '@fluentui/react-icons';
import type { ComponentProps } from 'react';
import type { Account } from '../../session/state';

const useStyles = makeStyles({
  root: { maxWidth: '100%', minWidth: 0, paddingInline: '8px', fontWeight: 'normal' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

/** What the account is called: its name, or its user name. */
export const nameOf = ({ name, userName }: Account): string => (name === '' ? userName : name);

/** The account's button, with and without its menu. */
export function AccountButton({
  account,
  ...rest
}: ComponentProps<typeof Button> & { readonly account: Account }) {
  const styles = useStyles();
  return (
    <Button {...rest} appearance="subtle" className={styles.root} icon={<Person20Regular />}>
      <span className={styles.name}>{nameOf(account)}</span>
      <ChevronDown16Regular />
    </Button>
  );
}
