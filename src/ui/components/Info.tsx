import {
  makeStyles,
  MessageBar,
  MessageBarBody,
  type MessageBarProps,
} from '@fluentui/react-components';

const useStyles = makeStyles({
  root: { overflowWrap: 'anywhere' },
  body: { minWidth: 0 },
});

/** Message bar without a title, for what is good to know. It is not announced by itself. */
export function Info({ role, children }: Pick<MessageBarProps, 'role' | 'children'>) {
  const styles = useStyles();
  return (
    <MessageBar
      layout="multiline"
      className={styles.root}
      {...(role === undefined ? {} : { role })}
    >
      <MessageBarBody className={styles.body}>{children}</MessageBarBody>
    </MessageBar>
  );
}
