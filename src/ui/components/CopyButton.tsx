import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Checkmark16Regular, Copy16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useAppContext } from '../appContext';
import { signedInMessages } from '../workspace/signedInMessages';
import { useLayout } from '../theme/layout';
import { SmallButton } from './SmallButton';

const confirmedMs = 2_000;

const useStyles = makeStyles({
  /** Both labels take the place of the longer one, so that nothing moves. */
  labels: { display: 'grid', textAlign: 'start' },
  label: { gridArea: '1 / 1' },
  hidden: { visibility: 'hidden' },
  fallback: { flexBasis: '100%', paddingInline: '7px' },
  field: {
    padding: '8px',
    color: 'inherit',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

interface Props {
  readonly label: string;
  /** A function creates the text on demand, for long texts that are seldom copied. */
  readonly text: string | (() => string);
}

/**
 * Copies the text and confirms it in place: the focus and the accessible name stay. When copying is
 * blocked, shows the text itself.
 */
export function CopyButton({ label, text }: Props) {
  const { announce, clock, copy, messages } = useAppContext();
  const texts = signedInMessages(messages).copy;
  const styles = useStyles();
  const [outcome, setOutcome] = useState<'none' | 'done' | 'blocked'>('none');
  const [attempt, setAttempt] = useState(0);
  useEffect(
    () =>
      outcome === 'done'
        ? clock.wake(clock.now() + confirmedMs, () => setOutcome('none'))
        : undefined,
    [clock, outcome],
  );
  const read = (): string => (typeof text === 'string' ? text : text());
  const copyAndConfirm = async (): Promise<void> => {
    const done = await copy(read());
    setOutcome(done ? 'done' : 'blocked');
    setAttempt((count) => count + 1);
    announce(done ? texts.done : texts.failed);
  };
  const done = outcome === 'done';
  return (
    <>
      <SmallButton
        aria-label={label}
        icon={done ? <Checkmark16Regular /> : <Copy16Regular />}
        onClick={() => void copyAndConfirm()}
      >
        <span className={styles.labels}>
          <span className={mergeClasses(styles.label, done && styles.hidden)}>{label}</span>
          <span className={mergeClasses(styles.label, !done && styles.hidden)}>{texts.done}</span>
        </span>
      </SmallButton>
      {outcome === 'blocked' && <CopyFallback text={read()} attempt={attempt} />}
    </>
  );
}

interface FallbackProps {
  readonly text: string;
  /** Number of the blocked copy. Each one selects the text; a text that only changes does not. */
  readonly attempt: number;
}

/**
 * The text, selected for the keyboard's copy command, which may work when the clipboard is blocked.
 */
export function CopyFallback({ text, attempt }: FallbackProps) {
  const texts = signedInMessages(useAppContext().messages).copy;
  const layout = useLayout();
  const styles = useStyles();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.select(), [attempt]);
  return (
    <div className={mergeClasses(layout.tight, styles.fallback)}>
      <p className={layout.quiet}>{texts.failed}</p>
      <textarea
        className={mergeClasses(layout.code, layout.wide, styles.field)}
        readOnly
        rows={text.includes('\n') ? 6 : 1}
        value={text}
        aria-label={texts.fallback}
        ref={field}
        onFocus={(event) => event.currentTarget.select()}
      />
    </div>
  );
}
