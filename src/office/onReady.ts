/** What Office.onReady tells. `host` is null in a page that Office does not hold. */
export interface OfficeInfo {
  readonly host: Office.HostType | null;
  /**
   * Whether the page runs in a shared runtime: Office tells of the add-in there, and only there.
   */
  readonly sharedRuntime: boolean;
}

/** Reads what Office.onReady gives, which office.js's types do not name wholly. */
export function officeInfo(ready: unknown): OfficeInfo {
  const fields = typeof ready === 'object' && ready !== null ? ready : {};
  const host = Reflect.get(fields, 'host') as Office.HostType | null | undefined;
  const addin: unknown = Reflect.get(fields, 'addin');
  return { host: host ?? null, sharedRuntime: typeof addin === 'object' && addin !== null };
}

/**
 * Calls back once office.js is there and ready. office.js wants its onReady called within 10 s of
 * its own start, so this is done as soon as its script has run. If the script never comes, neither
 * does the call. `first` is called before: what Excel may call at once has to be there by then.
 */
export function whenOffice(
  script: HTMLElement | null,
  callback: (info: OfficeInfo) => void,
  first: () => void = () => undefined,
): void {
  const ready = (): void => {
    first();
    void Office.onReady().then((told) => callback(officeInfo(told)));
  };
  // What a page sets up before office.js comes is not office.js yet.
  if (typeof Office === 'undefined' || !('onReady' in Office)) {
    script?.addEventListener('load', ready, { once: true });
  } else ready();
}
