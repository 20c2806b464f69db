import { waitsForNetwork } from '../../../session/evidence';
import type { Failure, SignInFailure } from '../../../session/failures';
import type { AppState, OpenSession } from '../../../session/state';
import type { ErrorMessage, Messages } from '../../../locales/index';
import { isSigningIn } from '../nextActions';
import { errorMessageFor, signedInMessages } from '../signedInMessages';

/** The message about an open session, and what it is about. */
export type OpenError = ErrorMessage &
  (
    | { readonly kind: 'signingIn' }
    | { readonly kind: 'offline'; readonly failure: Failure | undefined }
    /** The sign-in that the question asked for failed. */
    | { readonly kind: 'signInFailed'; readonly notice: SignInFailure }
    /** The user is asked to sign in. */
    | { readonly kind: 'question'; readonly failure: Failure }
    | { readonly kind: 'failed'; readonly failure: Failure }
  );

/** The message about an open session; undefined if there is none. */
export function openErrorOf(
  state: OpenSession,
  { online, signInNotice }: Pick<AppState, 'online' | 'signInNotice'>,
  messages: Messages,
): OpenError | undefined {
  const { request, signInNeeded } = state;
  const { failure } = request;
  const { reasons, wait } = messages;
  if (isSigningIn(state)) {
    return { kind: 'signingIn', title: wait.signingIn, sentence: wait.signingInHint };
  }
  // The last failure stays visible during the next attempt, so that nothing flickers.
  if (waitsForNetwork(request, online)) {
    return { kind: 'offline', failure, ...signedInMessages(messages).errors.offline };
  }
  if (signInNeeded === undefined) {
    return failure && { kind: 'failed', failure, ...errorMessageFor(failure, messages) };
  }
  if (signInNotice !== undefined) {
    const message = reasons.signIns[signInNotice.reason];
    return { kind: 'signInFailed', notice: signInNotice, ...message };
  }
  const { signIn, signInMayHelp } = signedInMessages(messages).signInQuestion;
  const isRequired = signInNeeded.failure.recovery.kind === 'reauthenticate';
  const message = isRequired ? signIn : signInMayHelp;
  return { kind: 'question', failure: signInNeeded.failure, ...message };
}
