import type { Recovery } from '../../../session/failures';
import type { ReadFailure } from '../../../session/inside';
import type { ErrorMessage, Messages } from '../../../locales/index';
import { errorMessageFor, signedInMessages } from '../signedInMessages';

const doubtful: readonly Recovery['kind'][] = ['ended', 'recreate', 'reauthenticate'];

/**
 * True if the answer to a read may mean that the session cannot go on. A refresh then finds out, and
 * the card shows the result with what the user can do.
 */
export const isSessionInDoubt = ({ finding, recovery }: ReadFailure): boolean =>
  finding === 'notFound' || doubtful.includes(recovery.kind);

/** Message for a failed read. What has become of the session, its card alone says. */
export function readMessageFor(failure: ReadFailure, messages: Messages): ErrorMessage {
  const { inside } = signedInMessages(messages);
  if (failure.finding !== undefined) return inside[failure.finding];
  return isSessionInDoubt(failure) ? inside.inDoubt : errorMessageFor(failure, messages);
}
