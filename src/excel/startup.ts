import { hasSharedRuntime } from './visibility';

/** Whether the add-in starts by itself with this document. Kept by Excel in the document (SharedRuntime 1.1). */
export interface Startup {
  /** Undefined where Excel does not say. */
  readonly get: () => Promise<boolean | undefined>;
  /** Settles with what Excel then says. */
  readonly set: (on: boolean) => Promise<boolean | undefined>;
}

/** Source: Office.addin.setStartupBehavior. Null where Excel cannot. */
export function createStartup(): Startup | null {
  if (!hasSharedRuntime()) return null;
  const get = (): Promise<boolean | undefined> =>
    Office.addin.getStartupBehavior().then((behavior) => behavior === Office.StartupBehavior.load, () => undefined);
  return {
    get,
    set: (on) => Office.addin.setStartupBehavior(on ? Office.StartupBehavior.load : Office.StartupBehavior.none).then(get, get),
  };
}
