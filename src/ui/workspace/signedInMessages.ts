import type { Failure } from '../../session/failures';
import type { Messages, SignedInMessages, ErrorMessage } from '../../locales/index';
import { signedIn as english } from '../../locales/en/signedIn';

/** The words of the screens of somebody who is signed in. English has them in this chunk, other languages in their own. */
export const signedInMessages = ({ signedIn }: Messages): SignedInMessages => signedIn ?? english;

/** What a failed request is told as. */
export function errorMessageFor({ recovery, signIn }: Failure, messages: Messages): ErrorMessage {
  const { ends, needs, retries, recoveries } = signedInMessages(messages);
  if (recovery.kind === 'ended') return ends[recovery.reason];
  if (recovery.kind === 'forbidden') return needs[recovery.need];
  // No request was sent: what the sign-in service said is what there is to say.
  if (signIn !== undefined) return messages.reasons.signIns[signIn];
  return recovery.kind === 'retry' && recovery.because !== undefined
    ? retries[recovery.because]
    : recoveries[recovery.kind];
}
