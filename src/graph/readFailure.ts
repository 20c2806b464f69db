import type { ReadFailure } from '../session/inside';
import type { Classified } from './classify';
import { otherRequest } from './recoveries';

/**
 * What a read names below the workbook: nothing (a list of the workbook), an item (a sheet or a
 * chart), or a range.
 */
export type Names = 'nothing' | 'item' | 'range';

/**
 * The failure of a read, with what its answer says of the read itself. A 404 may refer to the
 * session, to the file or to the named item. The code of a missing item excludes the session; so
 * does an earlier answer to the same read, and a read without a session (`isReached`). A list names
 * no item.
 */
export function readFailure(
  { meaning, failure }: Classified,
  names: Names,
  isReached: boolean,
): ReadFailure {
  const isMissing = meaning.kind === 'checkItem';
  const failed = failure(isMissing ? otherRequest : meaning);
  if (isMissing) {
    const isItem = isReached || failed.code?.toLowerCase() === 'itemnotfound';
    return { ...failed, finding: isItem && names !== 'nothing' ? 'missing' : 'notFound' };
  }
  return meaning === otherRequest && names === 'range' && failed.status === 400
    ? { ...failed, finding: 'badRange' }
    : failed;
}
