import type {
  EndReason,
  Failure,
  SignInFailure,
  SignInReason,
  Recovery,
  WorkbookReason,
} from '../../src/session/failures';
import { initialAppState } from '../../src/session/appState';
import type {
  Activity,
  ActivityFailure,
  Ending,
  OpenSession,
  AppState,
  SessionState,
  UnsupportedReason,
  WorkbookSession,
} from '../../src/session/state';

/** One state of the pane, with what else it needs to be shown. */
export interface Specimen {
  readonly name: string;
  readonly appState: AppState;
  readonly language?: string;
  readonly closingEndsKeepAlive?: boolean;
  readonly startsWithWorkbook?: boolean;
  readonly forgets?: boolean;
}

const minuteMs = 60_000;
/** The time in the gallery: 10:42 on a Tuesday, UTC. */
export const now = Date.UTC(2027, 1, 16, 10, 42, 10);
const ago = (minutes: number): number => now - minutes * minuteMs;

const account = {
  id: 'adele',
  name: 'Adele Vance',
  userName: 'adele.vance@contoso.com',
  tenantId: 'contoso',
};
const hiroko = {
  id: 'hiroko',
  name: '佐藤 裕子',
  userName: 'hiroko.sato@contoso.co.jp',
  tenantId: 'contoso',
};
const place = {
  driveId: 'b!t18F8ybsHUq1z3LTz8xvZqP8zaSWjkFNhsME',
  itemId: '01CYZLFJGUJ7JHBSZDFZFL25KSZGQTVAUN',
};
const webUrl =
  'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Planning/Budget%202027.xlsx';
const workbook = { ...place, name: 'Budget 2027.xlsx', webUrl, address: webUrl };
const longUrl =
  'https://contoso-my.sharepoint.com/personal/hiroko_sato_contoso_co_jp/Documents/%E7%B5%8C%E5%96%B6%E4%BC%81%E7%94%BB/x.xlsx';
const longBook = {
  ...place,
  name: '2027年度第1四半期_部門別予算実績管理表(最終確認用)_v12.xlsx',
  webUrl: longUrl,
  address: longUrl,
};
const at = { account, workbook };
const inJapan = { account: hiroko, workbook: longBook };

const sessionId =
  'cluster=CH3&session=15.ABC1PEPF000007AE1.A70.1.V24.4817pvfRm4dx7v7GeJv%2bdNNt14.5.en-US5.en-US14.app%40sharepoint1.S1.N16&usid=c249c899-0000-4000-8000-000000000000';
const saved: WorkbookSession = {
  id: sessionId,
  persistChanges: true,
  origin: 'opened',
  openedAt: ago(32),
  lastActivityAt: ago(0.8),
};
const scratch: WorkbookSession = { ...saved, persistChanges: false, lastActivityAt: ago(2.1) };
const attached: WorkbookSession = {
  ...saved,
  persistChanges: 'unknown',
  origin: 'attached',
  openedAt: ago(1),
  lastActivityAt: ago(1),
};

const failed = (recovery: Recovery, rest: Partial<Failure> = {}): Failure => ({
  recovery,
  at: ago(0.2),
  requestId: '7b6f1c2e-52a0-4b7d-9d6e-1f0c3c1f9a11',
  clientRequestId: 'e2b1a3c0-4d5f-4a6b-8c7d-9e0f1a2b3c4d',
  ...rest,
});
const noted = ({
  recovery,
  code,
  status,
  requestId,
  clientRequestId,
}: Failure): ActivityFailure => ({
  recovery: recovery.kind,
  ...(code === undefined ? {} : { code }),
  ...(status === undefined ? {} : { status }),
  ...(requestId === undefined ? {} : { requestId }),
  ...(clientRequestId === undefined ? {} : { clientRequestId }),
});
const busy = failed({ kind: 'retry' }, { code: 'serviceUnavailableUncategorized', status: 503 });
const throttled = failed(
  { kind: 'retry', because: 'throttled' },
  { code: 'tooManyRequestsUncategorized', status: 429, notBefore: now + minuteMs },
);
const locked = failed(
  { kind: 'forbidden', need: 'unlocked' },
  { code: 'EditModeCannotAcquireLock', status: 409 },
);
const unauthorized = failed(
  { kind: 'reauthenticate' },
  { code: 'unauthorizedUncategorized', status: 401 },
);
const unclear = failed({ kind: 'unknown' });
const noToken = failed({ kind: 'unknown' }, { signIn: 'timedOut', code: 'timed_out' });
const notSignedIn = (reason: SignInReason): SignInFailure => ({
  reason,
  at: ago(0.1),
  code: 'user_cancelled',
  correlationId: '5f0b2c1a-77aa-4c58-9d0e-2b1c3d4e5f60',
});

