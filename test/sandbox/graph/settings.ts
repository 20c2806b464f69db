import { Fields } from '../parse';

/** What Microsoft does not document, or did differently at different times: each can be had either way. */
export interface GraphSettings {
  /** Whether browsers may read `Retry-After`; in 2022 they could not. */
  exposeRetryAfter: boolean;
  /** The permission for files outside the person's own OneDrive. */
  sharedFilesNeed: 'Files.ReadWrite' | 'Files.ReadWrite.All';
  /** How an ended session is answered; `bare` has no second-level code at all. */
  endedSessionCode: 'invalidSessionReCreatable' | 'invalidSessionNotFound' | 'InvalidOrTimedOutSession' | 'bare';
  /** How long opening a session takes when the client allows `respond-async`, in ms of the world; 0 answers at once. */
  openingMs: number;
  /** The second-level code with which a long-running opening fails; empty when it succeeds. */
  openingFails: string;
  /** A range of more cells is refused with `rangeExceedsLimit`. Documented without a number. */
  mostCells: number;
}

/** The settings of a new world. */
export function defaultSettings(): GraphSettings {
  return { exposeRetryAfter: true, sharedFilesNeed: 'Files.ReadWrite', endedSessionCode: 'bare', openingMs: 0, openingFails: '', mostCells: 100_000 };
}

/** Changes some of the settings. @throws Misunderstood when a value makes no sense. */
export function changeSettings(settings: GraphSettings, value: unknown): void {
  const fields = new Fields(value, 'The settings');
  const changed = {
    exposeRetryAfter: fields.boolean('exposeRetryAfter') ?? settings.exposeRetryAfter,
    sharedFilesNeed: fields.oneOf('sharedFilesNeed', ['Files.ReadWrite', 'Files.ReadWrite.All']) ?? settings.sharedFilesNeed,
    endedSessionCode:
      fields.oneOf('endedSessionCode', ['invalidSessionReCreatable', 'invalidSessionNotFound', 'InvalidOrTimedOutSession', 'bare']) ?? settings.endedSessionCode,
    openingMs: fields.number('openingMs') ?? settings.openingMs,
    openingFails: fields.string('openingFails') ?? settings.openingFails,
    mostCells: fields.number('mostCells', 1) ?? settings.mostCells,
  };
  fields.end();
  Object.assign(settings, changed);
}
