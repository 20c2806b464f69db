import {
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Failure, SignInFailure } from '../../session/failures';
import type { ErrorMessage } from '../../locales/index';
import { useLayout } from '../theme/layout';
import { ErrorDetails } from './ErrorDetails';

interface Props extends ErrorMessage {
  readonly tone?: 'info' | 'warning';
  readonly failure?: Failure | SignInFailure | undefined;
  /** A second sentence. */
  readonly more?: string | undefined;
  /** Buttons for the user's next actions. */
  readonly children?: ReactNode;
}

const useStyles = makeStyles({
  root: {
    minHeight: 0,
    paddingBlock: '8px',
    overflowWrap: 'anywhere',
    '@media (max-width: 240px)': { paddingInline: '8px' },
  },
  // At 200 % the words need the room.
  icon: { '@media (max-width: 240px)': { display: 'none' } },
  title: { display: 'block' },
  actions: { flexWrap: 'wrap', justifyContent: 'start', gap: '8px', margin: '8px 0 0' },
});

/**
 * Message bar for an error or a notice: what happened, why, and what to do. Its role is alert, so
 * that it is announced; it has no announcer besides.
 */
export function Notice({ title, sentence, more, tone = 'warning', failure, children }: Props) {
  const styles = useStyles();
  const layout = useLayout();
  return (
    <MessageBar
      intent={tone}
      layout="multiline"
      role="alert"
      aria-atomic={false}
      icon={{ className: styles.icon }}
      className={styles.root}
    >
      <MessageBarBody>
        <MessageBarTitle className={styles.title}>{title}</MessageBarTitle>
        <p>{sentence}</p>
        {more !== undefined && <p className={layout.strong}>{more}</p>}
        {failure !== undefined && (
          // Only what happened is announced, not what the user opens below it.
          <div aria-live="off">
            <ErrorDetails failure={failure} />
          </div>
        )}
      </MessageBarBody>
      {children !== undefined && (
        <MessageBarActions className={styles.actions}>{children}</MessageBarActions>
      )}
    </MessageBar>
  );
}