const done = (what: Activity['what'], minutes: number, tookMs?: number): Activity => ({
  at: ago(minutes),
  what,
  ...(tookMs === undefined ? {} : { tookMs }),
});
const history: readonly Activity[] = [
  done('opened', 32, 1_840),
  done('keepAliveOn', 31.5),
  done('refreshed', 28, 312),
  done('refreshed', 24.6, 287),
  done('refreshed', 21, 301),
  { ...done('refreshFailed', 17.6, 5_020), failure: noted(busy) },
  done('refreshed', 17.4, 342),
  done('refreshed', 14, 290),
  done('refreshed', 10.6, 640),
  done('refreshed', 7.4, 322),
  done('refreshed', 4.1, 280),
  done('refreshed', 0.8, 305),
];
/** The computer slept after the first refreshes. */
const slept = history.slice(0, 8).filter(({ what }) => what !== 'refreshFailed');

const appStateOf = (state: SessionState, rest: Partial<AppState> = {}): AppState => ({
  ...initialAppState,
  holdsLock: true,
  state,
  ...rest,
});
const specimen = (
  name: string,
  state: SessionState,
  rest: Partial<AppState> = {},
  language?: string,
): Specimen => ({
  name,
  appState: appStateOf(state, rest),
  ...(language === undefined ? {} : { language }),
});
const on = { kind: 'on', until: now + 218 * minuteMs, refreshAt: now + 2.6 * minuteMs } as const;
const open = (
  name: string,
  rest: Partial<OpenSession> = {},
  more: Partial<AppState> = {},
): Specimen =>
  specimen(
    name,
    { kind: 'open', ...at, session: saved, request: { kind: 'idle' }, keepAlive: on, ...rest },
    { activity: history, ...more },
  );
const ready = (name: string, ending: Ending | undefined, more: Partial<AppState> = {}): Specimen =>
  specimen(
    name,
    ending === undefined ? { kind: 'ready', ...at } : { kind: 'ready', ...at, ending },
    more,
  );
const lost = (name: string, reason: EndReason, session = saved): Specimen =>
  specimen(
    name,
    {
      kind: 'lost',
      ...at,
      session,
      reason,
      failure: failed({ kind: 'ended', reason }, { code: 'invalidSessionNotFound', status: 404 }),
    },
    {
      activity: [
        ...(reason === 'expired' ? slept : history),
        {
          ...done('lost', 0.1),
          failure: noted(failed({ kind: 'ended', reason }, { status: 404 })),
        },
      ],
    },
  );
const unsupported = (reason: UnsupportedReason): Specimen =>
  specimen(`unsupported-${reason}`, { kind: 'unsupported', reason });
const signedOut = (reason: SignInReason, more: Partial<SignInFailure> = {}): Specimen =>
  specimen(`signed-out-${reason}`, {
    kind: 'signedOut',
    notice: { ...notSignedIn(reason), ...more },
  });
const noWorkbook = (reason: WorkbookReason, failure?: Failure): Specimen =>
  specimen(`no-workbook-${reason}`, {
    kind: 'noWorkbook',
    account,
    problem: failure === undefined ? { reason } : { reason, failure },
  });

