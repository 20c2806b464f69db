import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/graph/classify';
import { readFailure } from '../../../src/graph/readFailure';
import type { GraphResponse } from '../../../src/graph/request';
import { answered, refused } from './graphScript';

const kinds = ['nothing', 'item', 'range'] as const;

function findings(answer: GraphResponse, isReached: boolean): readonly string[] {
  const classified = classify(answer, { inSession: true }, 0);
  return kinds.map((names) => readFailure(classified, names, isReached).finding ?? '-');
}

describe('what an answer says of a read that names nothing, an item or a range', () => {
  it.each<[string, GraphResponse, readonly string[], readonly string[]]>([
    // The answer; its finding; its finding after an earlier answer to the same read.
    [
      '404',
      answered(404),
      ['notFound', 'notFound', 'notFound'],
      ['notFound', 'missing', 'missing'],
    ],
    [
      '410',
      answered(410),
      ['notFound', 'notFound', 'notFound'],
      ['notFound', 'missing', 'missing'],
    ],
    [
      'notFoundUncategorized',
      refused(404, 'notFoundUncategorized'),
      ['notFound', 'notFound', 'notFound'],
      ['notFound', 'missing', 'missing'],
    ],
    [
      'itemNotFound',
      refused(404, 'ItemNotFound'),
      ['notFound', 'notFound', 'notFound'],
      ['notFound', 'missing', 'missing'],
    ],
    ['400', answered(400), ['-', '-', 'badRange'], ['-', '-', 'badRange']],
    [
      'invalidArgument',
      refused(400, 'invalidArgument'),
      ['-', '-', 'badRange'],
      ['-', '-', 'badRange'],
    ],
    // Codes that say something else of a 400 or a 404.
    ['unsupportedWorkbook', refused(400, 'unsupportedWorkbook'), ['-', '-', '-'], ['-', '-', '-']],
    [
      'invalidSessionNotFound',
      refused(404, 'invalidSessionNotFound'),
      ['-', '-', '-'],
      ['-', '-', '-'],
    ],
    ['405', answered(405), ['-', '-', '-'], ['-', '-', '-']],
    ['a success without content', answered(200, 'text'), ['-', '-', '-'], ['-', '-', '-']],
  ])('%s', (_what, answer, first, later) => {
    expect(findings(answer, false)).toEqual(first);
    expect(findings(answer, true)).toEqual(later);
  });

  it('keeps the recovery action, the status and the code', () => {
    const ended = classify(refused(404, 'invalidSessionNotFound'), { inSession: true }, 0);
    expect(readFailure(ended, 'item', false)).toMatchObject({
      recovery: { kind: 'ended', reason: 'notFound' },
      status: 404,
      code: 'invalidSessionNotFound',
    });
  });
});
