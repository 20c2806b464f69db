import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: '0 12px',
    paddingBlock: '2px',
  },
  name: { color: tokens.colorNeutralForeground3 },
  value: { fontVariantNumeric: 'tabular-nums', minWidth: 0, overflowWrap: 'anywhere' },
});

/** Description list of names and values. */
export function FactLines({
  lines,
}: {
  readonly lines: readonly (readonly [string, ReactNode])[];
}) {
  const styles = useStyles();
  return (
    <dl>
      {lines.map(([name, value]) => (
        <div key={name} className={styles.line}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
