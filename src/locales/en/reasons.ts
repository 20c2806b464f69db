import type { SignInReason, UnsupportedReason } from '../../session/failures';
import type { ErrorMessage } from '../errorMessage';

export const signIns: Record<SignInReason, ErrorMessage> = {
  cancelled: {
    title: 'Sign-in was canceled',
    sentence: 'You can sign in whenever you’re ready.',
  },
  declined: {
    title: 'Permission wasn’t granted',
    sentence:
      'Without it the pane can’t use a session on your workbook. You can sign in again and accept.',
  },
  windowBlocked: {
    title: 'The sign-in window was blocked',
    sentence: 'Allow pop-ups for this page in the browser, then sign in again.',
  },
  windowOpen: {
    title: 'Another window of this add-in is open',
    sentence: 'Close that window, then sign in again.',
  },
  windowFailed: {
    title: 'The sign-in window couldn’t be opened',
    sentence:
      'Try again. If this keeps happening, restart Excel. The details show the code that Excel gave.',
  },
  timedOut: {
    title: 'Sign-in took too long',
    sentence:
      'No response came in time. If a sign-in window is still open behind this one, close it, then sign in again.',
  },
  unavailable: {
    title: 'The sign-in service is temporarily unavailable',
    sentence: 'The service reported a problem that usually passes soon. Try again in a minute.',
  },
  administratorConsent: {
    title: 'Your organization needs to approve this add-in',
    sentence: 'Ask your administrator to approve what Session Keeper asks for, then sign in again.',
  },
  conditionalAccess: {
    title: 'Your organization requires more to sign in',
    sentence:
      'A policy of your organization doesn’t allow this sign-in. Your administrator can tell you what’s needed.',
  },
  wrongTenant: {
    title: 'That account belongs to another organization',
    sentence:
      'Use an account of the organization that you chose, or that this add-in is set up for.',
  },
  wrongAccount: {
    title: 'You signed in with another account',
    sentence:
      'The open session needs the account at the top. Sign in with that one, or switch in its menu.',
  },
  personalAccount: {
    title: 'A work or school account is needed',
    sentence: 'Microsoft Graph doesn’t offer workbook sessions for personal accounts.',
  },
  accountBlocked: {
    title: 'This account can’t sign in right now',
    sentence:
      'The sign-in service reports the account as locked, turned off, or at risk. Ask your administrator, or use another account.',
  },
  notAssigned: {
    title: 'This account isn’t assigned to the add-in',
    sentence:
      'Ask your administrator to assign Session Keeper to the account, or use another account.',
  },
  offline: {
    title: 'The sign-in service can’t be reached',
    sentence: 'Signing in needs the network. Check your connection, then try again.',
  },
  notLoaded: {
    title: 'A part of the add-in couldn’t be loaded',
    sentence: 'Try again. If that doesn’t help, reload the add-in.',
  },
  configuration: {
    title: 'The add-in isn’t set up correctly',
    sentence:
      'The sign-in service doesn’t accept this add-in as it’s set up. Show the details to your administrator.',
  },
  storageFull: {
    title: 'There’s no space to save the sign-in',
    sentence:
      'The browser’s storage for this add-in is full. Close the workbook and open it again, then sign in.',
  },
  interactionRequired: {
    title: 'Sign in again',
    sentence: 'The sign-in service needs you to confirm who you are.',
  },
  unknown: {
    title: 'Sign-in didn’t work',
    sentence: 'We couldn’t get a usable response from the sign-in service. Try again.',
  },
};

export const unsupported: Record<UnsupportedReason, ErrorMessage> = {
  notExcel: {
    title: 'Open this in Excel',
    sentence:
      'Session Keeper works inside Excel. Open a workbook there, then choose Session on the Home tab.',
  },
  officeSilent: {
    title: 'Excel isn’t responding',
    sentence:
      'The connection to Excel couldn’t be made. A blocked network address or an older version of Excel can be the cause.',
  },
  oldEngine: {
    title: 'Excel’s web engine is too old',
    sentence: 'Update Excel and the operating system, or open the workbook in Excel on the web.',
  },
  clientIdMissing: {
    title: 'One step of the setup is missing',
    sentence:
      'The add-in has no client ID. Register an application in Microsoft Entra (type single-page application, permission Files.ReadWrite), set CLIENT_ID and build again.',
  },
  badConfiguration: {
    title: 'The setup can’t be read',
    sentence:
      'The configuration in taskpane.html isn’t valid. Check clientId, authority, and graphRoot, then reload.',
  },
  chinaCloud: {
    title: 'Not available in the China cloud',
    sentence: 'Microsoft Graph operated by 21Vianet doesn’t offer workbook sessions.',
  },
};
