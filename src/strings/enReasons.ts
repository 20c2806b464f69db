import type { Need, SignInReason, Verdict, WorkbookReason } from '../session/failure';
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
  timedOut: { title: 'Sign-in took too long', sentence: 'No answer came from the sign-in window. It may still be open behind this one.' },
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

export const workbooks: Record<WorkbookReason, Telling> = {
  noAddress: {
    title: 'Excel doesn’t say where the workbook is',
    sentence: 'This can happen for guests and just after opening. Check again, or paste a link to the workbook.',
  },
  unsaved: {
    title: 'The workbook isn’t saved yet',
    sentence: 'A session needs a file in OneDrive or SharePoint. Save the workbook there, then check again.',
  },
  local: {
    title: 'The workbook is on this device',
    sentence: 'A session needs a file in OneDrive or SharePoint. Save it there and check again, or paste the link if it’s already synced.',
  },
  networkShare: {
    title: 'The workbook is on a network drive',
    sentence: 'A session needs a file in OneDrive or SharePoint. Save a copy there, open it, then check again.',
  },
  consumer: {
    title: 'The workbook is in a personal OneDrive',
    sentence: 'Microsoft Graph offers sessions only for work or school storage. Save a copy there, open it, then check again.',
  },
  chinaCloud: {
    title: 'The workbook is in the China cloud',
    sentence: 'Microsoft Graph operated by 21Vianet doesn’t offer workbook sessions. Open a workbook from another cloud.',
  },
  oldFormat: {
    title: 'The workbook isn’t an .xlsx file',
    sentence: 'Sessions work with .xlsx files. Save the workbook as an Excel workbook (.xlsx), then check again.',
  },
  notFound: {
    title: 'The workbook wasn’t found',
    sentence: 'It may have been moved or renamed since it was opened. Check again, or paste a link to it.',
  },
  noAccess: {
    title: 'You can’t reach this workbook with this account',
    sentence: 'Ask its owner to share it with you for editing, paste a sharing link, or use another account.',
  },
  sharedFile: {
    title: 'This file needs one more permission',
    sentence:
      'Microsoft Graph refused this workbook. So far the pane may reach your own files; one in a team site or of somebody else can need Files.ReadWrite.All, which covers the files that you can already open yourself. The pane uses it for your workbook only.',
  },
  otherTenant: {
    title: 'The workbook belongs to another organization',
    sentence: 'Sign in with an account of the organization that stores it. Being a guest there isn’t enough for a session.',
  },
  otherServer: {
    title: 'The workbook is on another server',
    sentence: 'A session needs a file in OneDrive or SharePoint of Microsoft 365. Save a copy there, open it, then check again, or paste a link to it.',
  },
  badLink: {
    title: 'That link doesn’t lead to a workbook',
    sentence: 'Paste the link that Share, Copy link gives for the workbook that is open.',
  },
  signIn: { title: 'Sign in to find the workbook', sentence: 'Your sign-in has expired.' },
  offline: { title: 'Microsoft Graph can’t be reached', sentence: 'Finding the workbook needs the network. Check your connection, then check again.' },
  unclear: { title: 'The workbook couldn’t be looked up', sentence: 'No usable answer came. Check again, or paste a link to the workbook.' },
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

/** The verdicts that carry no reason of their own. */
export const verdicts: Record<Exclude<Verdict['kind'], 'over' | 'forbidden'>, Telling> = {
  retry: { title: 'The service is busy', sentence: 'It asked to try again in a moment.' },
  reauthenticate: { title: 'Please sign in again', sentence: 'Your sign-in has expired.' },
  recreate: { title: 'The service gave the session up', sentence: 'It asks for a new session.' },
  unclear: {
    title: 'No clear answer came',
    sentence: 'The request may or may not have arrived. Check your connection, then try again.',
  },
};

export const needs: Record<Need, Telling> = {
  editRight: {
    title: 'You need the right to edit',
    sentence: 'You can read this workbook but not change it. Ask its owner for edit access.',
  },
  supportedWorkbook: {
    title: 'This workbook can’t be used in a session',
    sentence: 'It has a format, a protection or a feature that the service doesn’t support. A copy saved as .xlsx may work.',
  },
  unlocked: {
    title: 'The workbook is locked',
    sentence: 'Somebody, perhaps your own Excel, holds the lock for editing. Close it elsewhere or wait a few minutes.',
  },
  permission: {
    title: 'A permission is missing',
    sentence: 'The add-in isn’t allowed to open this file. A file in a team site or in another person’s OneDrive may need approval by your administrator.',
  },
  sharedFile: {
    title: 'This file needs one more permission',
    sentence: 'So far the pane may reach your own files only; this one needs Files.ReadWrite.All, for the files that you can already open yourself.',
  },
  workAccount: {
    title: 'A work or school account is needed',
    sentence: 'Microsoft Graph doesn’t offer workbook sessions for personal accounts.',
  },
  existingFile: {
    title: 'The workbook is gone',
    sentence: 'It was moved or deleted since it was found.',
  },
  otherRequest: {
    title: 'The service refused the request',
    sentence: 'Asking again would be refused again. The details can help whoever supports you.',
  },
};
