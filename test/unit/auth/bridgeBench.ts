import { expect } from 'vitest';
import type { SignInReason } from '../../../src/session/failures';
import type { MsalAnswer, Desk } from './signInBench';
import { adeleAccount, errorOf, openDesk, tokenOf } from './signInBench';

type Fault = readonly [string, MsalAnswer, SignInReason];

export const asksUser = errorOf('', { name: 'InteractionRequiredAuthError' });
export const disabled = errorOf('nested_app_auth_bridge_disabled', { name: 'ClientAuthError' });

/** The bridge's own faults: a click uses the dialog instead. */
export const ownFaults: readonly Fault[] = [
  ['reports an unlisted error', errorOf('host_exception'), 'unknown'],
  ['returns an empty token', errorOf('null_or_empty_token'), 'unknown'],
  ['does not answer', 'never', 'timedOut'],
  ['reports a timeout', errorOf('bridge_timeout'), 'timedOut'],
  ['reports a passing error', errorOf('', { name: 'ServerError' }), 'unknown'],
  ['is not part of the registration', errorOf('unauthorized_client'), 'configuration'],
];
/** The service's answers, and a bridge without a network: no other method helps. */
export const otherFaults: readonly Fault[] = [
  ['has no network', errorOf('no_network_connectivity'), 'offline'],
  [
    'reports that the service is unavailable',
    errorOf('temporarily_unavailable', { name: 'ServerError' }),
    'unavailable',
  ],
];

/** Test setup whose bridge has returned a token. */
export async function enteredByBridge(): Promise<Desk> {
  const desk = openDesk({ nested: true });
  desk.nested.silent = tokenOf(adeleAccount);
  expect((await desk.silentStart()).ok).toBe(true);
  return desk;
}

/** Reason for which a silent sign-in fails. */
export async function startFails(desk: Desk): Promise<SignInReason | undefined> {
  const outcome = await desk.settled(desk.silentStart());
  return outcome.ok ? undefined : outcome.failure.reason;
}

/** Reason for the failed token request, `ms` later. */
export async function failsAfter(desk: Desk, ms: number): Promise<SignInReason | undefined> {
  await desk.time.run(desk.time.now + ms);
  const outcome = await desk.settled(desk.identity.token({}));
  return outcome.ok ? undefined : outcome.failure.reason;
}

/** The methods that requests used: `[bridge, dialog]`. */
export const windows = (desk: Desk) =>
  [desk.nested, desk.standard].map(
    ({ asked }) => asked.filter(({ how }) => how === 'window').length,
  );
