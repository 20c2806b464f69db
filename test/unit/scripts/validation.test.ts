import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { onlineOutcome } from '../../../scripts/validation/online';
import { checkSchema } from '../../../scripts/validation/schema';
import type { Check } from '../../../scripts/validation/summary';
import { hasFailed, summaryOf } from '../../../scripts/validation/summary';
import { repositoryRoot } from '../manifestElements';

const passed: Check = { name: 'rules', outcome: { kind: 'passed' } };
const failed: Check = { name: 'schema', outcome: { kind: 'failed' } };
const notChecked: Check = {
  name: 'service',
  outcome: { kind: 'notChecked', because: 'it cannot be reached' },
};

describe('the summary of npm run validate', () => {
  it('has a line for what was checked, what failed, and what was not checked and why', () => {
    expect(summaryOf([passed, failed, notChecked])).toBe(
      'checked      rules\nfailed       schema\nnot checked  service, because it cannot be reached',
    );
  });

  it('takes a failure for one, and what was not checked for none', () => {
    expect(hasFailed([passed, notChecked])).toBe(false);
    expect(hasFailed([passed, failed, notChecked])).toBe(true);
    expect(hasFailed([])).toBe(false);
  });
});

describe('Microsoft’s validation service', () => {
  it.each([
    ['a valid manifest', 0, 'The manifest is valid.\n', { kind: 'passed' }],
    ['an invalid one', 1, 'Error #1: \nThe manifest is not valid.\n', { kind: 'failed' }],
  ])('tells %s', (_what, status, output, outcome) => {
    expect(onlineOutcome({ status, output })).toEqual(outcome);
  });

  it.each([
    [null, '', /did not answer within 30 s/],
    [
      1,
      'Error: Unable to contact the manifest validation service.\nFetchError',
      /cannot be reached/,
    ],
    [1, 'Unable to validate the manifest.\n503\nService Unavailable', /no usable answer/],
    [1, "Cannot find module 'office-addin-manifest'", /no usable answer/],
    [0, '', /no usable answer/],
    [1, 'The manifest is valid.', /no usable answer/],
  ])('that ends with %j and says %j has checked nothing', (status, output, because) => {
    expect(onlineOutcome({ status, output })).toEqual({
      kind: 'notChecked',
      because: expect.stringMatching(because) as string,
    });
  });
});

describe('the schema', () => {
  const schema = fileURLToPath(new URL('test/data/manifest-schema/driver.xsd', repositoryRoot));
  const manifest = fileURLToPath(new URL('manifest.xml', repositoryRoot));

  it('is not checked without xmllint', () => {
    expect(checkSchema(manifest, schema, 'no-such-xmllint')).toEqual({
      kind: 'notChecked',
      because: expect.stringContaining('xmllint is not installed') as string,
    });
  });

  const isThere = checkSchema(manifest, schema).kind !== 'notChecked';
  it.skipIf(!isThere)(
    'passes the manifest, and fails a broken one (skipped without xmllint)',
    () => {
      expect(checkSchema(manifest, schema)).toEqual({ kind: 'passed' });
      const folder = mkdtempSync(join(tmpdir(), 'session-keeper-'));
      const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
      try {
        const broken = join(folder, 'manifest.xml');
        writeFileSync(
          broken,
          readFileSync(manifest, 'utf8').replace('<Hosts>', '<Hosts><Elsewhere />'),
        );
        expect(checkSchema(broken, schema)).toEqual({ kind: 'failed' });
        expect(said.mock.calls.join()).toContain('Elsewhere');
      } finally {
        said.mockRestore();
        rmSync(folder, { recursive: true });
      }
    },
  );
});
