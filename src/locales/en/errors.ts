/** Titles and sentences that surround an error's reason. */
export const errors = {
  details: 'Details',
  code: 'Code',
  status: 'Status',
  requestId: 'Request ID',
  clientRequestId: 'Client request ID',
  correlationId: 'Correlation ID',
  time: 'Time',
  openFailed: 'The session didn’t start',
  mayBeOpen: 'A session may have been opened',
  mayBeOpenSentence:
    'The pane was closed or reloaded before the response arrived. If the session was opened, it ends by itself within minutes.',
  closeFailed: 'Couldn’t confirm that the session closed',
  closeFailedSentence:
    'This pane no longer tracks the session. If it’s still open, it ends by itself after a few idle minutes.',
  offline: {
    title: 'You’re offline',
    sentence: 'The session is refreshed as soon as the network is back.',
  },
  signIn: {
    title: 'Sign in to keep the session alive',
    sentence: 'Refreshing the session requires you to sign in.',
  },
  signInAgain: 'You’ve just signed in, and the service asks again.',
  signInMayHelp: {
    title: 'Sign in to keep the session alive',
    sentence:
      'The sign-in service didn’t grant access, and the session may end soon. Signing in may help.',
  },
  goesOn: 'We’ll keep trying.',
  scratchGone: 'Changes made in this scratch copy weren’t saved and are gone.',
  savedKept: 'Changes made in the session should be in the workbook.',
};
