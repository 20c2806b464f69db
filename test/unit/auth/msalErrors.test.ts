import {
  BrowserAuthErrorCodes,
  ClientAuthErrorCodes,
  InteractionRequiredAuthErrorCodes,
} from '@azure/msal-browser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimsOf, DialogClosed, signInFailure, silentFailure } from '../../../src/auth/msalErrors';
import { reasonOfCode, reasonOfNumber } from '../../../src/auth/signInReasons';
import type { SignInRemedy, SignInReason } from '../../../src/session/failures';
import { signInRemedies } from '../../../src/session/failures';
import { errorOf, serverError } from './signInBench';

const reasonOf = (error: unknown): SignInReason => signInFailure(error, 0).reason;
const askedBy = (error: unknown): SignInRemedy => signInRemedies[reasonOf(error)];
const closedWith = (code: number | undefined) => new DialogClosed(code, errorOf('user_cancelled'));

describe('a failed sign-in', () => {
  it.each<readonly [string, SignInReason]>([
    ['user_cancelled', 'cancelled'],
    ['user_canceled', 'cancelled'],
    ['access_denied', 'declined'],
    ['popup_window_error', 'windowBlocked'],
    ['empty_window_error', 'windowBlocked'],
    ['interaction_in_progress', 'windowOpen'],
    ['block_nested_popups', 'windowFailed'],
    ['timed_out', 'timedOut'],
    ['temporarily_unavailable', 'unavailable'],
    ['server_error', 'unavailable'],
    ['no_network_connectivity', 'offline'],
    ['post_request_failed', 'offline'],
    ['interaction_required', 'interactionRequired'],
    ['no_tokens_found', 'interactionRequired'],
    ['no_account_found', 'interactionRequired'],
    ['invalid_grant', 'interactionRequired'],
    ['unauthorized_client', 'configuration'],
    ['untrusted_authority', 'configuration'],
    ['cache_quota_exceeded', 'storageFull'],
    ['null_or_empty_token', 'unknown'],
    ['token_parsing_error', 'unknown'],
    ['failed_to_parse_response', 'unknown'],
    ['nested_app_auth_bridge_disabled', 'interactionRequired'],
    ['brand_new', 'unknown'],
  ])('of code %s is %s', (code, reason) => {
    expect(signInFailure(errorOf(code), 7)).toEqual({ reason, code, at: 7 });
  });

  it.each<readonly [number, SignInReason]>([
    [90033, 'unavailable'],
    [50196, 'unavailable'],
    [90055, 'unavailable'],
    [80002, 'unavailable'],
    [65001, 'administratorConsent'],
    [90094, 'administratorConsent'],
    [65004, 'declined'],
    [53000, 'conditionalAccess'],
    [53003, 'conditionalAccess'],
    [53009, 'conditionalAccess'],
    [53011, 'accountBlocked'],
    [530003, 'conditionalAccess'],
    [530021, 'conditionalAccess'],
    [530034, 'accountBlocked'],
    [530032, 'conditionalAccess'],
    [500021, 'conditionalAccess'],
    [50020, 'wrongTenant'],
    [50034, 'wrongTenant'],
    [90072, 'wrongTenant'],
    [500200, 'personalAccount'],
    [50053, 'accountBlocked'],
    [50057, 'accountBlocked'],
    [500571, 'accountBlocked'],
    [50105, 'notAssigned'],
    [700016, 'configuration'],
    [7000218, 'configuration'],
    [9002326, 'configuration'],
    [500011, 'configuration'],
    [50011, 'configuration'],
    [700084, 'interactionRequired'],
    [50173, 'interactionRequired'],
    [50055, 'interactionRequired'],
    [50144, 'interactionRequired'],
    [50076, 'interactionRequired'],
    [70043, 'interactionRequired'],
    [50058, 'interactionRequired'],
    [16000, 'interactionRequired'],
  ])('with AADSTS%i is %s, whatever OAuth calls it', (number, reason) => {
    for (const error of [
      'invalid_grant',
      'invalid_request',
      'access_denied',
      'server_error',
      'brand_new',
    ]) {
      expect(signInFailure(serverError(error, number), 5)).toEqual({
        reason,
        code: `AADSTS${number}`,
        at: 5,
      });
    }
  });

  it('uses OAuth’s own code if the number is not listed', () => {
    expect(signInFailure(serverError('invalid_grant', 59999), 0)).toEqual({
      reason: 'interactionRequired',
      code: 'AADSTS59999',
      at: 0,
    });
    expect(reasonOf(serverError('temporarily_unavailable', 59999))).toBe('unavailable');
  });

  it.each([59999, 52999, 54000, 5300, 531000])(
    'with access_denied and AADSTS%i, which is not listed, is unknown: nobody is said to decline',
    (number) => expect(reasonOf(serverError('access_denied', number))).toBe('unknown'),
  );

  it.each([
    [429, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [599, 'unavailable'],
    [400, 'unknown'],
  ] as const)('of HTTP %i without a listed code is %s', (status, reason) =>
    expect(reasonOf(errorOf('brand_new', { name: 'ServerError', status }))).toBe(reason),
  );

  it('reads the number from every member in which MSAL may return it', () => {
    const places = [
      { errorNo: 90033 },
      { errorNo: '90033' },
      { errorMessage: 'AADSTS90033: x' },
      { message: 'x AADSTS90033' },
    ];
    for (const place of places) {
      expect(signInFailure({ errorCode: 'x', ...place }, 0).code).toBe('AADSTS90033');
    }
    expect(signInFailure({ errorCode: '90033 50196' }, 0)).toMatchObject({
      code: 'AADSTS90033',
      reason: 'unavailable',
    });
  });

  it.each<readonly [number, SignInReason]>([
    [12006, 'cancelled'],
    [12002, 'windowFailed'],
    [12003, 'configuration'],
    [12004, 'configuration'],
    [12005, 'configuration'],
    [12007, 'windowOpen'],
    [12012, 'windowOpen'],
    [12009, 'windowBlocked'],
    [12011, 'windowBlocked'],
    [12013, 'windowBlocked'],
    [12014, 'windowBlocked'],
    [5001, 'windowFailed'],
    [12015, 'windowFailed'],
    [-2147208651, 'windowFailed'],
  ])('in a dialog that ended with %i is %s', (code, reason) => {
    expect(signInFailure(closedWith(code), 0)).toMatchObject({ reason, code: String(code) });
  });

  it('in a dialog that threw is a failed window, with MSAL’s code', () => {
    expect(
      signInFailure(new DialogClosed(undefined, errorOf('popup_window_error')), 0),
    ).toMatchObject({ reason: 'windowFailed', code: 'popup_window_error' });
  });

  it('in a closed dialog has the service’s error, if there is one', () => {
    expect(
      signInFailure(new DialogClosed(12006, serverError('access_denied', 53003)), 0),
    ).toMatchObject({ reason: 'conditionalAccess', code: 'AADSTS53003' });
  });

  it.each<readonly [object, SignInReason]>([
    [{ errorCode: 'invalid_grant', errorMessage: 'AADSTS65001: consent' }, 'interactionRequired'],
    [{ errorCode: 'consent_required' }, 'interactionRequired'],
    [{ errorCode: '', name: 'InteractionRequiredAuthError' }, 'interactionRequired'],
    [
      { errorCode: 'invalid_grant', errorMessage: 'AADSTS90094: an administrator' },
      'administratorConsent',
    ],
  ])('without a window (%o) is %s', (error, reason) =>
    expect(silentFailure(error, 0).reason).toBe(reason),
  );

  it('has the claims that a policy requires from the next sign-in', () => {
    expect(claimsOf({ claims: '{"access_token":{}}' })).toBe('{"access_token":{}}');
    expect([{}, { claims: '' }, { claims: 7 }, null, undefined, 'text'].map(claimsOf)).toEqual(
      Array(6).fill(undefined),
    );
  });

  it('keeps no part of a message, which may contain a name', () => {
    const failure = signInFailure(
      { errorCode: 'x', errorMessage: 'AADSTS50020: adele@contoso.example', correlationId: 'c' },
      0,
    );
    expect(failure).toEqual({
      reason: 'wrongTenant',
      code: 'AADSTS50020',
      correlationId: 'c',
      at: 0,
    });
  });

  it('has no code if MSAL returns none', () => {
    expect(signInFailure(errorOf(''), 0)).not.toHaveProperty('code');
  });

  it('ignores members of a type other than MSAL’s declaration', () => {
    const odd = [
      { errorCode: 7 },
      { errorCode: 'x', status: '503' },
      { errorCode: 'x', errorNo: [90033] },
      { errorCode: 'x 90033' },
      { errorCode: 'x', correlationId: {} },
    ];
    expect(odd.map((error) => signInFailure(error, 0))).toEqual(
      ['', 'x', 'x', 'x 90033', 'x'].map((code) => ({
        reason: 'unknown',
        at: 0,
        ...(code === '' ? {} : { code }),
      })),
    );
  });

  it.each([undefined, null, 'text', 7, new Error('x')])(
    'of another type (%s) is unknown',
    (error) => expect(reasonOf(error)).toBe('unknown'),
  );
});

describe('the recovery action of a failed sign-in', () => {
  it('is interaction only if the service requires it, or the account cannot be used', () => {
    const asking = (ask: SignInRemedy) =>
      Object.entries(signInRemedies)
        .filter(([, asked]) => asked === ask)
        .map(([reason]) => reason)
        .toSorted();
    expect(asking('user')).toEqual([
      'accountBlocked',
      'administratorConsent',
      'conditionalAccess',
      'declined',
      'interactionRequired',
      'notAssigned',
      'personalAccount',
      'wrongAccount',
      'wrongTenant',
    ]);
    expect(asking('retry')).toEqual([
      'notLoaded',
      'offline',
      'storageFull',
      'timedOut',
      'unavailable',
      'unknown',
    ]);
    expect(asking('nothing')).toEqual([
      'cancelled',
      'configuration',
      'windowBlocked',
      'windowFailed',
      'windowOpen',
    ]);
  });

  const anyCode = fc
    .oneof(fc.string(), fc.stringMatching(/^[a-z]{2,12}(_[a-z]{2,12}){0,3}$/))
    .filter((code) => !reasonOfCode.has(code) && !/^\d/.test(code));
  const anyNumber = fc
    .integer({ min: 1_000, max: 99_999_999 })
    .filter((number) => reasonOfNumber(number) === undefined);
  const anyKind = fc.constantFrom(
    'AuthError',
    'ClientAuthError',
    'ServerError',
    'BrowserAuthError',
    'NetworkError',
    'TypeError',
    '',
  );

  it('is a retry for every unlisted code and number', () => {
    fc.assert(
      fc.property(
        anyCode,
        fc.option(anyNumber, { nil: undefined }),
        anyKind,
        (code, number, name) => {
          const error = errorOf(code, {
            name,
            ...(number === undefined ? {} : { errorMessage: `AADSTS${number}: words` }),
          });
          expect(askedBy(error)).toBe('retry');
          expect(signInRemedies[silentFailure(error, 0).reason]).toBe('retry');
        },
      ),
    );
  });

  it('is a retry for every thrown value that is not an MSAL error', () => {
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        fc.pre(
          !(
            typeof thrown === 'object' &&
            thrown !== null &&
            ('errorCode' in thrown || 'name' in thrown || 'status' in thrown)
          ),
        );
        expect(askedBy(thrown)).toBe('retry');
      }),
    );
  });

  it('is never interaction for a dialog that could not be opened', () => {
    fc.assert(
      fc.property(
        fc.integer().filter((code) => code < 12_000 || code > 12_014),
        (code) => {
          expect(signInFailure(closedWith(code), 0)).toMatchObject({
            reason: 'windowFailed',
            code: String(code),
          });
        },
      ),
    );
  });

  it('is interaction for every code with which MSAL itself requires it', () => {
    for (const code of Object.values(
      InteractionRequiredAuthErrorCodes as Readonly<Record<string, string>>,
    )) {
      expect([code, askedBy(errorOf(code))]).toEqual([code, 'user']);
    }
  });

  it('is interaction for no other MSAL code except a missing account or bridge', () => {
    const codes = Object.values({ ...BrowserAuthErrorCodes, ...ClientAuthErrorCodes } as Readonly<
      Record<string, string>
    >);
    expect(codes.length).toBeGreaterThan(80);
    expect(codes.filter((code) => askedBy(errorOf(code)) === 'user').toSorted()).toEqual([
      'nested_app_auth_bridge_disabled',
      'no_account_error',
      'no_account_found',
      'no_account_in_silent_request',
    ]);
  });
});
