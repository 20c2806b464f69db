import { describe, expect, it } from 'vitest';
import { messages } from '../../../src/locales/en/index';
import { signedIn } from '../../../src/locales/en/signedIn';
import type { Recovery } from '../../../src/session/failures';
import type { ReadFailure, ReadFinding } from '../../../src/session/inside';
import {
  isRepeated,
  isSessionInDoubt,
  readMessageFor,
  reasonToRepeat,
} from '../../../src/ui/workspace/look-inside/readMessage';

const refused: Recovery = { kind: 'forbidden', need: 'otherRequest' };
const { errors, needs, recoveries, retries, inside } = signedIn;

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

  it.each<[Partial<ReadFailure>, string | undefined]>([
    // The failure; the title while the browser reports no network, or undefined: not repeated.
    [{ recovery: { kind: 'retry', because: 'locked' } }, retries.locked.title],
    [{ recovery: { kind: 'unknown' }, code: 'network' }, errors.offline.title],
    [{ recovery: { kind: 'unknown' }, code: 'offline' }, errors.offline.title],
    [{ recovery: { kind: 'unknown' }, signIn: 'offline' }, errors.offline.title],
    [{ recovery: { kind: 'unknown' }, code: 'timeout' }, undefined],
    [{ recovery: { kind: 'unknown' }, status: 500 }, undefined],
  ])('%j is repeated where that can do no harm', (fault, title) => {
    const failure: ReadFailure = { recovery: refused, at: 0, ...fault };
    expect(isRepeated(failure)).toBe(title !== undefined);
    if (title === undefined) return;
    expect(reasonToRepeat(failure, messages, false)).toBe(title);
    // With a network only what the answer says is known.
    const { title: known } = readMessageFor(failure, messages);
    expect(reasonToRepeat(failure, messages, true)).toBe(known);
  });
});
