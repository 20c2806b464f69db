import {
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  type MessageBarProps,
} from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles({
  root: { overflowWrap: 'anywhere' },
  body: { minWidth: 0 },
  actions: { justifyContent: 'start' },
});

interface Props extends Pick<MessageBarProps, 'intent' | 'children'> {
  /** A button for the user's next action. */
  readonly action?: ReactNode;
}

/** Message bar without a title, for what is good to know. It is not announced by itself. */
export function Info({ action, children, ...bar }: Props) {
  const styles = useStyles();
  const id = useId();
  return (
    <MessageBar {...bar} layout="multiline" aria-labelledby={id} className={styles.root}>
      <MessageBarBody id={id} className={styles.body}>
        {children}
      </MessageBarBody>
      {action !== undefined && (
        <MessageBarActions className={styles.actions}>{action}</MessageBarActions>
      )}
    </MessageBar>
  );
}
