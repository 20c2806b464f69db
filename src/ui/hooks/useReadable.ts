import { useSyncExternalStore } from 'react';
import type { Readable } from '../appProps';

/** The value, or the part of it that `select` reads; renders only when that changes. */
export function useReadable<T>(readable: Readable<T>): T;
export function useReadable<T, P>(readable: Readable<T>, select: (value: T) => P): P;
export function useReadable<T, P>(
  { get, subscribe }: Readable<T>,
  select?: (value: T) => P,
): T | P {
  return useSyncExternalStore(subscribe, () => (select === undefined ? get() : select(get())));
}
