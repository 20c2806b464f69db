import type { Outcome } from '../session/services';
import type { Refusal } from './refusals';
import { asked } from './refusals';

/**
 * Whether the add-in starts by itself with this document. Kept by Excel in the document
 * (SharedRuntime 1.1).
 */
export interface Startup {
  readonly get: () => Promise<Outcome<boolean, Refusal>>;
  /** Settles with what Excel then tells; with a refusal where it did not do it. */
  readonly set: (on: boolean) => Promise<Outcome<boolean, Refusal>>;
}

/** For a page in a shared runtime. Source: Office.addin.getStartupBehavior, setStartupBehavior. */
export function createStartup(): Startup {
  const read = async (): Promise<boolean> =>
    (await Office.addin.getStartupBehavior()) === Office.StartupBehavior.load;
  return {
    get: () => asked('startup', read),
    set: (on) =>
      asked('startup', async () => {
        await Office.addin.setStartupBehavior(
          on ? Office.StartupBehavior.load : Office.StartupBehavior.none,
        );
        return read();
      }),
  };
}
