import { Button, makeStyles } from '@fluentui/react-components';
import type { ComponentProps } from 'react';

const useStyles = makeStyles({
  root: { minWidth: 0, fontWeight: 'normal', paddingInline: '6px' },
});

/** A small, subtle button, for what stands beside the card's own actions. */
export function SmallButton(props: ComponentProps<typeof Button>) {
  const styles = useStyles();
  return <Button {...props} size="small" appearance="subtle" className={styles.root} />;
}
