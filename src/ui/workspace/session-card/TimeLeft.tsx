import { ProgressBar } from '@fluentui/react-components';
import { useId } from 'react';
import { idleTimeoutMs, estimatedExpiry } from '../../../session/keepAlive';
import type { WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { useStepsLeft } from '../../hooks/useTime';

const stepMs = 15_000;
const stepsAMinute = 4;

/** Whether the estimated expiry has passed: from then on only the service knows. */
export function useMayHaveEnded(end: number): boolean {
  return useStepsLeft(end, Number.MAX_SAFE_INTEGER) === 0;
}

/**
 * How long the service is presumed to keep the session. Moves every 15 s, is told by the minute, and never aloud; who is
 * distracted by it folds it away (WCAG 2.2.2), and still has the times of day.
 */
export function TimeLeft({ session }: { readonly session: WorkbookSession }) {
  const { messages, times } = useAppContext();
  const id = useId();
  const limitMs = idleTimeoutMs(session);
  const steps = Math.min(useStepsLeft(estimatedExpiry(session), stepMs), limitMs / stepMs);
  // A lower bound, in whole minutes: the step that has begun does not count.
  const minutes = Math.floor((steps - 1) / stepsAMinute);
  const { card } = messages;
  const text =
    steps === 0
      ? card.noneLeft
      : minutes === 0
        ? card.underMinute
        : card.minutesLeft(times.count(minutes));
  return (
    <details className="time-left" open>
      <summary className="label" id={id}>
        {card.timeLeft}
      </summary>
      <p>{text}</p>
      <ProgressBar
        aria-labelledby={id}
        aria-valuetext={text}
        color={steps <= stepsAMinute ? 'warning' : 'brand'}
        thickness="large"
        value={(steps * stepMs) / limitMs}
      />
    </details>
  );
}
