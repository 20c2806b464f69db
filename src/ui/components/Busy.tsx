import { makeStyles, Spinner } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useLayout } from '../theme/layout';

const useStyles = makeStyles({
  root: { display: 'flex', gap: '12px' },
  spinner: { alignSelf: 'flex-start', width: '20px' },
});

interface Props {
  readonly label: string;
  readonly children?: ReactNode;
}

/** No animation in the first second. Source: Fluent 2, wait UX. */
const delayMs = 1_000;

/** A progress line with a spinner. */
export function Busy({ label, children }: Props) {
  const styles = useStyles();
  const layout = useLayout();
  return (
    <div className={styles.root}>
      <Spinner size="tiny" delay={delayMs} className={styles.spinner} aria-hidden />
      <div className={layout.tight}>
        <p className={layout.strong}>{label}</p>
        {children}
      </div>
    </div>
  );
}
