import { useAppContext } from '../appContext';
import { useSoon, useStepsLeft } from './useTime';

/** True until the end of the service's Retry-After (ms since the epoch). */
export function useThrottled(until: number): boolean {
  return useStepsLeft(until, Number.MAX_SAFE_INTEGER) > 0;
}

interface Props {
  readonly until: number;
  readonly className: string;
  readonly id?: string;
}

/** Shows when the service's pause ends: what waits is sent then. */
export function Throttled({ until, className, id }: Props) {
  const { messages } = useAppContext();
  const soon = useSoon(until);
  if (!useThrottled(until)) return null;
  return (
    <p className={className} id={id}>
      {messages.wait.throttledUntil(soon())}
    </p>
  );
}
