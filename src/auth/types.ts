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
import type { OpenDialog } from './dialogWindow';

/** How a user signs in here: through Excel itself, in an Office dialog, or in a pop-up of the browser. */
export type SignInMethod = 'nested' | 'dialog' | 'popup';

/** What a token request names. MSAL does not send its configured authority to Excel, so each request names it. */
export type TokenRequest = Pick<SilentRequest, 'scopes' | 'authority'> & {
  readonly claims?: string;
  readonly renew?: boolean;
  /** Picks among the accounts in MSAL's storage, the active one first, when no account is known yet. */
  readonly choose: (accounts: readonly (AccountInfo | null)[]) => AccountInfo | null;
};

/** MSAL's application object, and the way it is for. */
export interface Made {
  readonly application: IPublicClientApplication;
  readonly method: SignInMethod;
}

export interface Client extends Made {
  /** A token without a window. @throws NoAccount outside nested app auth, when there is no account to ask for. */
  readonly acquireSilent: (
    known: AccountInfo | null,
    asked: TokenRequest,
  ) => Promise<AuthenticationResult>;
  /** A token by way of a window, which only a click may open. `signal` closes it. @throws DialogClosed */
  readonly acquireInteractive: (
    request: PopupRequest,
    signal: AbortSignal,
  ) => Promise<AuthenticationResult>;
}

export interface Registration {
  readonly clientId: string;
  /** https://login.microsoftonline.com/organizations, or with one tenant's id or domain in place of the last part. */
  readonly authority: string;
}

/** What Office offers for signing in; null in a plain browser tab. */
export interface OfficeOffer {
  readonly nestedAppAuth: boolean;
  readonly openDialog: OpenDialog;
  /** The user name of the account that Excel is signed in with, where Excel gives it. */
  readonly officeUser?: () => string | undefined;
}

/** The two factories of MSAL, by which each application object is made; tests pass others. */
export interface Applications {
  readonly nestable: (configuration: Configuration) => Promise<IPublicClientApplication>;
  readonly standard: (configuration: Configuration) => Promise<IPublicClientApplication>;
}

/** Whether nested app auth failed earlier in this tab, and a way to note that it did. */
export interface NestedFlag {
  readonly failed: () => boolean;
  readonly fails: () => void;
}

/** A flag that storage keeps for this device or this tab. */
export interface Flag {
  readonly get: () => boolean;
  readonly set: (on: boolean) => void;
}

/**
 * The accounts that signed out on this device, by home account id, never by name. Needs of the storage behind it: ids
 * outlive the tab and the browser; `has` reads what other tabs wrote since this page began; nothing throws, and without
 * storage the ids are kept for as long as the page; the list stays short (the oldest id may go after some hundred).
 */
export interface SignedOutAccounts {
  readonly has: (accountId: string) => boolean;
  readonly add: (accountId: string) => void;
  /** The account signed in again. */
  readonly remove: (accountId: string) => void;
  /** The user signed out in this tab: its next start asks for nothing, not even whether there is an account. */
  readonly tab: Flag;
}

/** What a token request asks for beyond the usual: claims of a 401, or a token that is not the cached one. */
export interface TokenOptions {
  readonly claims?: string;
  readonly renew?: boolean;
}

export interface Tokens {
  /** An access token for the signed-in account, without a window. */
  readonly token: (asked: TokenOptions) => Promise<Outcome<string, SignInFailure>>;
}

export interface ClientContext {
  readonly registration: Registration;
  /** Settles once Office has said what it offers; null outside Office. */
  readonly office: Promise<OfficeOffer | null>;
  readonly clock: Clock;
  /** Nested app auth was promised by Excel and failed, earlier in this tab. */
  readonly nestedFailed: Flag;
  /** In place of MSAL's own factories, for tests. */
  readonly applications?: Applications;
}

export interface SignIn extends ClientContext {
  readonly scopes: readonly string[];
  /** What is asked for once a file needed it and the user agreed. */
  readonly allFilesScopes: readonly string[];
  /** A silent start refuses the accounts in it, and only those. */
  readonly signedOut: SignedOutAccounts;
  /** Whether MSAL's storage may hold an account from before a reload. */
  readonly hasCachedAccount: () => boolean;
  /** Calls back when the page has nothing better to do. */
  readonly whenIdle: (callback: () => void) => void;
  /** The user agreed to the wider scopes. */
  readonly allFiles: Flag;
  /** False while the browser knows that there is no network. */
  readonly online?: () => boolean;
}
