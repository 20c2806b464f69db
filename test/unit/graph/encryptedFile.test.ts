import { describe, expect, it } from 'vitest';
import { codes, failureOf } from '../session/serviceAnswers';
import { noon } from '../session/reducerBench';

// microsoft-graph-docs#19404: a sensitivity label encrypts the file. An application with access to
// all sites is refused, too.
const encrypted = codes(
  403,
  'OpenWorkbookAccessDenied',
  'forbiddenUncategorized',
  'OpenWorkbookAccessDenied',
);

describe('a workbook that Excel’s service may not open', () => {
  it.each(['open', 'refresh', 'close'] as const)(
    'is told apart from a refusal without a reason (%s)',
    async (call) => {
      expect(await failureOf(encrypted, call, noon)).toMatchObject({
        recovery: { kind: 'forbidden', need: 'unencryptedFile' },
        code: 'OpenWorkbookAccessDenied',
      });
    },
  );
});
