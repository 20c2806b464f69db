/** Per cent of the screen. */
const size = { height: 60, width: 30 };

/**
 * The event of a dialog that is closed. After any other one, such as a page that cannot be loaded, it
 * stays on the screen, and Office refuses the next dialog. Source: office.js, OSF.DialogMessageType.
 */
const closedCode = 12006;

/**
 * Opens an Office dialog and returns a function that closes it. `closed` receives Office's code
 * when the user closes the dialog, or when Office refuses it or cannot load its page (Office
 * add-ins, dialog-handle-errors-events).
 */
export function openDialog(
  url: string,
  on: { readonly message: (text: string) => void; readonly closed: (code: number) => void },
): () => void {
  let dialog: Office.Dialog | undefined;
  let closeRequested = false;
  const close = (): void => {
    const shown = dialog;
    dialog = undefined;
    try {
      shown?.close();
    } catch {
      // Office throws if the dialog is closed already, and by its own faults (office-js#2191, #2458).
      // The pane closes the dialog after the sign-in: an error would lose the tokens.
    }
  };
  // No prompt by Office: it would follow the user's click, and it empties the pane.
  Office.context.ui.displayDialogAsync(url, { ...size, promptBeforeOpen: false }, (result) => {
    if (result.status === Office.AsyncResultStatus.Failed) {
      on.closed(result.error.code);
      return;
    }
    dialog = result.value;
    if (closeRequested) {
      close();
      return;
    }
    dialog.addEventHandler(Office.EventType.DialogMessageReceived, (message) => {
      if (
        'message' in message &&
        (message.origin === undefined || message.origin === window.location.origin)
      ) {
        on.message(message.message);
      }
    });
    dialog.addEventHandler(Office.EventType.DialogEventReceived, (event) => {
      if (!('error' in event)) return;
      on.closed(event.error);
      if (event.error === closedCode) dialog = undefined;
      else close();
    });
  });
  return () => {
    closeRequested = true;
    close();
  };
}
