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
 * session, to the file or to the named item, `itemNotFound` too: an ended session has that code. An
 * earlier answer to the same read excludes the session, and so does a read without a session
 * (`isReached`). A list names no item.
 */
export function readFailure(
  { meaning, failure }: Classified,
  names: Names,
  isReached: boolean,
): ReadFailure {
  const isMissing = meaning.kind === 'checkItem';
  const failed = failure(isMissing ? otherRequest : meaning);
  if (isMissing) {
    return { ...failed, finding: isReached && names !== 'nothing' ? 'missing' : 'notFound' };
  }
  return meaning === otherRequest && names === 'range' && failed.status === 400
    ? { ...failed, finding: 'badRange' }
    : failed;
}
