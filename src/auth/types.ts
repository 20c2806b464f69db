import type {
  AccountInfo,
  AuthenticationResult,
  Configuration,
  IPublicClientApplication,
  PopupRequest,
  SilentRequest,
} from '@azure/msal-browser';
import type { SignInFailure } from '../session/failures';
import type { Clock, Outcome } from '../session/services';
import type { ThrottleStore } from '../session/throttleGate';
import type { OpenDialog } from './dialogWindow';

/** The sign-in method: nested app auth through Excel, an Office dialog, or a browser pop-up. */
export type SignInMethod = 'nested' | 'dialog' | 'popup';

/**
 * A silent token request. MSAL does not send its configured authority to Excel, so each request
 * names it.
 */
export type TokenRequest = Pick<SilentRequest, 'scopes' | 'authority'> & {
  readonly claims?: string;
  readonly renew?: boolean;
  /** Ignores the access tokens in MSAL's cache; Excel may still return its own cached token. */
  readonly pastCache?: boolean;
  /** Sends nothing: gives a token from MSAL's cache, or fails. */
  readonly cacheOnly?: boolean;
  /** Chooses an account from MSAL's storage, the active one first, if no account is known yet. */
  readonly choose: (accounts: readonly (AccountInfo | null)[]) => AccountInfo | null;
};

/** MSAL's application object and its sign-in method. */
export interface MsalApplication {
  readonly application: IPublicClientApplication;
  readonly method: SignInMethod;
}

/** The MSAL client: requests tokens with or without a window. */
export interface Client extends MsalApplication {
  /**
   * Requests a token without a window.
   * @throws NoAccount if there is no account, except with nested app auth
   */
  readonly acquireSilent: (
    known: AccountInfo | null,
    options: TokenRequest,
  ) => Promise<AuthenticationResult>;
  /**
   * Requests a token in a window, which only a click may open; `signal` closes it.
   * @throws DialogClosed
   */
  readonly acquireInteractive: (
    request: PopupRequest,
    signal: AbortSignal,
  ) => Promise<AuthenticationResult>;
}

/** The app registration. */
export interface Registration {
  readonly clientId: string;
  /**
   * https://login.microsoftonline.com/organizations, or with a tenant's id or domain as the last
   * part.
   */
  readonly authority: string;
}

/** What Office offers for sign-in; null in a plain browser tab. */
export interface OfficeOffer {
  readonly nestedAppAuth: boolean;
  readonly openDialog: OpenDialog;
  /** The user name of Excel's own account, if Excel provides it. */
  readonly officeUser?: () => string | undefined;
}

/**
 * MSAL's two factories of application objects; tests pass others. `nestable` gives undefined if
 * Excel's bridge did not accept MSAL's first request.
 */
export interface Applications {
  readonly nestable: (
    configuration: Configuration,
  ) => Promise<IPublicClientApplication | undefined>;
  readonly standard: (
    configuration: Configuration,
    clock: Clock,
  ) => Promise<IPublicClientApplication>;
}

/** A flag in storage, for this device or this tab. */
export interface Flag {
  readonly get: () => boolean;
  readonly set: (on: boolean) => void;
}

/**
 * The accounts that signed out on this device, by home account id, never by name. Requirements for
 * the storage: ids outlive the tab and the browser; `has` sees what other tabs wrote since this
 * page started; nothing throws; without storage the ids last as long as the page; the list stays
 * short (the oldest id may be dropped after some hundred).
 */
export interface SignedOutAccounts {
  readonly has: (accountId: string) => boolean;
  readonly add: (accountId: string) => void;
  /** Called when the account signs in again. */
  readonly remove: (accountId: string) => void;
  /**
   * The user signed out in this tab: its next start sends no sign-in request, not even a silent
   * one.
   */
  readonly tab: Flag;
}

/** Options of a token request: the claims of a 401, or `renew` to bypass the cached token. */
export interface TokenOptions {
  readonly claims?: string;
  readonly renew?: boolean;
}

/** The source of access tokens. */
export interface Tokens {
  /** Requests an access token for the signed-in account, without a window. */
  readonly token: (options: TokenOptions) => Promise<Outcome<string, SignInFailure>>;
}

/** What the MSAL client needs. */
export interface ClientContext {
  readonly registration: Registration;
  /** Settles once Office is ready; null outside Office. */
  readonly office: Promise<OfficeOffer | null>;
  readonly clock: Clock;
  /** Set once Excel's bridge was left for the Office dialog, as long as the tab is open. */
  readonly nestedFailed: Flag;
  /** Replaces MSAL's own factories in tests. */
  readonly applications?: Applications;
}

/** What sign-in needs. */
export interface SignInContext extends ClientContext {
  readonly scopes: readonly string[];
  /** The scopes that are requested once a file needs them and the user agrees. */
  readonly allFilesScopes: readonly string[];
  /** A silent start refuses exactly these accounts. */
  readonly signedOut: SignedOutAccounts;
  /** True if MSAL's storage may contain an account from before a reload. */
  readonly hasCachedAccount: () => boolean;
  /** Calls `callback` when the page is idle. */
  readonly whenIdle: (callback: () => void) => void;
  /** The end of the sign-in service's pause, which outlives a reload. */
  readonly throttled: Pick<ThrottleStore, 'load' | 'save'>;
  /** The home account id of the user who agreed to `allFilesScopes`; null if nobody did. */
  readonly allFiles: {
    readonly get: () => string | null;
    readonly set: (accountId: string | null) => void;
  };
  /** False while the browser reports no network; by default `navigator.onLine`. */
  readonly online?: () => boolean;
}
