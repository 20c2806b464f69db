/** "Look inside": what the session holds. */
export const inside = {
  look: 'Look inside',
  region: 'Inside the session',
  hide: 'Hide',
  sheet: 'Sheet',
  sheets: 'Sheets',
  names: 'Names',
  tables: 'Tables',
  range: 'Range',
  rangeHint: 'For example, A1:C20. Leave it empty to read all used cells.',
  rangeInvalid: 'That isn’t a range. Enter one such as A1:C20, or leave it empty.',
  read: 'Read',
  readAgain: 'Read again',
  reading: 'Reading…',
  missing: {
    title: 'Not found in the workbook',
    sentence:
      'The service found no such sheet, name, table, or chart. It may have been renamed or deleted.',
  },
  notFound: {
    title: 'Not found',
    sentence:
      'The session, the workbook, or something in it wasn’t found. See the session’s status above.',
  },
  inDoubt: {
    title: 'Couldn’t be read',
    sentence: 'The session may have ended, or need you to sign in. See the session’s status above.',
  },
  badRange: {
    title: 'That range can’t be read',
    sentence: 'Microsoft Graph doesn’t accept it. A name may stand for a constant, not for cells.',
  },
  caption: (address: string) => `Cells ${address} in the session`,
  readAt: (address: string, time: string) => `${address}, read ${time}`,
  clipped: (whole: string) => `Only the first rows and columns of ${whole} are shown.`,
  formulas: 'Show formulas',
  copyCsv: 'Copy as CSV',
  copyJson: 'Copy as JSON',
  compare: 'Compare with the saved workbook',
  nextDifference: 'Next difference',
  same: 'No differences in these cells',
  counts: (changed: string, recalculated: string) =>
    `Changed (solid frame): ${changed}. Only recalculated (dotted frame): ${recalculated}.`,
  changed: 'Changed',
  recalculated: 'Recalculated',
  saved: (value: string) => (value === '' ? 'Saved: blank' : `Saved: ${value}`),
  bothTimes: (session: string, workbook: string) =>
    `Session read ${session}, saved workbook read ${workbook}.`,
  notSavedYet: 'Changes are saved automatically. Compare again in a moment.',
  notOnlyTheScript: 'Edits that others saved since the session started are differences too.',
  sheetNotSaved: 'The saved workbook, or this sheet in it, wasn’t found.',
  charts: 'Show charts',
  chart: (name: string) => `Chart ${name}`,
  noCharts: 'This sheet has no charts.',
};
