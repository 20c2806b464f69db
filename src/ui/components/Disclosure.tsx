import {
  createFocusOutlineStyle,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { ChevronRight16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '&[open] > summary > svg': { transform: 'rotate(90deg)' },
  },
  summary: {
    // The focus ring is placed around it.
    position: 'relative',
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

/**
 * Folds its content: the chevron points right when it is closed, down when it is open. Closed, it
 * renders nothing.
 */
export function Disclosure({ label, id, open = false, className, children }: Props) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(open);
  return (
    <details
      className={mergeClasses(styles.root, className)}
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className={styles.summary} id={id}>
        <ChevronRight16Regular className={styles.chevron} />
        {label}
      </summary>
      {isOpen && children}
    </details>
  );
}
