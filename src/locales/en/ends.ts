import type { EndReason } from '../../session/failures';
import type { ErrorMessage } from '../errorMessage';

/** Reasons why a session ended. Each screen offers "Start session". */
export const ends: Record<EndReason, ErrorMessage> = {
  expired: {
    title: 'The session has timed out',
    sentence: 'It was idle for longer than the service allows.',
  },
  fileGone: {
    title: 'The workbook can’t be found any more',
    sentence:
      'The session has ended. The workbook may have been moved or deleted, or no longer be shared with you.',
  },
  notFound: {
    title: 'The service doesn’t know this session',
    sentence: 'It doesn’t say why. Another client may have closed the session.',
  },
  left: {
    title: 'The session ended while the pane was closed',
    sentence: 'A session isn’t refreshed while Session Keeper isn’t running.',
  },
  authentication: {
    title: 'The session lost its sign-in',
    sentence:
      'The service couldn’t confirm who the session belongs to. Sign in again, then start a new one.',
  },
  conflict: {
    title: 'Conflicting changes',
    sentence: 'The service ended the session because of a conflict in the workbook.',
  },
  restricted: {
    title: 'The workbook is restricted now',
    sentence: 'A lock or a policy ended the session. A new one can start when it’s lifted.',
  },
  unexpected: {
    title: 'The session has ended',
    sentence: 'The service ended it for a reason that it didn’t explain.',
  },
  unsupportedWorkbook: {
    title: 'The workbook can’t be used in a session',
    sentence:
      'It now holds something that the service doesn’t support. A new session can start when that’s changed.',
  },
  serviceFault: {
    title: 'The service lost the session',
    sentence: 'A fault in the service ended it. You can start a new one.',
  },
  recreatable: {
    title: 'The service dropped the session',
    sentence: 'It can’t be continued. You can start a new one; its ID will be different.',
  },
};

/** The service replaced the session, which got a new id. */
export const replaced = {
  title: 'A new session was opened',
  sentence: 'The service dropped the one before, and the ID has changed. Scripts need the new one.',
  copy: 'Copy new session ID',
};
