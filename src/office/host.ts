import type { Clock, Outcome } from '../session/services';
import { failed } from '../session/services';
import { createDocumentAddress } from './documentAddress';
import { openDialog } from './dialogs';
import { watchOfficeUser } from './officeUser';
import type { Refusal } from './refusals';
import { createRefusals } from './refusals';
import type { OfficeInfo } from './onReady';
import { whenOffice } from './onReady';
import type { CommandHandler, RibbonState } from './ribbon';
import { createRibbon, registerCommands } from './ribbon';
import { withTimeout } from '../session/withTimeout';
import { createStartup } from './startup';
import { hasSharedRuntime, showPane, watchVisibility } from './visibility';

/**
 * The Excel that holds this pane; or a plain browser tab, where a user can still paste a
 * workbook's link.
 */
export interface Host {
  readonly kind: 'excel' | 'browser';
  /** BCP 47. */
  readonly language: string;
  /**
   * The address of the open workbook, as Excel tells it now: empty for one that was never saved,
   * null where it tells none.
   */
  readonly documentAddress: () => Promise<string | null>;
  /** Whether this pane goes on while it is closed (shared runtime). */
  readonly outlivesPane: boolean;
  readonly showPane: () => void;
  /**
   * Starting by itself with this document; null where Excel cannot. Each settles with what Excel
   * tells then, if it does.
   */
  readonly startup: {
    readonly get: () => Promise<boolean | undefined>;
    readonly set: (on: boolean) => Promise<boolean | undefined>;
  } | null;
  readonly showRibbon: (state: RibbonState) => void;
  /** Calls back when the pane is shown or hidden, with whether it is visible. */
  readonly watchVisibility: (callback: (visible: boolean) => void) => void;
  /**
   * Calls back for what Excel has refused so far, and refuses from now on, of the four above: each
   * kind with its code, once as long as the code stays the same. What is returned ends that.
   */
  readonly watchRefusals: (callback: (refusal: Refusal) => void) => () => void;
  /** What Office offers for signing in; null in a plain browser tab. */
  readonly signIn: {
    readonly nestedAppAuth: boolean;
    readonly openDialog: typeof openDialog;
    readonly officeUser: () => string | undefined;
  } | null;
}

export type Connection =
  | { readonly ok: true; readonly host: Host }
  | { readonly ok: false; readonly reason: 'notExcel' | 'officeSilent' };

/** office.js is given up after this time: its server may be blocked. */
const officeTimeoutMs = 15_000;

/** Waits for Office and tells what it is. `script` is the element that loads office.js. */
export function connect(
  script: HTMLElement | null,
  clock: Clock,
  handle: CommandHandler,
): Promise<Connection> {
  const connection = new Promise<Connection>((resolve, reject) => {
    script?.addEventListener('error', () => reject(new Error('office.js is not there.')), {
      once: true,
    });
    const answer = (info: OfficeInfo): void => {
      restoreHistory();
      resolve(connectionFor(info, clock));
    };
    whenOffice(script, answer, () => registerCommands(handle));
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
      kind: 'excel',
      language: Office.context.displayLanguage || navigator.language,
      documentAddress: createDocumentAddress(clock),
      signIn: { nestedAppAuth, openDialog, officeUser: watchOfficeUser() },
      ...(hasSharedRuntime(info) ? sharedRuntime() : withoutSharedRuntime),
    },
  };
}

type OfRuntime = Pick<
  Host,
  'outlivesPane' | 'showPane' | 'startup' | 'showRibbon' | 'watchVisibility' | 'watchRefusals'
>;

/**
 * A page that ends with its pane: Excel lets it do none of this. Source: "Shared runtime
 * requirement sets".
 */
const withoutSharedRuntime: OfRuntime = {
  outlivesPane: false,
  showPane: () => undefined,
  startup: null,
  showRibbon: () => undefined,
  watchVisibility: () => undefined,
  watchRefusals: () => () => undefined,
};

function browserHost(): Host {
  return {
    kind: 'browser',
    language: navigator.language,
    documentAddress: () => Promise.resolve(null),
    signIn: null,
    ...withoutSharedRuntime,
  };
}

function sharedRuntime(): OfRuntime {
  const { note, watch } = createRefusals();
  const startup = createStartup();
  const told = (outcome: Outcome<boolean, Refusal>): boolean | undefined => {
    note(outcome);
    return outcome.ok ? outcome.value : undefined;
  };
  const get = async (): Promise<boolean | undefined> => told(await startup.get());
  return {
    outlivesPane: true,
    showPane: () => void showPane().then(note),
    startup: { get, set: async (on) => told(await startup.set(on)) ?? get() },
    showRibbon: createRibbon((refusal) => void note(failed(refusal))),
    watchVisibility: (callback) => void watchVisibility(callback).then(note),
    watchRefusals: watch,
  };
}

/**
 * office.js sets these two to null on the page's history; MSAL needs them. The browser's own are on
 * the prototype.
 */
function restoreHistory(): void {
  Reflect.deleteProperty(window.history, 'pushState');
  Reflect.deleteProperty(window.history, 'replaceState');
}
