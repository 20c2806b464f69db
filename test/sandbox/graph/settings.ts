import { z } from 'zod';
import { numberFrom, understand } from '../parse';

const settingsSchema = z.strictObject({
  /** Whether browsers may read `Retry-After`; in 2022 they could not. */
  exposeRetryAfter: z.boolean(),
  /** The permission for files outside the user's own OneDrive. */
  sharedFilesNeed: z.enum(['Files.ReadWrite', 'Files.ReadWrite.All']),
  /** How an ended session is answered; `bare` has no second-level code at all. */
  endedSessionCode: z.enum([
    'invalidSessionReCreatable',
    'invalidSessionNotFound',
    'InvalidOrTimedOutSession',
    'bare',
  ]),
  /**
   * How long opening a session takes when the client allows `respond-async`, in ms of the world; 0
   * answers at once.
   */
  openingMs: numberFrom(0),
  /** The second-level code with which a long-running opening fails; empty when it succeeds. */
  openingFails: z.string(),
  /** A range of more cells is refused with `rangeExceedsLimit`. Documented without a number. */
  mostCells: numberFrom(1),
});

/**
 * What Microsoft does not document, or did differently at different times: each can be had either
 * way.
 */
export type GraphSettings = z.output<typeof settingsSchema>;

/** The settings of a new world. */
export function defaultSettings(): GraphSettings {
  return {
    exposeRetryAfter: true,
    sharedFilesNeed: 'Files.ReadWrite',
    endedSessionCode: 'bare',
    openingMs: 0,
    openingFails: '',
    mostCells: 100_000,
  };
}

/** Changes some of the settings. @throws Misunderstood when a value makes no sense. */
export function changeSettings(settings: GraphSettings, value: unknown): void {
  Object.assign(settings, understand(settingsSchema.partial(), value, 'The settings'));
}
