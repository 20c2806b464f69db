import { useSyncExternalStore } from 'react';
import type { Readable } from '../appProps';

/** The part of the value that `select` reads; renders only when that changes. */
export function useReadable<T, P>({ get, subscribe }: Readable<T>, select: (value: T) => P): P {
  return useSyncExternalStore(subscribe, () => select(get()));
}

/** Selects the whole value. */
export const whole = <T>(value: T): T => value;
