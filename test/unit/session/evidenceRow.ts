import type { Answered } from './serviceAnswers';
import { minuteMs } from '../../support/durations';

/** The idle timeout of a persistent session. */
export const endMs = 5 * minuteMs;
/** Times since the last success. */
export const early = 2 * minuteMs;
export const late = endMs - 40_000;
export const over = endMs;

/** `absent`: resumed after a time without a pane; `reloaded`: after a second without one. */
export type Kind = 'persistent' | 'scratch' | 'attached' | 'absent' | 'reloaded';
export type Tried = 'nothing' | 'signIn';

export type Row = readonly [
  name: string,
  answer: Answered,
  kind: Kind,
  sinceMs: number,
  tried: Tried,
  outcome: string,
];
