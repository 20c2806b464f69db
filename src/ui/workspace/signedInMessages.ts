import type { Failure } from '../../session/failures';
import type { Messages, SignedInWords, Telling } from '../../locales/index';
import { signedIn as english } from '../../locales/en/signedIn';

/** The words of the screens of somebody who is signed in. English has them in this chunk, other languages in their own. */
export const signedInWords = ({ signedIn }: Messages): SignedInWords => signedIn ?? english;

/** What a failed request is told as. */
export function tellingOf({ verdict, signIn }: Failure, messages: Messages): Telling {
  const { ends, needs, retries, verdicts } = signedInWords(messages);
  if (verdict.kind === 'over') return ends[verdict.reason];
  if (verdict.kind === 'forbidden') return needs[verdict.need];
  // No request was sent: what the sign-in service said is what there is to say.
  if (signIn !== undefined) return messages.reasons.signIns[signIn];
  return verdict.kind === 'retry' && verdict.because !== undefined ? retries[verdict.because] : verdicts[verdict.kind];
}
