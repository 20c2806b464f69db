import type { Failure } from '../session/failure';
import type { Messages, SignedInWords, Telling } from '../strings/index';
import { signedIn as english } from '../strings/enSignedIn';

/** The words of the screens of somebody who is signed in. English has them in this chunk, other languages in their own. */
export const signedInWords = ({ signedIn }: Messages): SignedInWords => signedIn ?? english;

/** What a failed request is told as. */
export function tellingOf({ verdict }: Failure, messages: Messages): Telling {
  const { ends, needs, verdicts } = signedInWords(messages);
  if (verdict.kind === 'over') return ends[verdict.reason];
  if (verdict.kind === 'forbidden') return needs[verdict.need];
  return verdict.kind === 'retry' && verdict.locked ? needs.unlocked : verdicts[verdict.kind];
}
