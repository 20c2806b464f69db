/**
 * Opens an Office dialog at `url`. The callbacks are called until it is closed. Returns the
 * function that closes it.
 */
export type OpenDialog = (
  url: string,
  on: { readonly message: (text: string) => void; readonly closed: (code: number) => void },
) => () => void;

/**
 * The Office dialog as a window that MSAL polls (system.enableLegacyPolling). The verifier and
 * every token stay in the pane. The dialog carries only the authorize URL out and the response's
 * fragment back. A browser window cannot respond inside Excel on the web, because its
 * BroadcastChannel is partitioned (msal-js#8391).
 */
class DialogWindow {
  closed = false;
  readonly document = { title: '' };
  readonly location = { href: 'about:blank', hash: '', search: '' };
  readonly #closeDialog: () => void;
  #answered = false;
  /** The dialog is closed, by the user or by the pane. */
  #ended = false;

  constructor(url: string, openDialog: OpenDialog, onClosed: (code: number) => void) {
    this.#closeDialog = openDialog(url, {
      message: (fragment) => {
        this.#answered = true;
        this.location.hash = fragment;
        this.location.href = `${window.location.origin}/${fragment}`;
      },
      closed: (code) => {
        if (this.#ended) return;
        this.#ended = true;
        // After a response the event is not a cancellation.
        if (this.#answered) return;
        onClosed(code);
        this.closed = true;
      },
    });
  }

  focus(): void {
    // Office focuses its dialog by itself.
  }

  /** MSAL closes its window as soon as it has read the response, before it redeems that. */
  close(): void {
    if (!this.#answered) this.end();
    this.closed = true;
  }

  /** Closes the dialog itself. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.closed = true;
    this.#closeDialog();
  }
}

/**
 * The parent window that MSAL opens its pop-up from. Source: msal-browser 5.30,
 * PopupClient.openSizedPopup.
 */
export class DialogOpener {
  readonly screenX = 0;
  readonly screenY = 0;
  readonly innerWidth = 1024;
  readonly innerHeight = 768;
  /** Set once Office closed or refused the dialog; `code` is Office's, if there is one. */
  closed: { readonly code: number | undefined } | undefined;
  readonly #openDialog: OpenDialog;
  readonly #signal: AbortSignal;
  #opened: DialogWindow | undefined;

  constructor(openDialog: OpenDialog, signal: AbortSignal) {
    this.#openDialog = openDialog;
    this.#signal = signal;
  }

  /** @throws the signal's reason: the user may cancel while MSAL prepares the request */
  open(url: string): DialogWindow {
    this.#signal.throwIfAborted();
    const start = `${window.location.origin}/auth-start.html#${encodeURIComponent(url)}`;
    try {
      this.#opened = new DialogWindow(start, this.#openDialog, (code) => {
        this.closed = { code };
      });
    } catch (error) {
      this.closed = { code: undefined };
      throw error;
    }
    return this.#opened;
  }

  /**
   * Closes the dialog: when MSAL has stored the tokens, has failed, or the user cancels. Not before,
   * because Excel on Windows may reload the pane when a dialog closes in which the browser offers to
   * save the password, and the response would be lost (office-js#6309, #6356).
   */
  close(): void {
    this.#opened?.end();
  }

  addEventListener(): void {
    // MSAL listens for the pane's unload; the dialog closes with the pane by itself.
  }

  removeEventListener(): void {
    // See addEventListener.
  }

  /** MSAL's type requires a whole Window; it uses only these members. */
  asWindow(): Window {
    return this as unknown as Window;
  }
}
