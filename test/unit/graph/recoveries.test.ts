import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseErrorBody } from '../../../src/graph/errorBody';
import type { Meaning } from '../../../src/graph/recoveries';
import { meaningOf } from '../../../src/graph/recoveries';

interface Row {
  readonly code: string;
  readonly statusInferred: number | null;
  readonly sessionOver: boolean;
  readonly resend: string;
  readonly recreateWithSameRequest: string | null;
}
interface ErrorFile {
  readonly topLevel: readonly { readonly code: string; readonly status: number }[];
  readonly secondLevel: readonly Row[];
}
const file = JSON.parse(
  readFileSync(new URL('../../data/graph-excel-errors.json', import.meta.url), 'utf8'),
) as ErrorFile;

/** The meaning of each documented second-level code, written by hand from the documentation. */
const expected: Readonly<Record<string, string>> = {
  accessConflict: 'retry locked',
  badRequestUncategorized: 'forbidden otherRequest',
  conflictUncategorized: 'retry conflict',
  forbiddenUncategorized: 'forbidden permission',
  gatewayTimeoutUncategorized: 'retry',
  internalServerErrorUncategorized: 'ended serviceFault',
  invalidSessionAccessConflict: 'ended conflict',
  invalidSessionAuthentication: 'ended authentication',
  invalidSessionNotFound: 'ended notFound',
  invalidSessionReCreatable: 'recreate',
  invalidSessionRestricted: 'ended restricted',
  invalidSessionUnexpected: 'ended unexpected',
  invalidSessionUnsupportedWorkbook: 'ended unsupportedWorkbook',
  methodNotAllowedUncategorized: 'forbidden otherRequest',
  notFoundUncategorized: 'checkItem',
  notImplementedUncategorized: 'forbidden otherRequest',
  payloadTooLargeUncategorized: 'forbidden otherRequest',
  serviceUnavailableUncategorized: 'retry',
  tooManyRequestsUncategorized: 'retry throttled',
  transientFailure: 'retry',
  unauthorizedUncategorized: 'reauthenticate',
  unsupportedWorkbook: 'forbidden supportedWorkbook',
  accessDenied: 'forbidden permission',
  filteredRangeConflict: 'forbidden otherRequest',
  generalException: 'forbidden otherRequest',
  insertDeleteConflict: 'forbidden otherRequest',
  invalidArgument: 'forbidden otherRequest',
  invalidReference: 'forbidden otherRequest',
  itemAlreadyExists: 'forbidden otherRequest',
  itemNotFound: 'checkItem',
  methodNotAllowed: 'forbidden otherRequest',
  nonBlankCellOffSheet: 'forbidden otherRequest',
  rangeExceedsLimit: 'forbidden otherRequest',
  requestAborted: 'forbidden otherRequest',
  unsupportedOperation: 'forbidden otherRequest',
};

const said = (meaning: Meaning): string => {
  switch (meaning.kind) {
    case 'retry':
      return meaning.because === undefined ? 'retry' : `retry ${meaning.because}`;
    case 'recreate':
      return meaning.certain ? 'recreate' : 'recreate?';
    case 'ended':
      return `ended ${meaning.reason}`;
    case 'forbidden':
      return `forbidden ${meaning.need}`;
    default:
      return meaning.kind;
  }
};

const inSession = { inSession: true };
const body = (...codes: readonly string[]): unknown => ({
  error: codes.reduceRight<unknown>(
    (inner, code) => ({
      code,
      message: 'x',
      ...(inner === undefined ? {} : { innerError: inner }),
    }),
    undefined,
  ),
});
const told = (status: number, source: unknown, asked = inSession): string =>
  said(meaningOf(status, parseErrorBody(source), asked).meaning);

describe('every documented second-level code', () => {
  it('has a row here', () => {
    expect(Object.keys(expected).sort()).toEqual(file.secondLevel.map(({ code }) => code).sort());
  });

  for (const row of file.secondLevel) {
    const meaning = expected[row.code] ?? '';
    const status = row.statusInferred ?? 400;

    it(`${row.code} means ${meaning}`, () => {
      expect(told(status, body('conflict', row.code))).toBe(meaning);
      expect(told(500, body('internalServerError', 'somethingNew', row.code))).toBe(meaning);
      expect(told(status, body(row.code))).toBe(meaning);
    });

    it(`${row.code} ends the session only if the documentation says so`, () => {
      expect(meaning.startsWith('ended') || meaning === 'recreate').toBe(row.sessionOver);
      if (row.resend === 'no' && !row.sessionOver) {
        expect(meaning).toMatch(/^(forbidden|checkItem)/);
      }
      if (row.resend === 'after cooldown') expect(meaning).toMatch(/^retry( throttled)?$/);
      expect(meaning === 'recreate').toBe(row.recreateWithSameRequest === 'yes');
    });

    it(`${row.code} is recognized in any letter case, in both spellings, and within other members`, () => {
      const upper = {
        error: { code: 'unknown', innererror: { CODE: 'x', code: row.code.toUpperCase() } },
      };
      const lower = {
        error: { code: row.code.toLowerCase(), InnerError: { code: 'brandNewCode' } },
      };
      expect(told(status, upper)).toBe(meaning);
      expect(told(status, lower)).toBe(meaning);
    });
  }
});

