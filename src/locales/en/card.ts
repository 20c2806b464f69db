/** The times of an open session. */
export const sessionTimes = {
  timeLeft: 'Time left',
  minutesLeft: (minutes: string) => `at least ${minutes} min left`,
  underMinute: 'may be less than a minute left',
  noneLeft: 'Refresh to check',
  opened: 'Opened',
  attached: 'Attached',
  lastRefreshed: 'Last refreshed',
  notYet: 'Not yet',
  nextRefresh: 'Next refresh',
  nextAttempt: 'Next attempt',
  manual: 'Manual',
  now: 'Now',
  byOtherPane: 'By another pane',
  whenOnline: 'When you’re online',
  afterSignIn: 'After you sign in',
  session: 'Session',
  exactTimes: 'Exact times',
  idleLimitAt: 'Earliest timeout',
  keepAliveStops: 'Keep alive stops',
};

/** The settings of keep-alive. */
export const keepAliveSettings = {
  keepAlive: 'Keep alive',
  keepAliveHint: 'Refreshes the session before it times out.',
  startWithWorkbook: 'Start with this workbook',
  startWithWorkbookHint:
    'Next time, Session Keeper starts when the workbook opens and resumes a session that’s still open.',
  keepPaneOpen: 'Keep this pane open: closing it stops keep alive.',
  stopAfter: 'Stop after',
  hours: (count: string) => (count === '1' ? '1 hour' : `${count} hours`),
  noLimit: 'No limit',
  stopsAt: (time: string) => `Stops at ${time}.`,
  endsSoon: (time: string) => `Keep alive stops at ${time}.`,
  moreHours: '4 more hours',
};

/** The workbook, and the form for a link to it. */
export const workbook = {
  copyDriveId: 'Copy drive ID',
  copyItemId: 'Copy item ID',
  none: 'Workbook not available',
  openPlace: (place: string) => `${place} (opens in a browser)`,
  link: 'Link to the workbook',
  linkHint: 'In Excel on the web or in OneDrive, choose Share, then Copy link.',
  linkInvalid: 'Paste a link to the workbook, such as https://contoso.sharepoint.com/…',
  other: (name: string) =>
    `Excel now shows “${name}”. This session belongs to the workbook named above.`,
  otherUnnamed:
    'Excel now shows another document. This session belongs to the workbook named above.',
};

/** What Excel or the browser refused, and what helps. Its code follows in brackets. */
export const refused = {
  ribbon: 'Excel doesn’t let the add-in update its buttons on the Home tab. Use the buttons here.',
  showPane: 'Excel doesn’t let the pane open by itself. Open it from the Home tab.',
  visibility: 'Excel doesn’t report when the pane is closed.',
  startup: 'Excel doesn’t let the add-in change whether it starts with the workbook.',
  storage:
    'The browser couldn’t store this session: after a reload the pane won’t find it. Copy its ID if you need it.',
};

/** The card of the session. */
export const card = {
  region: 'Workbook session',
  active: 'Active',
  unconfirmed: 'May have ended',
  refreshing: 'Refreshing',
  again: 'Trying again',
  waitingForNetwork: 'Waiting for network',
  signInNeeded: 'Sign-in needed',
  checking: 'Checking',
  ended: 'Ended',
  closed: 'Closed',
  opening: 'Starting',
  closing: 'Closing',
  saved: 'Saves to workbook',
  scratch: 'Scratch copy',
  unknown: 'Started elsewhere',
  kindUnknown: 'Kind unknown',
  refreshedAt: (time: string) => `Refreshed at ${time}`,
  closedAt: (time: string) => `Closed at ${time}. You can start a new session.`,
  nextAttempt: (time: string) => `Next attempt at ${time}.`,
  closingNow: 'Closing the session…',
};

/** The form for the organization to sign in to. */
export const organizationForm = {
  label: 'Organization',
  hint: 'The domain of the organization that stores the workbook, such as contoso.com. Leave it empty for your own.',
  invalid: 'That isn’t a domain. Enter one such as contoso.com.',
};
