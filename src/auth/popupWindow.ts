/**
 * What MSAL takes for the window that opens its pop-up. It keeps the pop-up to itself; here it is remembered, so that it can
 * be closed when the user gives up. Source: msal-browser 5.30, PopupClient.openSizedPopup.
 */
export class PopupOpener {
  readonly screenX = window.screenX;
  readonly screenY = window.screenY;
  readonly innerWidth = window.innerWidth;
  readonly innerHeight = window.innerHeight;
  readonly addEventListener = window.addEventListener.bind(window);
  readonly removeEventListener = window.removeEventListener.bind(window);
  /** Only Office gives a reason why its window closed. */
  readonly closed = undefined;
  #opened: Window | null = null;

  open(...asked: Parameters<typeof window.open>): Window | null {
    this.#opened = window.open(...asked);
    return this.#opened;
  }

  close(): void {
    this.#opened?.close();
  }

  /** MSAL's type asks for a whole Window; it touches only what is here. */
  asWindow(): Window {
    return this as unknown as Window;
  }
}
