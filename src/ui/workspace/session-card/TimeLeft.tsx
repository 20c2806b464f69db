import { makeStyles, ProgressBar } from '@fluentui/react-components';
import { memo, useId } from 'react';
import { idleTimeoutMs, estimatedExpiry } from '../../../session/keepAlive';
import type { WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { Disclosure } from '../../components/Disclosure';
import { useStepsLeft } from '../../hooks/useTime';
import { signedInMessages } from '../signedInMessages';

const stepMs = 15_000;
const stepsPerMinute = 4;

const useStyles = makeStyles({
  // The text is beside its label, or below it in a narrow pane; the bar is below both.
  root: { display: 'flow-root', '> summary': { float: 'inline-start', marginInlineEnd: '12px' } },
  text: { textAlign: 'end', lineHeight: '24px' },
  field: { clear: 'both' },
  // Fluent's transition takes 0.3 s and lays out the card twenty times at each step.
  bar: { transition: 'none' },
});

/** True after the estimated expiry, when only the service knows whether the session is open. */
export function useMayHaveEnded(end: number): boolean {
  return useStepsLeft(end, Number.MAX_SAFE_INTEGER) === 0;
}

/**
 * Estimated time until the session expires, a lower bound: a script's own requests extend it.
 * Updates every 15 s, shows minutes, and is not announced. Users can collapse it (WCAG 2.2.2).
 */
export const TimeLeft = memo(function TimeLeft({ session }: { readonly session: WorkbookSession }) {
  const { messages, times } = useAppContext();
  const styles = useStyles();
  const id = useId();
  const limitMs = idleTimeoutMs(session);
  const steps = Math.min(useStepsLeft(estimatedExpiry(session), stepMs), limitMs / stepMs);
  // A lower bound in whole minutes, without the current step.
  const minutes = Math.floor((steps - 1) / stepsPerMinute);
  const texts = signedInMessages(messages).sessionTimes;
  const text =
    steps === 0
      ? texts.noneLeft
      : minutes === 0
        ? texts.underMinute
        : texts.minutesLeft(times.count(minutes));
  return (
    <Disclosure label={texts.timeLeft} id={id} open className={styles.root}>
      <p className={styles.text}>{text}</p>
      <ProgressBar
        aria-labelledby={id}
        aria-valuetext={text}
        className={styles.field}
        bar={{ className: styles.bar }}
        color={steps <= stepsPerMinute ? 'warning' : 'brand'}
        thickness="large"
        value={(steps * stepMs) / limitMs}
      />
    </Disclosure>
  );
});
