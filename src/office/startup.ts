import type { Outcome } from '../session/services';
import type { Refusal } from './refusals';
import { callExcel } from './refusals';

/**
 * Whether the add-in starts when this document opens. Excel stores the setting in the document
 * (SharedRuntime 1.1).
 */
export interface Startup {
  readonly get: () => Promise<Outcome<boolean, Refusal>>;
  /** Resolves with the setting that Excel reports afterwards, or with its refusal. */
  readonly set: (on: boolean) => Promise<Outcome<boolean, Refusal>>;
}

/** Works in a shared runtime only. Source: Office.addin.getStartupBehavior, setStartupBehavior. */
export function createStartup(): Startup {
  const read = async (): Promise<boolean> =>
    (await Office.addin.getStartupBehavior()) === Office.StartupBehavior.load;
  return {
    get: () => callExcel('startup', read),
    set: (on) =>
      callExcel('startup', async () => {
        await Office.addin.setStartupBehavior(
          on ? Office.StartupBehavior.load : Office.StartupBehavior.none,
        );
        return read();
      }),
  };
}
