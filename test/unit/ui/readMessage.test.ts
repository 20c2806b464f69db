import { describe, expect, it } from 'vitest';
import { messages } from '../../../src/locales/en/index';
import { signedIn } from '../../../src/locales/en/signedIn';
import type { Recovery } from '../../../src/session/failures';
import type { ReadFinding } from '../../../src/session/inside';
import {
  isSessionInDoubt,
  readMessageFor,
} from '../../../src/ui/workspace/look-inside/readMessage';

const refused: Recovery = { kind: 'forbidden', need: 'otherRequest' };
const { needs, recoveries, retries, inside } = signedIn;

describe('a failed read', () => {
  it.each<[Recovery, ReadFinding | undefined, { readonly title: string }, boolean]>([
    // The recovery action; the finding; the message; whether the session is refreshed.
    [refused, 'missing', inside.missing, false],
    [refused, 'notFound', inside.notFound, true],
    [refused, 'badRange', inside.badRange, false],
    [refused, undefined, needs.otherRequest, false],
    [{ kind: 'forbidden', need: 'permission' }, undefined, needs.permission, false],
    [{ kind: 'ended', reason: 'notFound' }, undefined, inside.inDoubt, true],
    [{ kind: 'recreate', certain: true }, undefined, inside.inDoubt, true],
    [{ kind: 'recreate', certain: false }, undefined, inside.inDoubt, true],
    [{ kind: 'reauthenticate' }, undefined, inside.inDoubt, true],
    [{ kind: 'retry', because: 'locked' }, undefined, retries.locked, false],
    [{ kind: 'retry' }, undefined, recoveries.retry, false],
    [{ kind: 'unknown' }, undefined, recoveries.unknown, false],
  ])('%j, finding %s', (recovery, finding, message, inDoubt) => {
    const failure = { recovery, at: 0, ...(finding === undefined ? {} : { finding }) };
    expect(readMessageFor(failure, messages)).toEqual(message);
    expect(isSessionInDoubt(failure)).toBe(inDoubt);
  });
});
