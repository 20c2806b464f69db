import type { Recovery } from '../../../session/failures';
import type { ReadFailure } from '../../../session/inside';
import type { ErrorMessage, Messages } from '../../../locales/index';
import { hasNoNetwork } from '../../../session/evidence';
import { errorMessageFor, signedInMessages } from '../signedInMessages';

const doubtful: readonly Recovery['kind'][] = ['ended', 'recreate', 'reauthenticate'];

/**
 * True if the answer to a read may mean that the session cannot go on. A refresh then finds out, and
 * the card shows the result with what the user can do.
 */
export const isSessionInDoubt = ({ finding, recovery }: ReadFailure): boolean =>
  finding === 'notFound' || doubtful.includes(recovery.kind);

/**
 * True if the read is repeated by itself: the service asks for that, or there was no network. A read
 * changes nothing.
 */
export const isRepeated = (failure: ReadFailure): boolean =>
  failure.recovery.kind === 'retry' || hasNoNetwork(failure);

/** The reason why a read is repeated. `online` is what the browser reports. */
export const reasonToRepeat = (
  failure: ReadFailure,
  messages: Messages,
  online: boolean,
): string =>
  online || !hasNoNetwork(failure)
    ? readMessageFor(failure, messages).title
    : signedInMessages(messages).errors.offline.title;

/** Message for a failed read. What has become of the session, its card alone says. */
export function readMessageFor(failure: ReadFailure, messages: Messages): ErrorMessage {
  const { inside } = signedInMessages(messages);
  if (failure.finding !== undefined) return inside[failure.finding];
  return isSessionInDoubt(failure) ? inside.inDoubt : errorMessageFor(failure, messages);
}
