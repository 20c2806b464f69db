import { useAppContext } from '../appContext';
import { useSoon, useStepsLeft } from './useTime';

/** End of the service's Retry-After (ms since the epoch) until it passes; then undefined. */
export function useThrottledUntil(throttledUntil: number): number | undefined {
  return useStepsLeft(throttledUntil, Number.MAX_SAFE_INTEGER) > 0 ? throttledUntil : undefined;
}

interface Props {
  readonly until: number;
  readonly className: string;
  readonly id?: string;
}

/** Shows when the service's pause ends: what waits is sent then. */
export function Throttled({ until, className, id }: Props) {
  const { messages } = useAppContext();
  const time = useSoon(until);
  const end = useThrottledUntil(until);
  if (end === undefined) return null;
  return (
    <p className={className} id={id}>
      {messages.wait.throttledUntil(time)}
    </p>
  );
}
