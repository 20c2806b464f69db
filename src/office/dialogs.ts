/** Per cent of the screen. */
const size = { height: 60, width: 30 };

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
  // No prompt by Office: it would follow the user's click, and it empties the pane.
  Office.context.ui.displayDialogAsync(url, { ...size, promptBeforeOpen: false }, (result) => {
    if (result.status === Office.AsyncResultStatus.Failed) {
      on.closed(result.error.code);
      return;
    }
    dialog = result.value;
    if (closeRequested) {
      dialog.close();
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
      if ('error' in event) on.closed(event.error);
    });
  });
  return () => {
    closeRequested = true;
    dialog?.close();
  };
}
