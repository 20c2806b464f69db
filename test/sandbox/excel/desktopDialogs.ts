import type { EventRegistration } from './desktopCalls';
import { parseMessage, type Fields } from './protocol';

/**
 * Codes of displayDialogAsync and of its events. Source: "Handle errors and events in the Office
 * dialog box".
 */
export const dialogCodes = {
  opened: 0,
  message: 0,
  cannotOpen: 5001,
  untrusted: 12004,
  needsHttps: 12005,
  closed: 12006,
  alreadyOpen: 12007,
} as const;

export interface DialogPorts {
  readonly paneOrigin: string;
  readonly appDomains: readonly string[];
  /** Opens the window. A call of `opened` or `gone` follows. */
  readonly openWindow: (
    url: string,
    size: { readonly width: number; readonly height: number },
  ) => void;
  readonly closeWindow: () => void;
}

/**
 * Dialog of an add-in in desktop Excel; only one can be open. It is a separate window that Excel
 * opens.
 */
export interface Dialogs {
  open: (registration: EventRegistration, reply: (status: number) => void) => void;
  /** Call with true when the window is open, or false when the browser blocked it. */
  opened: (there: boolean) => void;
  /** Call when the user has closed the window. */
  gone: () => void;
  /** Call when the pane closes its dialog. */
  close: () => void;
  /** Sends a message from the dialog's page to the pane, if the target origin matches. */
  messageParent: (message: string, from: string, targetOrigin: string) => void;
  /**
   * Emulates Esc in the dialog. The window closes without an event to the pane. Excel still treats
   * the dialog as open, so no other can open (office-js#5410, Windows 2501; the same on the Mac
   * before, office-js#161).
   */
  escape: () => void;
  readonly isOpen: () => boolean;
}

export function createDialogs({
  paneOrigin,
  appDomains,
  openWindow,
  closeWindow,
}: DialogPorts): Dialogs {
  let shown: EventRegistration | undefined;
  let pending: ((status: number) => void) | undefined;
  let silent = false;

  function refusal(url: string): number | undefined {
    if (shown !== undefined) return dialogCodes.alreadyOpen;
    if (!url.startsWith('https:')) return dialogCodes.needsHttps;
    return [paneOrigin, ...appDomains].includes(new URL(url).origin)
      ? undefined
      : dialogCodes.untrusted;
  }

  return {
    open(registration, reply) {
      const asked: Fields = parseMessage(registration.target) ?? {};
      const url = String(asked['url']);
      const refused = refusal(url);
      if (refused !== undefined) {
        reply(refused);
        return;
      }
      shown = registration;
      pending = reply;
      silent = false;
      openWindow(url, { width: Number(asked['width']), height: Number(asked['height']) });
    },
    opened(there) {
      pending?.(there ? dialogCodes.opened : dialogCodes.cannotOpen);
      pending = undefined;
      if (!there) shown = undefined;
    },
    gone() {
      const left = shown;
      if (silent) return;
      shown = undefined;
      left?.fire([dialogCodes.closed]);
    },
    close() {
      shown = undefined;
      closeWindow();
    },
    messageParent(message, from, targetOrigin) {
      if (targetOrigin === '' || targetOrigin === '*' || targetOrigin === paneOrigin) {
        shown?.fire([dialogCodes.message, message, from]);
      }
    },
    escape() {
      silent = true;
      closeWindow();
    },
    isOpen: () => shown !== undefined,
  };
}
