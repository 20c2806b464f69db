import type { Clock } from '../../src/session/services';

/** Manual clock; `pass` advances it and runs due timers in order. */
export function createHandClock(start: number): Clock & { readonly pass: (ms: number) => void } {
  let now = start;
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>();
  const next = (until: number) =>
    [...alarms].filter(({ at }) => at <= until).toSorted((one, other) => one.at - other.at)[0];
  return {
    now: () => now,
    wallAheadMs: () => 0,
    wake(at, ring) {
      const alarm = { at, ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    pass(ms) {
      const end = now + ms;
      for (let alarm = next(end); alarm !== undefined; alarm = next(end)) {
        alarms.delete(alarm);
        now = Math.max(now, alarm.at);
        alarm.ring();
      }
      now = end;
    },
  };
}
