import type { Clock, Outcome } from '../session/services';
import { createDocumentAddress } from './documentAddress';
import { openDialog } from './dialogs';
import { watchOfficeUser } from './officeUser';
import type { Refusal, RefusalCallback } from './refusals';
import { createRefusals } from './refusals';
import type { OfficeInfo } from './onReady';
import { whenOfficeReady } from './onReady';
import type { CommandHandler } from './ribbon';
import { createRibbon, registerCommands } from './ribbon';
import { withTimeout } from '../session/withTimeout';
import { createStartup } from './startup';
import { hasSharedRuntime, showPane, watchVisibility } from './visibility';

/**
 * The program that shows this pane: Excel, or a plain browser tab, where the user can still paste a
 * link to a workbook.
 */
export interface Host {
  /** BCP 47. */
  readonly language: string;
  /**
   * The open workbook's address as Excel reports it now: empty for a workbook that was never saved,
   * null when Excel reports none.
   */
  readonly documentAddress: () => Promise<string | null>;
  /** Whether this page keeps running while its pane is closed (shared runtime). */
  readonly outlivesPane: boolean;
  /** Whether the pane was known to be shown when this page started. */
  readonly startsShown: boolean;
  readonly showPane: () => void;
  /**
   * Whether the add-in starts when this document opens; null when Excel does not support that. Both
   * functions resolve with the setting that Excel reports, or undefined after a refusal.
   */
  readonly startup: {
    readonly get: () => Promise<boolean | undefined>;
    readonly set: (on: boolean) => Promise<boolean | undefined>;
  } | null;
  readonly showRibbon: (enabled: boolean) => void;
  /**
   * Calls back with the pane's visibility whenever the pane is shown or hidden; once with false if
   * Excel refuses to tell, because the pane may be hidden then.
   */
  readonly watchVisibility: (callback: (visible: boolean) => void) => void;
  /**
   * Calls back with each refusal of the four functions above, earlier ones first, and once Excel has
   * done what it refused. The same code in a row is reported once. Returns the function that
   * unsubscribes.
   */
  readonly watchRefusals: (callback: RefusalCallback) => () => void;
  /** Office's sign-in features; null in a plain browser tab. */
  readonly signIn: {
    readonly nestedAppAuth: boolean;
    readonly openDialog: typeof openDialog;
    readonly officeUser: () => string | undefined;
  } | null;
}

/** The connected host, or the reason why there is none. */
export type Connection =
  | { readonly ok: true; readonly host: Host }
  | { readonly ok: false; readonly reason: 'notExcel' | 'officeSilent' };

/** Limit for loading office.js: a network may block its server. */
const officeTimeoutMs = 15_000;

/**
 * Waits for office.js and connects to the program that shows this page. `script` is the element
 * that loads office.js; `handle` runs the ribbon's commands.
 */
export function connect(
  script: HTMLElement | null,
  clock: Clock,
  handle: CommandHandler,
): Promise<Connection> {
  const connection = new Promise<Connection>((resolve, reject) => {
    script?.addEventListener('error', () => reject(new Error('office.js is not there.')), {
      once: true,
    });
    const connected = (info: OfficeInfo): void => {
      restoreHistory();
      resolve(connectionFor(info, clock));
    };
    whenOfficeReady(script, connected, () => registerCommands(handle));
  });
  const silent = { ok: false, reason: 'officeSilent' } as const;
  return withTimeout(connection, officeTimeoutMs, clock).catch(() => silent);
}

function connectionFor(info: OfficeInfo, clock: Clock): Connection {
  if (info.host === null) return { ok: true, host: browserHost() };
  if (info.host !== Office.HostType.Excel) return { ok: false, reason: 'notExcel' };
  const nestedAppAuth = Office.context.requirements.isSetSupported('NestedAppAuth', '1.1');
  return {
    ok: true,
    host: {
      language: Office.context.displayLanguage || navigator.language,
      documentAddress: createDocumentAddress(clock),
      signIn: { nestedAppAuth, openDialog, officeUser: watchOfficeUser() },
      ...(hasSharedRuntime(info) ? sharedRuntime(info.isShown) : withoutSharedRuntime),
    },
  };
}

type RuntimeFeatures = Pick<
  Host,
  | 'outlivesPane'
  | 'startsShown'
  | 'showPane'
  | 'startup'
  | 'showRibbon'
  | 'watchVisibility'
  | 'watchRefusals'
>;

/**
 * The page stops when its pane closes, so Excel offers none of these. Source: "Shared runtime
 * requirement sets".
 */
const withoutSharedRuntime: RuntimeFeatures = {
  outlivesPane: false,
  startsShown: true,
  showPane: () => undefined,
  startup: null,
  showRibbon: () => undefined,
  watchVisibility: () => undefined,
  watchRefusals: () => () => undefined,
};

function browserHost(): Host {
  return {
    language: navigator.language,
    documentAddress: () => Promise.resolve(null),
    signIn: null,
    ...withoutSharedRuntime,
  };
}

function sharedRuntime(startsShown: boolean): RuntimeFeatures {
  const { record, watch } = createRefusals();
  const startup = createStartup();
  const valueOf = (outcome: Outcome<boolean, Refusal>): boolean | undefined =>
    outcome.ok ? outcome.value : undefined;
  const get = async (): Promise<boolean | undefined> => {
    const outcome = await startup.get();
    // That the setting can be read does not show that it can be changed.
    return valueOf(outcome.ok ? outcome : record('startup', outcome));
  };
  return {
    outlivesPane: true,
    startsShown,
    showPane: () => void showPane().then((outcome) => record('showPane', outcome)),
    startup: {
      get,
      set: async (on) => valueOf(record('startup', await startup.set(on))) ?? get(),
    },
    showRibbon: createRibbon((outcome) => void record('ribbon', outcome)),
    watchVisibility: (callback) =>
      void watchVisibility(callback).then((outcome) => {
        if (!record('visibility', outcome).ok) callback(false);
      }),
    watchRefusals: watch,
  };
}

/**
 * office.js sets these two methods to null on the page's history, and MSAL needs them. Deleting
 * them uncovers the browser's own on the prototype.
 */
function restoreHistory(): void {
  Reflect.deleteProperty(window.history, 'pushState');
  Reflect.deleteProperty(window.history, 'replaceState');
}
