import type { Failure } from '../../session/failures';
import type { Messages, SignedInMessages, ErrorMessage } from '../../locales/index';
import { signedIn as english } from '../../locales/en/signedIn';

/**
 * Messages of the signed-in screens. The English ones are part of this chunk; other languages have
 * theirs in their own chunk.
 */
export const signedInMessages = ({ signedIn }: Messages): SignedInMessages => signedIn ?? english;

/** Error message for a failed request. */
export function errorMessageFor(failure: Failure, messages: Messages): ErrorMessage {
  const { recovery, signIn, code } = failure;
  const { ends, errors, needs, retries, recoveries } = signedInMessages(messages);
  if (recovery.kind === 'ended') return ends[recovery.reason];
  // The code says that the session is gone; a 502 or 503 without a code does not.
  if (recovery.kind === 'recreate' && recovery.certain) return ends.recreatable;
  if (recovery.kind === 'forbidden') return needs[recovery.need];
  // No request was sent, so the sign-in error is the message.
  if (signIn !== undefined) return messages.reasons.signIns[signIn];
  if (code === 'offline') return errors.noNetwork;
  return recovery.kind === 'retry' && recovery.because !== undefined
    ? retries[recovery.because]
    : recoveries[recovery.kind];
}
