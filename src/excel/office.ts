/** What Office.onReady tells. `host` is null in a page that Office does not hold. */
export interface OfficeInfo {
  readonly host: Office.HostType | null;
}

/**
 * Calls back once office.js is there and ready. office.js wants its onReady called within 10 s of its own start, so this
 * is done as soon as its script has run. If the script never comes, neither does the call. `first` is called before: what
 * Excel may call at once has to be there by then.
 */
export function whenOffice(script: HTMLElement | null, callback: (info: OfficeInfo) => void, first: () => void = () => undefined): void {
  const ready = (): void => {
    first();
    void Office.onReady().then(({ host }) => callback({ host: (host as Office.HostType | null) ?? null }));
  };
  // What a page sets up before office.js comes is not office.js yet.
  if (typeof Office === 'undefined' || !('onReady' in Office)) script?.addEventListener('load', ready, { once: true });
  else ready();
}
