/** Labels of the activity list, its plot and its JSON file. */
export const activity = {
  copy: 'Copy activity as JSON',
  showAll: (count: string) => `Show all ${count}`,
  showFewer: 'Show fewer',
  title: 'Activity',
  opened: 'Session started',
  attached: 'Session attached',
  recreated: 'New session opened, with a new ID',
  refreshed: 'Refreshed',
  refreshedOften: (count: string) => `Refreshed ${count} times`,
  refreshFailed: 'Refresh failed',
  openFailed: 'Session didn’t start',
  attachFailed: 'Session wasn’t attached',
  openUnclear: 'Session may have been opened',
  lost: 'Session ended',
  closed: 'Session closed',
  closeFailed: 'Couldn’t confirm closing',
  keepAliveOn: 'Keep alive turned on',
  keepAliveOff: 'Keep alive turned off',
  keepAliveTimeIsUp: 'Keep alive stopped: time is up',
  keepAliveRefused: 'Keep alive stopped: refused',
};

export const plot = {
  fold: 'Chart of refreshes',
  title: (from: string, to: string) =>
    from === to ? `Refreshes at ${from}` : `Refreshes from ${from} to ${to}`,
  counts: (worked: string, failed: string, gaps: string) =>
    `Worked: ${worked}. Failed: ${failed}. Gaps: ${gaps}.`,
  took: (usual: string, longest: string) => `Usually ${usual}, at most ${longest}`,
  gap: 'Longer than the idle timeout',
  time: 'Time',
  outcome: 'Outcome',
  duration: 'Duration',
  code: 'Code',
};

/** Labels of "Copy as…". */
export const snippets = {
  menu: 'Copy code as',
  about: 'Code that uses this session. Your token isn’t in it.',
  copied: (name: string) => `Copied for ${name}`,
  bare: 'One request only',
  bareHint: 'Without waiting, retrying, or reopening',
  token: 'Where do I get a token?',
  explorer: 'Open Graph Explorer',
  explorerHint: 'Add the session ID there as the workbook-session-id header.',
};
