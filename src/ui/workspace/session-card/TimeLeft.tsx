import { ProgressBar } from '@fluentui/react-components';
import { useId } from 'react';
import { idleTimeoutMs, estimatedExpiry } from '../../../session/keepAlive';
import type { WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { useStepsLeft } from '../../hooks/useTime';

const stepMs = 15_000;
const stepsPerMinute = 4;

/** True after the estimated expiry, when only the service knows whether the session is open. */
export function useMayHaveEnded(end: number): boolean {
  return useStepsLeft(end, Number.MAX_SAFE_INTEGER) === 0;
}

/**
 * Estimated time until the session expires. Updates every 15 s, shows minutes, and is not
 * announced. Users can collapse it (WCAG 2.2.2); the exact times remain.
 */
export function TimeLeft({ session }: { readonly session: WorkbookSession }) {
  const { messages, times } = useAppContext();
  const id = useId();
  const limitMs = idleTimeoutMs(session);
  const steps = Math.min(useStepsLeft(estimatedExpiry(session), stepMs), limitMs / stepMs);
  // A lower bound in whole minutes, without the current step.
  const minutes = Math.floor((steps - 1) / stepsPerMinute);
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
        color={steps <= stepsPerMinute ? 'warning' : 'brand'}
        thickness="large"
        value={(steps * stepMs) / limitMs}
      />
    </details>
  );
}
