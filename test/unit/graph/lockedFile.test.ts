import { describe, expect, it } from 'vitest';
import { parseErrorBody } from '../../../src/graph/errorBody';
import { meaningOf, type Meaning } from '../../../src/graph/recoveries';

const meaning = (status: number, inSession: boolean, ...codes: readonly string[]): Meaning => {
  const error = codes.reduceRight<unknown>((innerError, code) => ({ code, innerError }), undefined);
  return meaningOf(status, parseErrorBody({ error }), { inSession }).meaning;
};

const fileOrSite: Meaning = { kind: 'retry', because: 'fileOrSite' };

// OneDrive/onedrive-api-docs#912 and #1199: "The file is currently checked out or locked for editing
// by another user" has the code accessDenied, and the status 423.
describe.each([true, false])('accessDenied (in a session: %s)', (inSession) => {
  it.each([
    [['accessDenied'], 'a lock', fileOrSite],
    [['AccessDenied', 'brandNew'], 'a lock', fileOrSite],
    [
      ['accessDenied', 'editModeAccessDenied'],
      'its code',
      { kind: 'forbidden', need: 'editRight' },
    ],
  ])('of a locked file, %j, means %s', (codes, _name, expected) =>
    expect(meaning(423, inSession, ...codes)).toEqual(expected),
  );

  it('means a refusal with any other status of a refusal', () =>
    expect(meaning(403, inSession, 'accessDenied')).toEqual({
      kind: 'forbidden',
      need: 'permission',
    }));
});

// microsoft-graph-explorer-v4#3435: notAllowed around resourceLocked while the file is open in Word;
// dust-tt/dust#20377 and onyx-dot-app/onyx#11266: the same while an administrator has blocked the
// site. Only the first of these locks passes.
describe.each([true, false])('a lock without an owner (in a session: %s)', (inSession) => {
  it.each([
    [423, [], fileOrSite],
    [423, ['resourceLocked'], fileOrSite],
    [423, ['conflict', 'accessConflict'], { kind: 'retry', because: 'locked' }],
    [423, ['notAllowed'], fileOrSite],
    [423, ['notAllowed', 'resourceLocked'], fileOrSite],
    [423, ['resourceLocked', 'notAllowed'], fileOrSite],
    [403, ['notAllowed'], { kind: 'forbidden', need: 'permission' }],
    [400, ['notAllowed'], { kind: 'forbidden', need: 'otherRequest' }],
    [403, ['notAllowed', 'malwareDetected'], { kind: 'forbidden', need: 'cleanFile' }],
  ])('with %i, %j, is read with its status', (status, codes, expected) =>
    expect(meaning(status, inSession, ...codes)).toEqual(expected),
  );
});
