import type { Clock } from '../session/ports';
import { createDocumentAddress } from './documentAddress';
import { openDialog } from './dialogs';
import { watchPerson } from './person';
import type { OfficeInfo } from './office';
import { whenOffice } from './office';
import type { Obey, RibbonState } from './ribbon';
import { createRibbon, obeyRibbon } from './ribbon';
import type { Startup } from './startup';
import { createStartup } from './startup';
import { hasSharedRuntime, showPane, watchVisibility } from './visibility';

/** The Excel that holds this pane; or a plain browser tab, where a person can still paste a workbook's link. */
export interface Host {
  readonly kind: 'excel' | 'browser';
  /** BCP 47. */
  readonly language: string;
  /** The address of the open workbook, as Excel tells it now; null where it tells none. */
  readonly documentAddress: () => Promise<string | null>;
  /** Whether this pane goes on while it is closed (shared runtime). */
  readonly outlivesPane: boolean;
  readonly showPane: () => void;
  /** Starting by itself with this document; null where Excel cannot. */
  readonly startup: Startup | null;
  readonly showRibbon: (state: RibbonState) => void;
  /** Calls back when the pane is shown or hidden. */
  readonly watchVisibility: (callback: () => void) => void;
  /** What Office offers for signing in; null in a plain browser tab. */
  readonly signIn: { readonly nestedAppAuth: boolean; readonly openDialog: typeof openDialog; readonly person: () => string | undefined } | null;
}

export type Connection = { readonly ok: true; readonly host: Host } | { readonly ok: false; readonly reason: 'notExcel' | 'officeSilent' };

/** office.js is given up after this time: its server may be blocked. */
const officeLimitMs = 15_000;

/** Waits for Office and tells what it is. `script` is the element that loads office.js. */
export function connect(script: HTMLElement | null, clock: Clock, obey: Obey): Promise<Connection> {
  return new Promise((resolve) => {
    const silent = (): void => resolve({ ok: false, reason: 'officeSilent' });
    const cancel = clock.wake(clock.now() + officeLimitMs, silent);
    script?.addEventListener('error', silent, { once: true });
    const answer = (info: OfficeInfo): void => {
      cancel();
      restoreHistory();
      resolve(connectionFor(info, clock));
    };
    whenOffice(script, answer, () => obeyRibbon(obey));
  });
}

function connectionFor({ host }: OfficeInfo, clock: Clock): Connection {
  if (host === null) {
    return {
      ok: true,
      host: {
        kind: 'browser',
        language: navigator.language,
        documentAddress: () => Promise.resolve(null),
        outlivesPane: false,
        showPane: () => undefined,
        startup: null,
        showRibbon: () => undefined,
        watchVisibility: () => undefined,
        signIn: null,
      },
    };
  }
  if (host !== Office.HostType.Excel) return { ok: false, reason: 'notExcel' };
  return {
    ok: true,
    host: {
      kind: 'excel',
      language: Office.context.displayLanguage || navigator.language,
      documentAddress: createDocumentAddress(clock),
      outlivesPane: hasSharedRuntime(),
      showPane,
      startup: createStartup(),
      showRibbon: createRibbon(),
      watchVisibility,
      signIn: { nestedAppAuth: Office.context.requirements.isSetSupported('NestedAppAuth', '1.1'), openDialog, person: watchPerson() },
    },
  };
}

/** office.js sets these two to null on the page's history; MSAL needs them. The browser's own are on the prototype. */
function restoreHistory(): void {
  Reflect.deleteProperty(window.history, 'pushState');
  Reflect.deleteProperty(window.history, 'replaceState');
}
