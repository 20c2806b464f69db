import { keyOfTarget } from '../../src/session/records';
import { minuteMs } from '../support/durations';
import { initialAppState } from '../../src/session/appState';
import {
  now,
  ago,
  specimenAccount,
  specimenWorkbook,
  longBook,
  specimenPlace,
  inJapan,
  saved,
  scratch,
  attachedSession,
  specimenFailure,
  noted,
  busy,
  throttledFailure,
  encrypted,
  locked,
  lockedFileOrSite,
  unauthorized,
  unclear,
  noTokenFailure,
  notSignedIn,
  activityOf,
  history,
} from './specimenParts';

import type { Specimen } from './specimenBuilders';

/** A session of this workbook whose close was not confirmed. */
const unclosed = { workbook: keyOfTarget(specimenPlace), sessionId: 'earlier' };
import {
  specimen,
  on,
  open,
  ready,
  lost,
  unsupported,
  signedOut,
  unlocated,
} from './specimenBuilders';

export { now } from './specimenParts';
export type { Specimen } from './specimenBuilders';

export const specimens: readonly Specimen[] = [
  specimen('starting', { kind: 'starting', requestKey: 1 }),
  unsupported('notExcel'),
  unsupported('clientIdMissing'),
  unsupported('officeSilent'),
  unsupported('oldEngine'),
  specimen('signed-out', { kind: 'signedOut' }),
  specimen('signed-out-again', { kind: 'signedOut', notice: 'signedOut' }),
  signedOut('cancelled'),
  signedOut('administratorConsent', {
    consentLink: 'https://login.microsoftonline.com/organizations/v2.0/adminconsent',
    code: 'AADSTS65001',
  }),
  signedOut('personalAccount'),
  { ...specimen('signed-out-forgets', { kind: 'signedOut' }), forgets: true },
  signedOut('windowBlocked'),
  specimen('signed-out-repeated', {
    kind: 'signedOut',
    notice: notSignedIn('unavailable'),
    failed: 3,
    repeatAt: now + 20_000,
  }),
  specimen(
    'signed-out-left-open',
    { kind: 'signedOut', notice: 'signedOut' },
    { unconfirmed: unclosed },
  ),
  signedOut('accountBlocked', { code: 'AADSTS50057' }),
  signedOut('notAssigned', { code: 'AADSTS50105' }),
  signedOut('storageFull', { code: 'cache_quota_exceeded' }),
  signedOut('notLoaded', { code: 'ChunkLoadError' }),
  specimen('signing-in', { kind: 'signingIn', requestKey: 2, returnTo: { kind: 'signedOut' } }),
  specimen('locating', { kind: 'locating', requestKey: 3, account: specimenAccount, link: null }),
  specimen('resuming', {
    kind: 'resuming',
    requestKey: 3,
    ...specimenPlace,
    shown: { kind: 'ready', ...specimenPlace },
    activity: [],
    actions: [],
  }),
  specimen('no-workbook-repeated', {
    kind: 'noWorkbook',
    account: specimenAccount,
    problem: { reason: 'offline' },
    failed: 3,
    repeatAt: now + 20_000,
  }),
  unlocated('noAddress'),
  unlocated('unsaved'),
  unlocated(
    'noAccess',
    specimenFailure(
      { kind: 'forbidden', need: 'permission' },
      { code: 'accessDenied', status: 403 },
    ),
  ),
  unlocated('offline'),
  unlocated(
    'sharedFile',
    specimenFailure(
      { kind: 'forbidden', need: 'sharedFile' },
      { code: 'accessDenied', status: 403 },
    ),
  ),
  unlocated('otherTenant'),
  ready('ready', undefined),
  ready('ready-scratch', undefined, {
    choices: { ...initialAppState.choices, persistChanges: false },
  }),
  ready(
    'ready-closed',
    { kind: 'closed', session: saved, at: ago(0.5) },
    { activity: [...history, activityOf('closed', 0.5, 420)] },
  ),
  ready('ready-close-unconfirmed', {
    kind: 'closed',
    session: saved,
    at: ago(0.5),
    failure: unclear,
  }),
  ready(
    'ready-switch-failed',
    { kind: 'closed', session: saved, at: ago(0.1) },
    { signInNotice: notSignedIn('personalAccount') },
  ),
  ready('ready-close-needs-sign-in', {
    kind: 'closed',
    session: saved,
    at: ago(0.5),
    failure: unauthorized,
    needsUser: true,
  }),
  specimen(
    'ready-may-be-open',
    { kind: 'ready', ...specimenPlace },
    { unconfirmed: { workbook: keyOfTarget(specimenPlace) } },
  ),
  specimen(
    'no-workbook-unconfirmed',
    { kind: 'noWorkbook', account: specimenAccount, problem: { reason: 'notFound' } },
    { unconfirmed: { ...unclosed, failure: unauthorized } },
  ),
  ready('ready-failed-other-account', {
    kind: 'failed',
    failure: specimenFailure(
      { kind: 'forbidden', need: 'otherAccount' },
      { code: 'FileOpenUserUnauthorized', status: 401, allFilesMayHelp: true },
    ),
  }),
  ready('ready-failed-refused', {
    kind: 'failed',
    failure: specimenFailure(
      { kind: 'forbidden', need: 'otherRequest' },
      { code: 'invalidArgument', status: 400 },
    ),
  }),
  ready(
    'ready-failed-locked',
    { kind: 'failed', failure: locked },
    { activity: [{ ...activityOf('openFailed', 0.2, 2_100), failure: noted(locked) }] },
  ),
  ready('ready-failed-file-or-site', { kind: 'failed', failure: lockedFileOrSite }),
  ready('ready-failed-encrypted', { kind: 'failed', failure: encrypted }),
  ready('ready-failed-unclear', { kind: 'failed', failure: unclear }),
  specimen('opening', {
    kind: 'opening',
    ...specimenPlace,
    requestKey: 4,
    since: now,
    mode: { kind: 'start', persistChanges: true },
    attempt: 1,
  }),
  specimen('opening-throttled', {
    kind: 'opening',
    ...specimenPlace,
    requestKey: 4,
    since: ago(0.5),
    mode: { kind: 'start', persistChanges: true },
    attempt: 2,
    retry: { at: now + minuteMs, failure: throttledFailure },
  }),
  specimen(
    'opening-recreate',
    {
      kind: 'opening',
      ...specimenPlace,
      requestKey: 4,
      since: now,
      mode: {
        kind: 'recreate',
        replaced: saved,
        keepAlive: on,
        failure: specimenFailure({ kind: 'recreate', certain: true }),
      },
      attempt: 1,
    },
    { activity: history },
  ),
  open('open-active'),
  open('open-no-keep-alive', { keepAlive: { kind: 'off' } }, { activity: history.slice(0, 1) }),
  open('open-scratch', { session: scratch }),
  open('open-beside-unconfirmed', {}, { unconfirmed: { ...unclosed, failure: unauthorized } }),
  open(
    'open-attached',
    { session: attachedSession, keepAlive: { kind: 'off' } },
    { activity: [activityOf('attached', 1, 290)] },
  ),
  open('open-after-one-day', { session: { ...saved, openedAt: ago(26 * 60) } }),
  open('open-ends-soon', { keepAlive: { ...on, until: now + 16 * minuteMs } }),
  {
    ...open('open-host-refuses'),
    closingEndsKeepAlive: true,
    refusals: (['ribbon', 'showPane', 'visibility', 'startup'] as const).map((what) => ({
      what,
      code: 'AccessDenied',
    })),
  },
  {
    ...open('open-not-stored'),
    refusals: [{ what: 'storage', code: 'QuotaExceededError' }],
  },
  { ...open('open-pane-must-stay'), closingEndsKeepAlive: true },
  { ...open('open-starts-with-workbook'), startsWithWorkbook: true },
  open('open-elsewhere', {}, { excelShows: { name: 'Forecast.xlsx' } }),
  open('open-refreshing', {
    request: { kind: 'refreshing', requestKey: 9, sentAt: now, attempt: 1 },
  }),
  open('open-retrying', {
    session: { ...saved, lastActivityAt: ago(3.9) },
    request: { kind: 'retrying', at: now + 40_000, attempt: 2, failure: busy },
  }),
  open(
    'open-offline',
    {
      session: { ...saved, lastActivityAt: ago(4.4) },
      request: {
        kind: 'retrying',
        at: now + 5_000,
        attempt: 2,
        failure: { ...unclear, code: 'offline' },
      },
    },
    { online: false },
  ),
  open(
    'open-throttled',
    { request: { kind: 'retrying', at: now + 52_000, attempt: 1, failure: throttledFailure } },
    { throttledUntil: now + 52_000 },
  ),
  open('open-sign-in', {
    request: { kind: 'retrying', at: now + 20_000, attempt: 1, failure: unauthorized },
    signInNeeded: { failure: unauthorized },
  }),
  open('open-asked-again', {
    request: { kind: 'retrying', at: now + 20_000, attempt: 1, failure: unauthorized },
    signInNeeded: {
      failure: { ...unauthorized, signIn: 'interactionRequired', afterSignIn: true },
    },
  }),
  open(
    'open-switch-failed',
    { session: attachedSession },
    { signInNotice: notSignedIn('windowBlocked') },
  ),
  open(
    'open-wrong-account',
    {
      request: { kind: 'retrying', at: now + 20_000, attempt: 1, failure: unauthorized },
      signInNeeded: { failure: unauthorized },
    },
    { signInNotice: notSignedIn('wrongAccount') },
  ),
  open('open-sign-in-may-help', {
    session: { ...saved, lastActivityAt: ago(4.4) },
    request: { kind: 'retrying', at: now + 20_000, attempt: 4, failure: noTokenFailure },
    signInNeeded: { failure: noTokenFailure },
  }),
  open('open-checking', {
    request: { kind: 'refreshing', requestKey: 9, sentAt: now, attempt: 1 },
    unverifiedAfterMs: 90_000,
  }),
  open('open-close-question', { session: scratch, question: 'close' }),
  open('open-sign-out-question', { session: scratch, question: 'signOut' }),
  open('open-overtook', { isShared: true, overtook: true }),
  open('open-other-pane', { isShared: true }, { holdsLock: false }),
  open('open-signing-in', { signInNeeded: { failure: unauthorized, requestKey: 9 } }),
  open('open-refused', {
    keepAlive: { kind: 'off', stopped: 'refused' },
    request: { kind: 'idle', failure: locked },
  }),
  open('open-time-is-up', { keepAlive: { kind: 'off', stopped: 'timeIsUp' } }),
  open('open-unconfirmed', {
    session: { ...saved, lastActivityAt: ago(9) },
    keepAlive: { kind: 'off' },
  }),
  lost('lost-expired', 'expired'),
  lost('lost-left', 'left'),
  lost('lost-scratch', 'recreatable', scratch, { kind: 'recreate', certain: true }),
  lost('lost-not-replaced', 'recreatable', saved, { kind: 'forbidden', need: 'editRight' }),
  lost('lost-file-gone', 'fileGone'),
  specimen(
    'closing',
    { kind: 'closing', ...specimenPlace, requestKey: 8, session: saved },
    { activity: history },
  ),
  specimen('closing-locked', {
    kind: 'closing',
    ...specimenPlace,
    requestKey: 8,
    session: saved,
    retry: { at: now + 20_000, failure: locked },
  }),
  specimen(
    'japanese-open',
    { kind: 'open', ...inJapan, session: saved, request: { kind: 'idle' }, keepAlive: on },
    { activity: history },
    'ja-JP',
  ),
  specimen('japanese-ready', { kind: 'ready', ...inJapan }, {}, 'ja-JP'),
  ready('ready-failed-shared', {
    kind: 'failed',
    failure: specimenFailure(
      { kind: 'forbidden', need: 'sharedFile' },
      { code: 'accessDenied', status: 403 },
    ),
  }),
  specimen('ready-macros', {
    kind: 'ready',
    account: { ...specimenAccount, inExcel: 'adele@fabrikam.com' },
    workbook: { ...specimenWorkbook, name: 'Budget 2027.xlsm', checkedOut: true },
  }),
  specimen('long-names', {
    kind: 'ready',
    workbook: longBook,
    account: { ...specimenAccount, name: 'Maximiliana Konstantinopolitanska-Oberhuber (External)' },
  }),
];
