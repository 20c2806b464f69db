import { signIns, unsupported } from './reasons';
import type { SignedInMessages } from './signedIn';

/** In the page where no script runs. Not a part of the script. */
export const scriptless = 'Session Keeper needs JavaScript. Allow it for this page, then reload.';

/**
 * The English messages, except those in signedIn.ts. Arguments arrive formatted in the same
 * language.
 */
export const messages = {
  language: 'en',
  product: 'Session Keeper',
  joined: (first: string, second: string) => `${first} ${second}`,
  because: (what: string, why: string) => `${what}. ${why}`,
  starting: {
    now: 'Starting…',
    slow: 'This is taking longer than usual.',
    notLoadable: 'The add-in can’t be loaded right now. Try again later.',
  },
  crash: {
    title: 'The pane stopped working',
    sentence: 'Your workbook isn’t affected. Reload to continue.',
  },
  welcome: {
    title: 'Keep a workbook session alive',
    purpose:
      'Opens a Microsoft Graph session on this workbook for your scripts and flows, and keeps the session from timing out.',
    account: 'Sign in with your work or school account to begin.',
    signedOut: 'You’re signed out.',
    forgets:
      'Storage is blocked here, so you’ll be asked to sign in again after a reload. Allow site data for this page to avoid that.',
  },
  mayBeOpen: {
    title: 'A session may still be open',
    sentence: 'If it’s still open, it ends by itself after a few idle minutes.',
  },
  wait: {
    throttledUntil: (time: string) =>
      `Microsoft Graph asked for a pause. Requests resume at ${time}.`,
    goesOn: 'We’ll keep trying.',
    signingIn: 'Signing you in…',
    signingInHint:
      'If a window has opened, finish signing in there. If you cancel and it stays open, close it.',
    locating: 'Finding your workbook…',
  },
  actions: {
    signIn: 'Sign in',
    useAnother: 'Use another account',
    cancel: 'Cancel',
    reload: 'Reload',
    tryAgain: 'Try again',
  },
  account: {
    signedInAs: (name: string) => `Signed in as ${name}`,
  },
  announced: {
    stoppedByTime: 'Keep alive has stopped: the time you chose is up.',
    stoppedByRefusal:
      'Keep alive has stopped: the service refused a refresh. Turn it on again once a refresh works.',
    starting: 'Opening a session on the workbook…',
    attaching: 'Asking the service about the session…',
    recreating: 'Opening a new session, with a new ID…',
    found: (name: string) => `Workbook found: ${name}`,
    foundWithSession: (name: string) => `Workbook found, with a session: ${name}`,
    opened: 'Session started',
    attached: 'Session attached',
    otherPane: 'Another pane opened a session, which is shown instead',
    closed: 'Session closed',
    online: 'Back online',
  },
  reasons: { signIns, unsupported },
  help: 'Help',
  privacy: {
    page: 'Privacy',
    title: 'Permissions and privacy',
    permission:
      'Signing in grants Files.ReadWrite, the permission that Microsoft Graph requires to open, refresh, and close a workbook session.',
    reach:
      'The pane changes no cells, and reads cells only when you choose Look inside. Data is sent only to Microsoft.',
  },
};

/**
 * Messages of one language. A language in its own chunk also holds the signed-in messages, and its
 * text direction.
 */
export type Messages = typeof messages & {
  readonly signedIn?: SignedInMessages;
  readonly direction?: 'ltr' | 'rtl';
};
