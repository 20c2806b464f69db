/** Result of Office.onReady. `host` is null outside of Office. */
export interface OfficeInfo {
  readonly host: Office.HostType | null;
  /** Whether the page runs in a shared runtime. Office sets `addin` only there. */
  readonly sharedRuntime: boolean;
  /** Whether the pane is known to be shown: the add-in may start with the workbook, without it. */
  readonly isShown: boolean;
}

/** Parses the result of Office.onReady, whose types in office.js are incomplete. */
export function officeInfo(ready: unknown): OfficeInfo {
  const fields = typeof ready === 'object' && ready !== null ? ready : {};
  const host = Reflect.get(fields, 'host') as Office.HostType | null | undefined;
  const addin: unknown = Reflect.get(fields, 'addin');
  const sharedRuntime = typeof addin === 'object' && addin !== null;
  const isShown = sharedRuntime && Reflect.get(addin, 'visibilityMode') === 'Taskpane';
  return { host: host ?? null, sharedRuntime, isShown };
}

/**
 * Calls back once office.js is loaded and ready; never if its script does not load. Calls onReady
 * as soon as the script has run, because office.js expects that within 10 s of its start.
 * `beforeReady` runs first, for handlers that Excel may call at once.
 */
export function whenOfficeReady(
  script: HTMLElement | null,
  callback: (info: OfficeInfo) => void,
  beforeReady: () => void = () => undefined,
): void {
  const ready = (): void => {
    beforeReady();
    void Office.onReady().then((result) => callback(officeInfo(result)));
  };
  // The global `Office` may hold a page's own settings before office.js has loaded.
  if (typeof Office === 'undefined' || !('onReady' in Office)) {
    script?.addEventListener('load', ready, { once: true });
  } else ready();
}
