import type { Need, Verdict, WorkbookReason } from '../session/failure';
import type { Telling } from './telling';

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
    sentence: 'It may have been moved or renamed since it was opened, or belong to an organization that this account isn’t part of. Check again, or paste a link to it.',
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
