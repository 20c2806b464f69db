import { spawnSync } from 'node:child_process';
import type { CheckOutcome } from './summary';

/**
 * Checks a manifest by a schema, with xmllint. Prints what is wrong.
 *
 * @param program name of xmllint
 */
export function checkSchema(manifest: string, schema: string, program = 'xmllint'): CheckOutcome {
  const { error, status, stderr } = spawnSync(
    program,
    ['--noout', '--nonet', '--schema', schema, manifest],
    { encoding: 'utf8', timeout: 30_000 },
  );
  if (error !== undefined) {
    return {
      kind: 'notChecked',
      because:
        'xmllint is not installed (it is part of libxml2; Debian: apt-get install libxml2-utils)',
    };
  }
  if (status === 0) return { kind: 'passed' };
  console.error(stderr.trim());
  return { kind: 'failed' };
}
