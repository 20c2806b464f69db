import {
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  type MessageBarProps,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: { overflowWrap: 'anywhere' },
  body: { minWidth: 0 },
  actions: { justifyContent: 'start' },
});

interface Props extends Pick<MessageBarProps, 'role' | 'intent' | 'children'> {
  /** A button for the user's next action. */
  readonly action?: ReactNode;
}

/** Message bar without a title, for what is good to know. It is not announced by itself. */
export function Info({ action, children, ...bar }: Props) {
  const styles = useStyles();
  return (
    <MessageBar {...bar} layout="multiline" className={styles.root}>
      <MessageBarBody className={styles.body}>{children}</MessageBarBody>
      {action !== undefined && (
        <MessageBarActions className={styles.actions}>{action}</MessageBarActions>
      )}
    </MessageBar>
  );
}
