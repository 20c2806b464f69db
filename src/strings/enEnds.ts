import type { EndReason } from '../session/failure';
import type { Telling } from './telling';

/** Why a session is over. Each goes on with "Start session". */
export const ends: Record<EndReason, Telling> = {
  expired: { title: 'The session has timed out', sentence: 'It was idle for longer than the service allows, perhaps while the computer was asleep.' },
  fileGone: { title: 'The workbook is gone', sentence: 'It was moved or deleted, and the session ended with it. Check again once it’s back.' },
  notFound: { title: 'The service doesn’t know this session', sentence: 'It has ended, or it belongs to another workbook or account.' },
  left: { title: 'The session ended while the pane was closed', sentence: 'A session that was opened here is closed when the pane or the workbook stays closed.' },
  authentication: { title: 'The session lost its sign-in', sentence: 'The service couldn’t confirm who the session belongs to. Sign in again, then start a new one.' },
  conflict: { title: 'Changes got in each other’s way', sentence: 'Somebody changed the workbook in a way that the session couldn’t follow.' },
  restricted: { title: 'The workbook is restricted now', sentence: 'A lock or a policy ended the session. A new one can start when it’s lifted.' },
  unexpected: { title: 'The session has ended', sentence: 'The service ended it for a reason that it didn’t explain.' },
  unsupportedWorkbook: { title: 'The workbook can’t be used in a session', sentence: 'It now holds something that the service doesn’t support. A new session can start when that’s changed.' },
  serviceFault: { title: 'The service lost the session', sentence: 'A fault at the service ended it. A new one usually works.' },
  recreatable: { title: 'The service gave the session up', sentence: 'It can’t be continued. You can start a new one; its ID will be different.' },
};
