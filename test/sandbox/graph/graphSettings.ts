import { z } from 'zod';
import { numberFrom, understand } from '../parse';

const settingsSchema = z.strictObject({
  /** True if pages may read `Retry-After`. In 2022 they could not. */
  exposeRetryAfter: z.boolean(),
  /** The permission for files outside the user's own OneDrive. */
  sharedFilesNeed: z.enum(['Files.ReadWrite', 'Files.ReadWrite.All']),
  /** The error code for an ended session. `bare` has no second-level code. */
  endedSessionCode: z.enum([
    'invalidSessionReCreatable',
    'invalidSessionNotFound',
    'InvalidOrTimedOutSession',
    'bare',
  ]),
  /**
   * The time to open a session if the client allows `respond-async`, in ms of the world's clock. 0
   * responds at once.
   */
  openingMs: numberFrom(0),
  /** The second-level code of a failed long-running opening; empty if it succeeds. */
  openingFails: z.string(),
  /**
   * The maximum number of cells in a range. Larger ranges return `rangeExceedsLimit`. The
   * documentation gives no number.
   */
  mostCells: numberFrom(1),
});

/**
 * Behaviour that Microsoft does not document, or that has changed over time. Each setting selects a
 * variant.
 */
export type GraphSettings = z.output<typeof settingsSchema>;

/** The default settings of a new world. */
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

/** Changes some of the settings. @throws Misunderstood for an invalid value. */
export function changeSettings(settings: GraphSettings, value: unknown): void {
  Object.assign(settings, understand(settingsSchema.partial(), value, 'The settings'));
}