export const specimens: readonly Specimen[] = [
  specimen('starting', { kind: 'starting', requestKey: 1 }),
  unsupported('notExcel'),
  unsupported('clientIdMissing'),
  unsupported('officeSilent'),
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
  specimen('signing-in', { kind: 'signingIn', requestKey: 2 }),
  specimen('locating', { kind: 'locating', requestKey: 3, account }),
  noWorkbook('noAddress'),
  noWorkbook('unsaved'),
  noWorkbook(
    'noAccess',
    failed({ kind: 'forbidden', need: 'permission' }, { code: 'accessDenied', status: 403 }),
  ),
  noWorkbook('offline'),
  noWorkbook(
    'sharedFile',
    failed({ kind: 'forbidden', need: 'sharedFile' }, { code: 'accessDenied', status: 403 }),
  ),
  noWorkbook('otherTenant'),
  ready('ready', undefined),
  ready('ready-scratch', undefined, {
    choices: { ...initialAppState.choices, persistChanges: false },
  }),
  ready(
    'ready-closed',
    { kind: 'closed', session: saved, at: ago(0.5) },
    { activity: [...history, done('closed', 0.5, 420)] },
  ),
  ready('ready-close-unconfirmed', {
    kind: 'closed',
    session: saved,
    at: ago(0.5),
    failure: unclear,
  }),
  ready('ready-may-be-open', { kind: 'mayBeOpen', at: ago(0.5) }),
  ready('ready-failed-other-account', {
    kind: 'failed',
    failure: failed(
      { kind: 'forbidden', need: 'otherAccount' },
      { code: 'FileOpenUserUnauthorized', status: 401, allFilesMayHelp: true },
    ),
  }),
  ready('ready-failed-refused', {
    kind: 'failed',
    failure: failed(
      { kind: 'forbidden', need: 'otherRequest' },
      { code: 'invalidArgument', status: 400 },
    ),
  }),
  ready(
    'ready-failed-locked',
    { kind: 'failed', failure: locked },
    { activity: [{ ...done('openFailed', 0.2, 2_100), failure: noted(locked) }] },
  ),
  ready('ready-failed-unclear', { kind: 'failed', failure: unclear }),
  specimen('opening', {
    kind: 'opening',
    ...at,
    requestKey: 4,
    since: now,
    mode: { kind: 'start', persistChanges: true },
    attempt: 1,
  }),
  specimen('opening-throttled', {
    kind: 'opening',
    ...at,
    requestKey: 4,
    since: ago(0.5),
    mode: { kind: 'start', persistChanges: true },
    attempt: 2,
    retry: { at: now + minuteMs, failure: throttled },
  }),
  specimen(
    'opening-recreate',
    {
      kind: 'opening',
      ...at,
      requestKey: 4,
      since: now,
      mode: { kind: 'recreate', replaced: saved, keepAlive: on },
      attempt: 1,
    },
    { activity: history },
  ),
  open('open-active'),
  open('open-no-keep-alive', { keepAlive: { kind: 'off' } }, { activity: history.slice(0, 1) }),
  open('open-scratch', { session: scratch }),
  open(
    'open-attached',
    { session: attached, keepAlive: { kind: 'off' } },
    { activity: [done('attached', 1, 290)] },
  ),
  open('open-after-one-day', { session: { ...saved, openedAt: ago(26 * 60) } }),
  { ...open('open-pane-must-stay'), closingEndsKeepAlive: true },
  { ...open('open-starts-with-workbook'), startsWithWorkbook: true },
  specimen(
    'open-elsewhere',
    {
      kind: 'open',
      ...at,
      session: saved,
      request: { kind: 'idle' },
      keepAlive: on,
      elsewhere: { name: 'Forecast.xlsx' },
    },
    { activity: history },
  ),
  open('open-refreshing', {
    request: { kind: 'refreshing', requestKey: 9, sentAt: now, attempt: 1 },
  }),
  open('open-retrying', {
    session: { ...saved, lastActivityAt: ago(3.9) },
    request: { kind: 'retrying', at: now + 40_000, attempt: 2, failure: busy },
  }),
  open(
    'open-offline',
    { session: { ...saved, lastActivityAt: ago(4.4) }, request: { kind: 'waitingForNetwork' } },
    { online: false },
  ),
  open(
    'open-throttled',
    { request: { kind: 'retrying', at: now + 52_000, attempt: 1, failure: throttled } },
    { throttledUntil: now + 52_000 },
  ),
  open('open-sign-in', {
    request: { kind: 'retrying', at: now + 20_000, attempt: 1, failure: unauthorized },
    signInNeeded: { failure: unauthorized },
  }),
  open('open-sign-in-may-help', {
    session: { ...saved, lastActivityAt: ago(4.4) },
    request: { kind: 'retrying', at: now + 20_000, attempt: 4, failure: noToken },
    signInNeeded: { failure: noToken },
  }),
  open('open-checking', {
    request: { kind: 'refreshing', requestKey: 9, sentAt: now, attempt: 1 },
    unverifiedAfterMs: 90_000,
  }),
  open('open-close-question', { session: scratch, question: 'close' }),
  open('open-sign-out-question', { session: scratch, question: 'signOut' }),
  open('open-other-pane', {}, { holdsLock: false }),
  open('open-signing-in', { request: { kind: 'signingIn', requestKey: 9, failure: unauthorized } }),
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
  lost('lost-scratch', 'recreatable', scratch),
  lost('lost-file-gone', 'fileGone'),
  specimen(
    'closing',
    { kind: 'closing', ...at, requestKey: 8, session: saved },
    { activity: history },
  ),
  specimen(
    'japanese-open',
    { kind: 'open', ...inJapan, session: saved, request: { kind: 'idle' }, keepAlive: on },
    { activity: history },
    'ja-JP',
  ),
  specimen('japanese-ready', { kind: 'ready', ...inJapan }, {}, 'ja-JP'),
  ready('ready-failed-shared', {
    kind: 'failed',
    failure: failed(
      { kind: 'forbidden', need: 'sharedFile' },
      { code: 'accessDenied', status: 403 },
    ),
  }),
  specimen('ready-macros', {
    kind: 'ready',
    account: { ...account, inExcel: 'adele@fabrikam.com' },
    workbook: { ...workbook, name: 'Budget 2027.xlsm', checkedOut: true },
  }),
  specimen('long-names', {
    kind: 'ready',
    workbook: longBook,
    account: { ...account, name: 'Maximiliana Konstantinopolitanska-Oberhuber (External)' },
  }),
];