describe('every documented top-level code', () => {
  const expectedTop: Readonly<Record<string, string>> = {
    badRequest: 'forbidden otherRequest',
    unauthorized: 'reauthenticate',
    forbidden: 'forbidden permission',
    notFound: 'checkItem',
    methodNotAllowed: 'forbidden otherRequest',
    conflict: 'retry conflict',
    payloadTooLarge: 'forbidden otherRequest',
    tooManyRequests: 'retry throttled',
    internalServerError: 'unknown',
    notImplemented: 'forbidden otherRequest',
    badGateway: 'recreate?',
    serviceUnavailable: 'recreate?',
    gatewayTimeout: 'retry',
  };
  for (const { code, status } of file.topLevel) {
    it(`${code} means the same as its status ${status}`, () => {
      expect(told(status, body(code))).toBe(expectedTop[code]);
      expect(told(status, undefined)).toBe(expectedTop[code]);
      expect(told(418, body(code))).toBe(expectedTop[code]);
    });
  }

  it('502 and 503 recreate the session only if the request had one', () => {
    expect(told(502, undefined, { inSession: false })).toBe('unknown');
    expect(told(503, undefined, { inSession: false })).toBe('retry');
    expect(told(503, body('serviceUnavailable', 'transientFailure'))).toBe('retry');
  });
});

describe('codes seen in practice', () => {
  for (const [status, code, meaning] of [
    [409, 'EditModeCannotAcquireLock', 'retry locked'],
    [423, 'EditModeCannotAcquireLock', 'retry locked'],
    [429, 'EditModeCannotAcquireLockTooManyRequests', 'retry locked'],
    [403, 'EditModeAccessDenied', 'forbidden editRight'],
    [403, 'AccessDenied', 'forbidden permission'],
    [500, 'GenericFileOpenError', 'retry fileOpen'],
    [400, 'UnknownError', 'forbidden otherRequest'],
    [404, 'DeploymentInvalidEditSession', 'ended notFound'],
    [404, 'InvalidOrTimedOutSession', 'ended notFound'],
    [429, 'activityLimitReached', 'retry throttled'],
    [503, 'serviceNotAvailable', 'retry'],
    [423, 'resourceLocked', 'retry fileOrSite'],
    [507, 'quotaLimitReached', 'forbidden storageSpace'],
    [507, 'insufficientStorage', 'forbidden storageSpace'],
    [403, 'malwareDetected', 'forbidden cleanFile'],
  ] as const) {
    it(`${code} with ${status} means ${meaning}`, () => {
      expect(told(status, body(code))).toBe(meaning);
    });
  }

  it('a reported body with the deep code on top is parsed on every level', () => {
    expect(told(500, body('GenericFileOpenError', 'internalServerErrorUncategorized'))).toBe(
      'ended serviceFault',
    );
  });
});

describe('a specific code around a general one (the shape of office-js#4506)', () => {
  it.each([
    [403, 'EditModeAccessDenied', 'forbiddenUncategorized', 'forbidden editRight'],
    [409, 'EditModeCannotAcquireLock', 'conflictUncategorized', 'retry locked'],
    [
      429,
      'EditModeCannotAcquireLockTooManyRequests',
      'tooManyRequestsUncategorized',
      'retry locked',
    ],
    [500, 'GenericFileOpenError', 'gatewayTimeoutUncategorized', 'retry fileOpen'],
    [409, 'accessConflict', 'conflictUncategorized', 'retry locked'],
    [500, 'invalidSessionNotFound', 'internalServerErrorUncategorized', 'ended notFound'],
  ])('%i %s › %s means %s', (status, code, general, meaning) => {
    for (const asked of [inSession, { inSession: false }]) {
      expect(told(status, body(code, general), asked)).toBe(meaning);
      expect(told(status, body(code, general, code), asked)).toBe(meaning);
    }
  });

  it.each([
    [403, 'generalException', 'forbiddenUncategorized', 'forbidden permission'],
    [401, 'accessDenied', 'unauthorizedUncategorized', 'reauthenticate'],
    [404, 'invalidArgument', 'notFoundUncategorized', 'checkItem'],
  ])('%i: the outer %s is as general as %s', (status, code, general, meaning) =>
    expect(told(status, body(code, general))).toBe(meaning),
  );
});

