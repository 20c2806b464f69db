import {
  createFocusOutlineStyle,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { ChevronRight16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '&[open] > summary > svg': { transform: 'rotate(90deg)' },
  },
  summary: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    width: 'fit-content',
    minHeight: '24px',
    cursor: 'pointer',
    listStyleType: 'none',
    '::-webkit-details-marker': { display: 'none' },
    ...createFocusOutlineStyle(),
    '@media (pointer: coarse)': { minHeight: '40px' },
  },
  chevron: { flexShrink: 0 },
});

interface Props {
  readonly label: string;
  /** Id of the label. */
  readonly id?: string;
  /** True if the content is shown at first. */
  readonly open?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Folds its content: the chevron points right when it is closed, down when it is open. */
export function Disclosure({ label, id, open, className, children }: Props) {
  const styles = useStyles();
  return (
    <details className={mergeClasses(styles.root, className)} open={open}>
      <summary className={styles.summary} id={id}>
        <ChevronRight16Regular className={styles.chevron} />
        {label}
      </summary>
      {children}
    </details>
  );
}
