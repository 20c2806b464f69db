/** Share of the screen, per cent. */
const size = { height: 60, width: 30 };

/**
 * Opens a dialog of Office. `closed` is called with Office's code when it was closed, refused or could not load its page
 * (Office add-ins, dialog-handle-errors-events). What is returned closes it.
 */
export function openDialog(
  url: string,
  on: { readonly message: (text: string) => void; readonly closed: (code: number) => void },
): () => void {
  let dialog: Office.Dialog | undefined;
  let given = false;
  // Without a question of Office's own before it: the user has just clicked, and the question would empty the pane.
  Office.context.ui.displayDialogAsync(url, { ...size, promptBeforeOpen: false }, (result) => {
    if (result.status === Office.AsyncResultStatus.Failed) {
      on.closed(result.error.code);
      return;
    }
    dialog = result.value;
    if (given) {
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
    given = true;
    dialog?.close();
  };
}
