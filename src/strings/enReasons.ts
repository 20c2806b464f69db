import type { SignInReason } from '../session/failure';
import type { UnsupportedReason } from '../session/state';
import type { Telling } from './telling';

export const signIns: Record<SignInReason, Telling> = {
  cancelled: { title: 'Sign-in was cancelled', sentence: 'Nothing has changed. You can sign in whenever you’re ready.' },
  declined: {
    title: 'Permission wasn’t granted',
    sentence: 'Without it the pane can’t open a session on your workbook. You can sign in again and accept.',
  },
  windowBlocked: {
    title: 'The sign-in window was blocked',
    sentence: 'Allow pop-ups for this page in the browser, then sign in again.',
  },
  windowOpen: { title: 'Another window of this add-in is open', sentence: 'Close that window, then sign in again.' },
  timedOut: { title: 'Sign-in took too long', sentence: 'No answer came from the sign-in window. It may still be open behind this one: close it, then sign in again.' },
  administratorConsent: {
    title: 'Your organization needs to approve this add-in',
    sentence: 'Ask your administrator to grant Session Keeper the permission Files.ReadWrite, then sign in again.',
  },
  conditionalAccess: {
    title: 'Your organization asks for more',
    sentence: 'A policy of your organization doesn’t allow sign-in from this device or place. Your administrator can tell you what is needed.',
  },
  wrongTenant: {
    title: 'That account belongs to another organization',
    sentence: 'Use an account of the organization that this add-in is set up for.',
  },
  personalAccount: {
    title: 'A work or school account is needed',
    sentence: 'Microsoft Graph doesn’t offer workbook sessions for personal accounts.',
  },
  offline: { title: 'The sign-in service can’t be reached', sentence: 'Signing in needs the network. Check your connection, then try again.' },
  configuration: {
    title: 'The add-in isn’t set up correctly',
    sentence: 'The sign-in service doesn’t know this add-in or its address. Show the details to whoever set it up.',
  },
  interactionRequired: { title: 'Please sign in again', sentence: 'Your organization asks you to confirm who you are.' },
  unknown: { title: 'Sign-in didn’t work', sentence: 'The sign-in service gave no reason. Trying again often helps.' },
};

export const unsupported: Record<UnsupportedReason, Telling> = {
  notExcel: { title: 'Open this in Excel', sentence: 'Session Keeper works inside Excel. Open a workbook there, then choose Session Keeper on the Home tab.' },
  officeSilent: {
    title: 'Excel isn’t answering',
    sentence: 'The connection to Excel couldn’t be made. A blocked network address or an older Excel can be the cause.',
  },
  clientIdMissing: {
    title: 'One step of the setup is missing',
    sentence:
      'The add-in has no client ID. Register an application in Microsoft Entra (type single-page application, permission Files.ReadWrite), set CLIENT_ID and build again.',
  },
  badConfiguration: {
    title: 'The setup can’t be read',
    sentence: 'The configuration in taskpane.html isn’t valid. Check clientId, authority and graphRoot, then reload.',
  },
  chinaCloud: {
    title: 'Not available in the China cloud',
    sentence: 'Microsoft Graph operated by 21Vianet doesn’t offer workbook sessions.',
  },
};
