import type { Failure, SignInFailure, SignInReason, Recovery } from '../../src/session/failures';
import type { Activity, ActivityFailure } from '../../src/session/activity';
import type { WorkbookSession } from '../../src/session/state';
import { minuteMs } from '../support/durations';

/** Accounts, workbooks, sessions and histories that the specimens share. */

/** The time in the gallery: 10:42 on a Tuesday, UTC. */
export const now = Date.UTC(2027, 1, 16, 10, 42, 10);
export const ago = (minutes: number): number => now - minutes * minuteMs;

export const specimenAccount = {
  id: 'adele',
  name: 'Adele Vance',
  userName: 'adele.vance@contoso.com',
  tenantId: 'contoso',
};
export const hiroko = {
  id: 'hiroko',
  name: '佐藤 裕子',
  userName: 'hiroko.sato@contoso.co.jp',
  tenantId: 'contoso',
};
export const place = {
  driveId: 'b!t18F8ybsHUq1z3LTz8xvZqP8zaSWjkFNhsME',
  itemId: '01CYZLFJGUJ7JHBSZDFZFL25KSZGQTVAUN',
};
export const webUrl =
  'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Planning/Budget%202027.xlsx';
export const specimenWorkbook = { ...place, name: 'Budget 2027.xlsx', webUrl, address: webUrl };
export const longUrl =
  'https://contoso-my.sharepoint.com/personal/hiroko_sato_contoso_co_jp/Documents/%E7%B5%8C%E5%96%B6%E4%BC%81%E7%94%BB/x.xlsx';
export const longBook = {
  ...place,
  name: '2027年度第1四半期_部門別予算実績管理表(最終確認用)_v12.xlsx',
  webUrl: longUrl,
  address: longUrl,
};
export const specimenPlace = { account: specimenAccount, workbook: specimenWorkbook };
export const inJapan = { account: hiroko, workbook: longBook };

export const sessionId =
  'cluster=CH3&session=15.ABC1PEPF000007AE1.A70.1.V24.4817pvfRm4dx7v7GeJv%2bdNNt14.5.en-US5.en-US14.app%40sharepoint1.S1.N16&usid=c249c899-0000-4000-8000-000000000000';
export const saved: WorkbookSession = {
  id: sessionId,
  persistChanges: true,
  origin: 'opened',
  openedAt: ago(32),
  lastActivityAt: ago(0.8),
};
export const scratch: WorkbookSession = {
  ...saved,
  persistChanges: false,
  lastActivityAt: ago(2.1),
};
export const attachedSession: WorkbookSession = {
  ...saved,
  persistChanges: 'unknown',
  origin: 'attached',
  openedAt: ago(1),
  lastActivityAt: ago(1),
};

export const specimenFailure = (recovery: Recovery, rest: Partial<Failure> = {}): Failure => ({
  recovery,
  at: ago(0.2),
  requestId: '7b6f1c2e-52a0-4b7d-9d6e-1f0c3c1f9a11',
  clientRequestId: 'e2b1a3c0-4d5f-4a6b-8c7d-9e0f1a2b3c4d',
  ...rest,
});
export const noted = ({
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
export const busy = specimenFailure(
  { kind: 'retry' },
  { code: 'serviceUnavailableUncategorized', status: 503 },
);
export const throttledFailure = specimenFailure(
  { kind: 'retry', because: 'throttled' },
  { code: 'tooManyRequestsUncategorized', status: 429, notBefore: now + minuteMs },
);
export const locked = specimenFailure(
  { kind: 'retry', because: 'locked' },
  { code: 'EditModeCannotAcquireLock', status: 409 },
);
export const lockedFileOrSite = specimenFailure(
  { kind: 'retry', because: 'fileOrSite' },
  { status: 423 },
);
export const encrypted = specimenFailure(
  { kind: 'forbidden', need: 'unencryptedFile' },
  { code: 'openWorkbookAccessDenied', status: 403, allFilesMayHelp: true },
);
export const unauthorized = specimenFailure(
  { kind: 'reauthenticate' },
  { code: 'unauthorizedUncategorized', status: 401 },
);
export const unclear = specimenFailure({ kind: 'unknown' });
export const noTokenFailure = specimenFailure(
  { kind: 'unknown' },
  { signIn: 'timedOut', code: 'timed_out' },
);
export const notSignedIn = (reason: SignInReason): SignInFailure => ({
  reason,
  at: ago(0.1),
  code: 'user_cancelled',
  correlationId: '5f0b2c1a-77aa-4c58-9d0e-2b1c3d4e5f60',
});

export const activityOf = (what: Activity['what'], minutes: number, tookMs?: number): Activity => ({
  at: ago(minutes),
  what,
  ...(tookMs === undefined ? {} : { tookMs }),
});
export const history: readonly Activity[] = [
  activityOf('opened', 32, 1_840),
  activityOf('keepAliveOn', 31.5),
  activityOf('refreshed', 28, 312),
  activityOf('refreshed', 24.6, 287),
  activityOf('refreshed', 21, 301),
  { ...activityOf('refreshFailed', 17.6, 5_020), failure: noted(busy) },
  activityOf('refreshed', 17.4, 342),
  activityOf('refreshed', 14, 290),
  activityOf('refreshed', 10.6, 640),
  activityOf('refreshed', 7.4, 322),
  activityOf('refreshed', 4.1, 280),
  activityOf('refreshed', 0.8, 305),
];
/** History with a gap: the computer slept after the first refreshes. */
export const slept = history.slice(0, 8).filter(({ what }) => what !== 'refreshFailed');