describe('a code that the status or the call contradicts', () => {
  const outside = { inSession: false };
  const refusals = Object.entries(expected).flatMap(([code, meaning]) =>
    meaning === 'forbidden otherRequest' ? [code] : [],
  );
  const documented = [...Object.keys(expected), ...file.topLevel.map(({ code }) => code)];

  it.each([
    [500, 'unknown', 'unknown'],
    [502, 'unknown', 'recreate?'],
    [503, 'retry', 'recreate?'],
    [504, 'retry', 'retry'],
    [429, 'retry throttled', 'retry throttled'],
    [501, 'forbidden otherRequest', 'forbidden otherRequest'],
    [409, 'forbidden otherRequest', 'forbidden otherRequest'],
  ])('generalException alone with %i means %s, in a session %s', (status, meaning, within) => {
    expect(told(status, body('generalException'), outside)).toBe(meaning);
    expect(told(status, body('GeneralException', 'brandNew'))).toBe(within);
  });

  it('means no refusal on the outermost level of a fault: the status decides', () => {
    const outermost = fc.constantFrom(...refusals, 'badRequest', 'notImplemented');
    const fault = fc.constantFrom(429, 500, 502, 503, 504, 507, 509, 520);
    fc.assert(
      fc.property(outermost, fault, fc.boolean(), (code, status, inSession) => {
        const asked = { inSession };
        expect(told(status, body(code), asked)).toBe(told(status, undefined, asked));
        expect(told(status, body('brandNew', code), asked)).toBe('forbidden otherRequest');
      }),
    );
  });

  it('leaves the decision to another known code', () => {
    expect(told(500, body('generalException', 'serviceNotAvailable'))).toBe('retry');
    for (const [codes, meaning] of [
      [['GenericFileOpenError', 'internalServerErrorUncategorized'], 'retry fileOpen'],
      [['serviceUnavailable', 'internalServerErrorUncategorized'], 'retry'],
      [['generalException', 'internalServerErrorUncategorized'], 'unknown'],
    ] as const) {
      expect(told(500, body(...codes), outside)).toBe(meaning);
    }
  });

  it('means no lost session where there was none', () => {
    const levels = fc.array(fc.constantFrom(...documented), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(levels, fc.integer({ min: 200, max: 599 }), (codes, status) => {
        expect(told(status, body(...codes), outside)).not.toBe('ended serviceFault');
      }),
    );
  });
});

describe('a status without a code', () => {
  it.each([
    [401, 'reauthenticate'],
    [403, 'forbidden permission'],
    [404, 'checkItem'],
    [410, 'checkItem'],
    [409, 'retry conflict'],
    [423, 'retry fileOrSite'],
    [429, 'retry throttled'],
    [509, 'retry throttled'],
    [507, 'forbidden storageSpace'],
    [415, 'forbidden otherRequest'],
    // Not listed: nothing is known about the next request.
    [407, 'unknown'],
    [408, 'unknown'],
    [431, 'unknown'],
    [451, 'unknown'],
    [418, 'unknown'],
    [425, 'unknown'],
    [499, 'unknown'],
    [520, 'unknown'],
    [299, 'unknown'],
  ])('%i means %s', (status, meaning) => expect(told(status, undefined)).toBe(meaning));

  it('has the innermost code, whichever code decided', () => {
    const wrapped = body(
      'FileOpenUserUnauthorized',
      'unauthorizedUncategorized',
      'FileOpenUserUnauthorized',
    );
    expect(meaningOf(401, parseErrorBody(wrapped), inSession)).toEqual({
      meaning: { kind: 'reauthenticate' },
      code: 'FileOpenUserUnauthorized',
    });
  });
});

describe('an error body', () => {
  it('can be any value, and an unknown code is kept', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), fc.jsonValue(), (status, source) => {
        expect(typeof told(status, source)).toBe('string');
        expect(typeof told(status, { error: source })).toBe('string');
      }),
    );
    expect(meaningOf(500, parseErrorBody(body('brandNew', 'brandNewer')), inSession)).toEqual({
      meaning: { kind: 'unknown' },
      code: 'brandNewer',
    });
  });

  it('has its request ids on any level', () => {
    const source = {
      error: {
        code: 'a',
        innerError: { 'request-id': 'r-1', 'client-request-id': 'c-1', code: 'b' },
      },
    };
    expect(parseErrorBody(source)).toEqual({
      codes: ['a', 'b'],
      requestId: 'r-1',
      clientRequestId: 'c-1',
    });
  });

  it('is parsed to a maximum depth', () => {
    const loop: { code: string; innerError?: unknown } = { code: 'again' };
    loop.innerError = loop;
    expect(parseErrorBody({ error: loop }).codes).toHaveLength(12);
  });

  it('is ignored if it has another shape', () => {
    expect(
      parseErrorBody({ error: { code: '', innerError: { code: 7, 'request-id': 8, other: 'x' } } }),
    ).toEqual({ codes: [] });
    for (const source of [
      null,
      'error',
      7,
      [{ code: 'a' }],
      { error: 'code' },
      { error: [{ code: 'a' }] },
    ]) {
      expect(parseErrorBody(source)).toEqual({ codes: [] });
    }
    expect(meaningOf(500, { codes: [] }, inSession)).toEqual({ meaning: { kind: 'unknown' } });
    expect(meaningOf(418, parseErrorBody(body('badRequest', 'brandNew')), inSession)).toEqual({
      meaning: { kind: 'forbidden', need: 'otherRequest' },
      code: 'brandNew',
    });
  });

  it('has the outermost of several ids', () => {
    const source = { error: { 'Request-Id': 'outer', innerError: { 'request-id': 'inner' } } };
    expect(parseErrorBody(source)).toEqual({ codes: [], requestId: 'outer' });
  });
});
