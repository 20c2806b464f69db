import { Button, makeStyles } from '@fluentui/react-components';
import { Code16Regular } from '@fluentui/react-icons';
import type { ComponentProps } from 'react';
import { useAppContext } from '../../appContext';

const useStyles = makeStyles({
  root: { minWidth: 0, fontWeight: 'normal', paddingInline: '6px' },
});

/** The button of the menu "Copy as…", with and without its menu. */
export function CopyAsButton(props: ComponentProps<typeof Button>) {
  const { messages } = useAppContext();
  const styles = useStyles();
  return (
    <Button
      {...props}
      size="small"
      appearance="subtle"
      className={styles.root}
      icon={<Code16Regular />}
    >
      {messages.actions.copyAs}
    </Button>
  );
}
