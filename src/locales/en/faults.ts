import type { Need, RetryCause, Recovery, WorkbookReason } from '../../session/failures';
import type { ErrorMessage } from '../errorMessage';

export const workbooks: Record<WorkbookReason, ErrorMessage> = {
  noAddress: {
    title: 'Excel didn’t share the workbook’s location',
    sentence:
      'This can happen for guests and just after opening. Check again, or paste a link to the workbook.',
  },
  unsaved: {
    title: 'The workbook isn’t saved yet',
    sentence:
      'A session needs a file in OneDrive or SharePoint. Save the workbook there, then check again.',
  },
  local: {
    title: 'The workbook is on this device',
    sentence:
      'A session needs a file in OneDrive or SharePoint. Save it there and check again, or paste the link if it’s already synced.',
  },
  networkShare: {
    title: 'The workbook is on a network drive',
    sentence:
      'A session needs a file in OneDrive or SharePoint. Save a copy there, open it, then check again.',
  },
  consumer: {
    title: 'The workbook is in a personal OneDrive',
    sentence:
      'Microsoft Graph offers sessions only for work or school storage. Save a copy there, open it, then check again.',
  },
  chinaCloud: {
    title: 'The workbook is in the China cloud',
    sentence:
      'Microsoft Graph operated by 21Vianet doesn’t offer workbook sessions. Open a workbook from another cloud.',
  },
  oldFormat: {
    title: 'The workbook isn’t an .xlsx file',
    sentence:
      'Sessions work with .xlsx files. Save the workbook as an Excel workbook (.xlsx), then check again.',
  },
  notFound: {
    title: 'The workbook wasn’t found',
    sentence:
      'It may have been moved or renamed since it was opened, or belong to an organization that this account isn’t part of. Check again, or paste a link to it.',
  },
  noAccess: {
    title: 'This account can’t access the workbook',
    sentence:
      'Ask its owner to share it with you for editing, paste a sharing link, or use another account.',
  },
  sharedFile: {
    title: 'This file may need one more permission',
    sentence:
      'Microsoft Graph refused access to this workbook. A file in a team site or from someone else can need Files.ReadWrite.All, which covers the files that you can already open. The pane uses it for your workbook only.',
  },
  otherTenant: {
    title: 'The workbook may belong to another organization',
    sentence:
      'Microsoft Graph doesn’t accept its address for your organization. Sign in to the organization that stores it, as a guest or with one of its accounts.',
  },
  otherServer: {
    title: 'The workbook is on another server',
    sentence:
      'A session needs a file in OneDrive or SharePoint in Microsoft 365. Save a copy there, open it, then check again, or paste a link to it.',
  },
  badLink: {
    title: 'Couldn’t find a workbook at that link',
    sentence: 'In the open workbook, choose Share, then Copy link, and paste that link.',
  },
  signIn: {
    title: 'Sign in to find the workbook',
    sentence: 'A new sign-in is required.',
  },
  otherAccount: {
    title: 'This account can’t access the workbook',
    sentence:
      'Microsoft Graph refused this account, even after a new sign-in. Use another account, or ask the workbook’s owner to share it with you for editing.',
  },
  cancelled: {
    title: 'The search was stopped',
    sentence: 'Check again, or paste a link to the workbook.',
  },
  offline: {
    title: 'Microsoft Graph can’t be reached',
    sentence: 'Finding the workbook needs the network. Check your connection, then check again.',
  },
  unknown: {
    title: 'The workbook couldn’t be looked up',
    sentence: 'We couldn’t get a usable response. Check again, or paste a link to the workbook.',
  },
};

/** Recovery actions without a reason of their own. */
export const recoveries: Record<Exclude<Recovery['kind'], 'ended' | 'forbidden'>, ErrorMessage> = {
  retry: {
    title: 'Microsoft Graph isn’t available right now',
    sentence: 'The service reported a temporary problem.',
  },
  reauthenticate: {
    title: 'Microsoft Graph refused the sign-in',
    sentence: 'Sign in if you’re asked to, then try again.',
  },
  recreate: {
    title: 'Microsoft Graph can’t reach the session',
    sentence: 'The service gave no reason. The session may still be open.',
  },
  unknown: {
    title: 'No clear response',
    sentence: 'We couldn’t get a usable response. The request may or may not have arrived.',
  },
};

/** Causes of temporary service faults. */
export const retries: Record<RetryCause, ErrorMessage> = {
  throttled: {
    title: 'Too many requests',
    sentence: 'Microsoft Graph received too many requests and refused one.',
  },
  paused: {
    title: 'Microsoft Graph asked for a pause',
    sentence: 'No request is sent before the pause is over.',
  },
  locked: {
    title: 'The workbook is locked',
    sentence:
      'Someone, possibly your own Excel, has the workbook locked for editing. Close it there, or wait a few minutes.',
  },
  fileOrSite: {
    title: 'The workbook or its site is locked',
    sentence:
      'Someone may have the workbook open or checked out: close it there, or wait a few minutes. Microsoft Graph also answers like this if an administrator has blocked or archived the site.',
  },
  conflict: {
    title: 'Conflicting changes',
    sentence: 'Microsoft Graph reported a conflict without details. It may be temporary.',
  },
  fileOpen: {
    title: 'The file couldn’t be opened',
    sentence: 'Microsoft Graph reported a problem that’s often temporary.',
  },
  notOpened: {
    title: 'Microsoft Graph couldn’t open the session',
    sentence: 'It didn’t say why. Another attempt may succeed.',
  },
};

export const needs: Record<Need, ErrorMessage> = {
  editRight: {
    title: 'You need edit access',
    sentence: 'You can read this workbook but not change it. Ask its owner for edit access.',
  },
  supportedWorkbook: {
    title: 'This workbook can’t be used in a session',
    sentence:
      'It has a format, protection, or feature that the service doesn’t support. A copy saved as .xlsx may work.',
  },
  unencryptedFile: {
    title: 'Microsoft Graph isn’t allowed to open this file',
    sentence:
      'It answers like this where a sensitivity label encrypts the file, even to its owner. Choose a label without encryption, or ask the file’s owner whether you may open it.',
  },
  permission: {
    title: 'Microsoft Graph refused access to this workbook',
    sentence:
      'It didn’t say why. The workbook’s owner can check that you may edit it, and your administrator can check what the add-in may access.',
  },
  sharedFile: {
    title: 'This file may need one more permission',
    sentence:
      'So far, the pane has access to your own files only. Files.ReadWrite.All covers the files that you can already open.',
  },
  otherAccount: {
    title: 'This account can’t open a session on the workbook',
    sentence:
      'Microsoft Graph refused this account, even after a new sign-in. Use another account, or ask the workbook’s owner for edit access.',
  },
  storageSpace: {
    title: 'The storage is full',
    sentence:
      'There’s no space left where the workbook is stored. Free some space, then try again.',
  },
  cleanFile: {
    title: 'The file was blocked',
    sentence: 'Microsoft 365 found malware in this file. Your administrator can tell you more.',
  },
  existingFile: {
    title: 'The workbook can’t be found',
    sentence:
      'It may have been moved or deleted since it was found, or no longer be shared with you.',
  },
  otherRequest: {
    title: 'The service refused the request',
    sentence: 'The same request would be refused again. Show the details to your administrator.',
  },
};
