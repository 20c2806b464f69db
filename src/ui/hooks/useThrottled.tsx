import { useAppContext } from '../appContext';
import { useStepsLeft } from './useTime';

/** The end of the service's Retry-After (ms) while it lasts; undefined otherwise. */
export function useThrottledUntil(throttledUntil: number): number | undefined {
  return useStepsLeft(throttledUntil, Number.MAX_SAFE_INTEGER) > 0 ? throttledUntil : undefined;
}

/** Says until when the service asked for a pause; what was asked goes by itself then. */
export function Throttled({ until, id }: { readonly until: number; readonly id?: string }) {
  const { clock, messages, times } = useAppContext();
  const end = useThrottledUntil(until);
  if (end === undefined) return null;
  return (
    <p className="quiet" id={id}>
      {messages.card.waitsUntil(times.soon(end, clock.now()))}
    </p>
  );
}
