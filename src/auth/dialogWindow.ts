/** Opens a window of Office at `url`. The callbacks are called until it is closed; what is returned closes it. */
export type OpenDialog = (
  url: string,
  on: { readonly message: (text: string) => void; readonly closed: (code: number) => void },
) => () => void;

/**
 * The Office dialog in the shape that MSAL polls (system.enableLegacyPolling): the verifier and every token stay in the
 * pane, the dialog carries the authorize URL out and the answer's fragment back. A window of the browser cannot answer
 * from inside Excel on the web: its BroadcastChannel is partitioned (msal-js#8391).
 */
class DialogWindow {
  closed = false;
  readonly document = { title: '' };
  readonly location = { href: 'about:blank', hash: '', search: '' };
  readonly #closeDialog: () => void;
  #answered = false;

  constructor(url: string, openDialog: OpenDialog, onClosed: (code: number) => void) {
    this.#closeDialog = openDialog(url, {
      message: (fragment) => {
        this.#answered = true;
        this.location.hash = fragment;
        this.location.href = `${window.location.origin}/${fragment}`;
      },
      closed: (code) => {
        // The answer is here, or the pane closed the dialog itself: its end is no cancellation.
        if (this.#answered || this.closed) return;
        onClosed(code);
        this.closed = true;
      },
    });
  }

  focus(): void {
    // Office brings its dialog to the front by itself.
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#closeDialog();
  }
}

/** What MSAL takes for the window that opens its pop-up. Source: msal-browser 5.30, PopupClient.openSizedPopup. */
export class DialogOpener {
  readonly screenX = 0;
  readonly screenY = 0;
  readonly innerWidth = 1024;
  readonly innerHeight = 768;
  /** Set once Office closed or refused the dialog, with Office's code where it gave one. */
  closed: { readonly code: number | undefined } | undefined;
  readonly #openDialog: OpenDialog;
  #opened: DialogWindow | undefined;

  constructor(openDialog: OpenDialog) {
    this.#openDialog = openDialog;
  }

  open(url: string): DialogWindow {
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

  close(): void {
    this.#opened?.close();
  }

  addEventListener(): void {
    // MSAL listens for the pane's unload; the dialog goes with the pane by itself.
  }

  removeEventListener(): void {
    // See addEventListener.
  }

  /** MSAL's type asks for a whole Window; it touches only what is here. */
  asWindow(): Window {
    return this as unknown as Window;
  }
}
