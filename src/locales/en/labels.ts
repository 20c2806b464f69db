/** Labels of the buttons and menu items. */
export const labels = {
  checkAgain: 'Check again',
  start: 'Start session',
  askAllFiles: 'Ask for access to shared files',
  signOut: 'Sign out',
  otherOrganization: 'Sign in to another organization',
  useLink: 'Use this link',
  useExisting: 'Use an existing session',
  attach: 'Attach',
  refresh: 'Refresh',
  showId: 'Show whole ID',
  hideId: 'Hide ID',
  close: 'Close session',
  closeAndDiscard: 'Close and discard',
  signOutAndDiscard: 'Sign out and discard',
  stopWaiting: 'Stop waiting',
  dismiss: 'Dismiss',
  copySessionId: 'Copy session ID',
  copyAs: 'Copy as…',
  copyDetails: 'Copy details',
  openConsent: 'Open the consent page',
  copyConsent: 'Copy link for the administrator',
};

/** What a copy button says. */
export const copy = {
  done: 'Copied',
  failed: 'Copying is blocked here. The text is selected: copy it with the keyboard.',
  fallback: 'Text to copy',
};
