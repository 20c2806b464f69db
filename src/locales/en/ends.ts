import type { EndReason } from '../../session/failures';
import type { ErrorMessage } from '../errorMessage';

/** Reasons why a session ended. Each screen offers "Start session". */
export const ends: Record<EndReason, ErrorMessage> = {
  expired: {
    title: 'The session has probably timed out',
    sentence:
      'This pane hadn’t refreshed it for longer than the service allows. Another client may also have closed it.',
  },
  fileGone: {
    title: 'The workbook can’t be found anymore',
    sentence:
      'The session has ended. The workbook may have been moved or deleted, or no longer be shared with you.',
  },
  notFound: {
    title: 'The session wasn’t found',
    sentence: 'The service gave no reason. Another client may have closed the session.',
  },
  left: {
    title: 'The session ended while the pane was closed',
    sentence: 'Sessions are refreshed only while Session Keeper is running.',
  },
  authentication: {
    title: 'The session’s sign-in is no longer valid',
    sentence:
      'The service couldn’t confirm who the session belongs to. Sign in again, then start a new session.',
  },
  conflict: {
    title: 'Conflicting changes',
    sentence: 'The service ended the session because of a conflict in the workbook.',
  },
  restricted: {
    title: 'The workbook is restricted now',
    sentence: 'A lock or a policy ended the session. You can start a new one when that’s lifted.',
  },
  unexpected: {
    title: 'The session has ended',
    sentence: 'The service gave no reason.',
  },
  unsupportedWorkbook: {
    title: 'The workbook can’t be used in a session',
    sentence:
      'It now contains something that the service doesn’t support. You can start a new session when that’s removed.',
  },
  serviceFault: {
    title: 'The service lost the session',
    sentence: 'A fault in the service ended it. You can start a new one.',
  },
  recreatable: {
    title: 'The session can’t be continued',
    sentence: 'The service asks for a new one. You can start it; its ID will be different.',
  },
};

/** The service replaced the session, which got a new id. */
export const replaced = {
  title: 'A new session was opened',
  sentence: 'It takes the place of the last one. Scripts need the new ID.',
  copy: 'Copy new session ID',
};

/** The session is of another pane or an earlier page; the user asked for something else here. */
export const overtook = {
  title: 'This isn’t the session you asked for',
  sentence:
    'It’s already open on this workbook. The badge says where its changes go. Scripts need its ID.',
};

/** What is shown of a session that did not open, or whose opening or closing was not answered. */
export const endings = {
  openFailed: 'The session didn’t start',
  attachFailed: 'The session wasn’t attached',
  replaceFailed: 'A new one didn’t start',
  mayBeOpen: 'A session may have been opened',
  unloaded: 'The pane was closed or reloaded before the response arrived.',
  closeFailed: 'Couldn’t confirm that the session closed',
  earlier: 'An earlier session may still be open',
  endsByItself: 'If a session was opened, it ends by itself within minutes.',
  signInToClose: 'To close it now, sign in.',
};

/** Asks the user of an open session to sign in. */
export const signInQuestion = {
  signIn: {
    title: 'Sign in to keep the session alive',
    sentence: 'Refreshing the session requires you to sign in.',
  },
  signInAgain: 'You’ve just signed in, and the service asks again. Another account may be needed.',
  signInMayHelp: {
    title: 'Sign in to keep the session alive',
    sentence: 'The pane couldn’t get a token from the sign-in service. Signing in may help.',
  },
};

/** The forms that begin a session. */
export const form = {
  changes: 'Where changes go',
  save: 'Save to the workbook',
  scratch: 'Scratch copy: changes aren’t saved',
  idleLimit: (minutes: number) =>
    `The session ends after about ${minutes} minutes without a request.`,
  sessionId: 'Session ID',
  sessionIdHint: 'The ID that createSession returned to your code.',
  sessionIdInvalid:
    'That isn’t a session ID. Paste the whole ID, or the response of createSession.',
};

/** What the file's kind or state may mean for a session. */
export const fileNotes = {
  macros: 'Sessions are made for .xlsx. The service may refuse a workbook of this kind.',
  checkedOut:
    'The file is checked out. Until it’s checked in, only the person who checked it out can save changes.',
};

/** The menu of the account. */
export const accountMenu = {
  label: 'Account',
  organization: (name: string) => `Organization: ${name}`,
  otherInExcel: (name: string) => `Excel is signed in as ${name}, not as this account.`,
  /** Why the account can't be changed now. */
  waitsFor: {
    session: 'Available once the session is open or closed',
    signIn: 'Available once the sign-in is finished or canceled',
  },
};

/** The question before a session is closed whose changes may be lost. */
export const leaving = {
  scratchTitle: 'Discard the scratch copy?',
  scratch:
    'Changes in this scratch copy aren’t saved in the workbook. They’re lost when the session closes.',
  unknownTitle: 'Close this session?',
  unknown: 'If this session is a scratch copy, its changes are lost.',
  /** Why the session closes, unless the user closes it. */
  because: {
    signOut: 'Signing out closes this session, unless another pane shows it.',
    switchAccount: 'Using another account closes this session, unless another pane shows it.',
  },
};

/** What became of the changes that were made in the session. */
export const changes = {
  scratchGone: 'Changes made in this scratch copy weren’t saved and are gone.',
  savedKept: 'Changes made in the session should be in the workbook.',
};
