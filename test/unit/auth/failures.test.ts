import { describe, expect, it } from 'vitest';
import { claimsOf, signInFailure, silentFailure } from '../../../src/auth/failures';

const reasonOf = (error: unknown, dialogCode?: number): string => signInFailure(error, 0, dialogCode).reason;

describe('a failed sign-in', () => {
  it.each([
    ['user_cancelled', 'cancelled'],
    ['user_canceled', 'cancelled'],
    ['access_denied', 'declined'],
    ['popup_window_error', 'windowBlocked'],
    ['empty_window_error', 'windowBlocked'],
    ['timed_out', 'timedOut'],
    ['no_network_connectivity', 'offline'],
    ['interaction_required', 'interactionRequired'],
    ['unauthorized_client', 'configuration'],
    ['brand_new', 'unknown'],
  ])('of code %s is %s', (errorCode, reason) => expect(reasonOf({ errorCode })).toBe(reason));

  it.each([
    ['AADSTS65001: The user or administrator has not consented', 'administratorConsent'],
    ['AADSTS90094: The grant requires administrator permission', 'administratorConsent'],
    ['AADSTS53003: Access has been blocked by Conditional Access policies', 'conditionalAccess'],
    ['AADSTS50020: User account from identity provider does not exist in tenant', 'wrongTenant'],
    ['AADSTS700016: Application was not found in the directory', 'configuration'],
    ['AADSTS65004: User declined to consent', 'declined'],
  ])('with %s is %s', (errorMessage, reason) => {
    const failure = signInFailure({ errorCode: 'invalid_grant', errorMessage, correlationId: 'c' }, 5);
    expect(failure).toEqual({ reason, at: 5, correlationId: 'c', code: /AADSTS\d+/.exec(errorMessage)?.[0] });
  });

  it.each([
    [12002, 'offline'], [12003, 'configuration'], [12006, 'cancelled'], [12007, 'windowOpen'],
    [12009, 'windowBlocked'], [12011, 'windowBlocked'],
    [12004, 'configuration'], [12005, 'configuration'], [12012, 'windowOpen'], [12013, 'windowBlocked'], [12014, 'windowBlocked'], [12999, 'cancelled'],
  ])('in a dialog closed with %i is %s', (code, reason) => {
    expect(reasonOf({ errorCode: 'user_cancelled' }, code)).toBe(reason);
    expect(signInFailure({ errorCode: 'user_cancelled' }, 0, code).code).toBe(String(code));
  });

  it.each([
    [{ errorCode: 'invalid_grant', errorMessage: 'AADSTS65001: nobody has consented' }, 'interactionRequired'],
    [{ errorCode: 'consent_required' }, 'interactionRequired'],
    [{ errorCode: '', name: 'InteractionRequiredAuthError' }, 'interactionRequired'],
    [{ errorCode: 'invalid_grant', errorMessage: 'AADSTS90094: an administrator has to' }, 'administratorConsent'],
    [{ name: 'ChunkLoadError' }, 'offline'],
  ])('without a window (%o) is %s', (error, reason) => expect(silentFailure(error, 0).reason).toBe(reason));

  it('names the claims that a policy asks the next sign-in for', () => {
    expect(claimsOf({ claims: '{"access_token":{}}' })).toBe('{"access_token":{}}');
    expect([{}, { claims: '' }, { claims: 7 }, null, undefined, 'text'].map(claimsOf)).toEqual(Array(6).fill(undefined));
  });

  it('keeps nothing of a message, which may hold a name', () => {
    const failure = signInFailure({ errorCode: 'x', errorMessage: 'AADSTS50020: adele@contoso.example' }, 0);
    expect(JSON.stringify(failure)).not.toContain('adele');
  });

  it.each([undefined, null, 'text', 7, new Error('x')])('of another kind (%s) is unknown', (error) => expect(reasonOf(error)).toBe('unknown'));
});
