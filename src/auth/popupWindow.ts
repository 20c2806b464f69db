/**
 * The parent window that MSAL opens its pop-up from. MSAL does not expose the pop-up; this class
 * keeps it, so that it can be closed if the user cancels. Source: msal-browser 5.30,
 * PopupClient.openSizedPopup.
 */
export class PopupOpener {
  readonly screenX = window.screenX;
  readonly screenY = window.screenY;
  readonly innerWidth = window.innerWidth;
  readonly innerHeight = window.innerHeight;
  readonly addEventListener = window.addEventListener.bind(window);
  readonly removeEventListener = window.removeEventListener.bind(window);
  /** Only Office reports why its window closed. */
  readonly closed = undefined;
  readonly #signal: AbortSignal;
  #opened: Window | null = null;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** @throws the signal's reason: the user may cancel while MSAL prepares the request */
  open(...parameters: Parameters<typeof window.open>): Window | null {
    this.#signal.throwIfAborted();
    this.#opened = window.open(...parameters);
    return this.#opened;
  }

  close(): void {
    this.#opened?.close();
    this.#opened = null;
  }

  /** MSAL's type requires a whole Window; it uses only these members. */
  asWindow(): Window {
    return this as unknown as Window;
  }
}
