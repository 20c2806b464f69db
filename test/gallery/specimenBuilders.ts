import type { ShownRefusal } from '../../src/ui/appProps';
import { minuteMs } from '../support/durations';
import type {
  EndReason,
  Failure,
  Recovery,
  SignInFailure,
  SignInReason,
  UnsupportedReason,
  WorkbookReason,
} from '../../src/session/failures';
import { initialAppState } from '../../src/session/appState';
import type { Ending, OpenSession, AppState, SessionState } from '../../src/session/state';
import {
  now,
  specimenAccount,
  specimenPlace,
  saved,
  specimenFailure,
  noted,
  notSignedIn,
  activityOf,
  history,
  slept,
} from './specimenParts';

/** One state of the pane, with the other props it needs. */
export interface Specimen {
  readonly name: string;
  readonly appState: AppState;
  readonly language?: string;
  readonly closingEndsKeepAlive?: boolean;
  readonly startsWithWorkbook?: boolean;
  readonly refusals?: readonly ShownRefusal[];
  readonly forgets?: boolean;
}

const appStateOf = (state: SessionState, rest: Partial<AppState> = {}): AppState => ({
  ...initialAppState,
  holdsLock: true,
  state,
  ...rest,
});
export const specimen = (
  name: string,
  state: SessionState,
  rest: Partial<AppState> = {},
  language?: string,
): Specimen => ({
  name,
  appState: appStateOf(state, rest),
  ...(language === undefined ? {} : { language }),
});
export const on = {
  kind: 'on',
  until: now + 218 * minuteMs,
  refreshAt: now + 2.6 * minuteMs,
} as const;
export const open = (
  name: string,
  rest: Partial<OpenSession> = {},
  more: Partial<AppState> = {},
): Specimen =>
  specimen(
    name,
    {
      kind: 'open',
      ...specimenPlace,
      session: saved,
      request: { kind: 'idle' },
      keepAlive: on,
      ...rest,
    },
    { activity: history, ...more },
  );
export const ready = (
  name: string,
  ending: Ending | undefined,
  more: Partial<AppState> = {},
): Specimen =>
  specimen(
    name,
    ending === undefined
      ? { kind: 'ready', ...specimenPlace }
      : { kind: 'ready', ...specimenPlace, ending },
    more,
  );
export const lost = (
  name: string,
  reason: EndReason,
  session = saved,
  recovery: Recovery = { kind: 'ended', reason },
): Specimen =>
  specimen(
    name,
    {
      kind: 'lost',
      ...specimenPlace,
      session,
      reason,
      failure: specimenFailure(recovery, { code: 'invalidSessionNotFound', status: 404 }),
    },
    {
      activity: [
        ...(reason === 'expired' ? slept : history),
        {
          ...activityOf('lost', 0.1),
          failure: noted(specimenFailure(recovery, { status: 404 })),
        },
      ],
    },
  );
export const unsupported = (reason: UnsupportedReason): Specimen =>
  specimen(`unsupported-${reason}`, { kind: 'unsupported', reason });
export const signedOut = (reason: SignInReason, more: Partial<SignInFailure> = {}): Specimen =>
  specimen(`signed-out-${reason}`, {
    kind: 'signedOut',
    notice: { ...notSignedIn(reason), ...more },
  });
export const unlocated = (reason: WorkbookReason, failure?: Failure): Specimen =>
  specimen(`no-workbook-${reason}`, {
    kind: 'noWorkbook',
    account: specimenAccount,
    problem: failure === undefined ? { reason } : { reason, failure },
  });
