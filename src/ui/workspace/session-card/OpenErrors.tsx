import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Failure } from '../../../session/failures';
import type { AppState, OpenSession, SignInQuestion } from '../../../session/state';
import type { ErrorMessage, Messages } from '../../../locales/index';
import { afterSignIn } from '../../nextAction';
import { ActionButtons } from '../ActionButtons';
import { isSigningIn, untriedFirst } from '../nextActions';
import { errorMessageFor, signedInMessages } from '../signedInMessages';
import { useAppContext } from '../../appContext';
import { Notice } from '../../components/Notice';
import { SignInError } from '../../components/SignInError';

export interface OpenErrorsProps extends Pick<AppState, 'online' | 'signInNotice'> {
  readonly state: OpenSession;
}

interface Shown extends ErrorMessage {
  readonly kind: 'signingIn' | 'offline' | 'refused' | 'question' | 'failed';
}

/** What the message bar of an open session tells; undefined if there is none. */
export function shownError(
  { state, online, signInNotice }: OpenErrorsProps,
  messages: Messages,
): Shown | undefined {
  const { request, signInNeeded } = state;
  const { failure } = request;
  const { errors, reasons, wait } = messages;
  if (isSigningIn(state)) {
    return { kind: 'signingIn', title: wait.signingIn, sentence: wait.signingInHint };
  }
  // The last failure stays visible during the next attempt, so that nothing flickers.
  const isTrying = request.kind === 'refreshing' && failure !== undefined;
  if (request.kind === 'waitingForNetwork' || (isTrying && !online)) {
    return { kind: 'offline', ...errors.offline };
  }
  if (signInNeeded !== undefined) {
    if (signInNotice !== undefined) {
      return { kind: 'refused', ...reasons.signIns[signInNotice.reason] };
    }
    const { signIn, signInMayHelp } = signedInMessages(messages).signInQuestion;
    const isRequired = signInNeeded.failure.recovery.kind === 'reauthenticate';
    return { kind: 'question', ...(isRequired ? signIn : signInMayHelp) };
  }
  return failure && { kind: 'failed', ...errorMessageFor(failure, messages) };
}

/** Message bar with the reason why an open session is not refreshed. */
export function OpenErrors(props: OpenErrorsProps) {
  const { dispatch, messages } = useAppContext();
  const { state, signInNotice } = props;
  const { failure } = state.request;
  const goesOn = useGoesOn(state);
  const shown = shownError(props, messages);
  if (shown === undefined) return null;
  const { kind, title, sentence } = shown;
  if (kind === 'question' && state.signInNeeded !== undefined) {
    return <SignInNeeded {...shown} question={state.signInNeeded} goesOn={goesOn} />;
  }
  if (kind === 'refused' && signInNotice !== undefined) {
    const isRefused = afterSignIn(signInNotice.reason) === 'another';
    return (
      <SignInError failure={signInNotice}>
        <ActionButtons actions={isRefused ? ['another', 'signIn'] : signInOnly} />
      </SignInError>
    );
  }
  if (kind === 'failed' && failure !== undefined) {
    return <Failed key={title} {...shown} failure={failure} goesOn={goesOn} />;
  }
  return (
    <Notice
      key={kind}
      title={title}
      sentence={sentence}
      {...(kind === 'signingIn' ? { tone: 'info' } : { failure })}
    >
      {kind === 'signingIn' && (
        <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>
          {messages.actions.cancel}
        </Button>
      )}
    </Notice>
  );
}

/** True if the pane repeats the refresh by itself. A click on Refresh does not change that. */
function useGoesOn({ request }: OpenSession): boolean {
  const [before, setBefore] = useState(false);
  const goesOn = request.kind === 'refreshing' ? before : request.kind !== 'idle';
  if (goesOn !== before) setBefore(goesOn);
  return goesOn;
}

const signInOnly = ['signIn'] as const;

interface MessageProps extends ErrorMessage {
  readonly goesOn: boolean;
}

/** Asks the user to sign in; refreshes continue meanwhile. */
function SignInNeeded({
  title,
  sentence,
  question: { failure },
  goesOn,
}: MessageProps & { readonly question: SignInQuestion }) {
  const { messages } = useAppContext();
  const { errors, reasons } = messages;
  const tried = { asAnother: failure.anotherFailed === true };
  const isAskedAgain = failure.afterSignIn === true;
  const actions = isAskedAgain ? untriedFirst(['signIn', 'another'], tried) : signInOnly;
  const reason = failure.signIn;
  const asked = isAskedAgain ? signedInMessages(messages).signInQuestion.signInAgain : sentence;
  const what = goesOn ? messages.joined(asked, errors.goesOn) : asked;
  const hasCause = reason !== undefined && reason !== 'interactionRequired';
  return (
    <Notice
      title={title}
      sentence={hasCause ? messages.because(reasons.signIns[reason].title, what) : what}
      failure={failure}
    >
      <ActionButtons actions={actions} />
    </Notice>
  );
}

function Failed({
  title,
  sentence,
  failure,
  goesOn,
}: MessageProps & { readonly failure: Failure }) {
  const { messages } = useAppContext();
  const { recovery } = failure;
  const otherAccount = recovery.kind === 'forbidden' && recovery.need === 'otherAccount';
  // The sentence of a failed sign-in tells of a window. There was none.
  const told = failure.signIn === undefined ? [sentence] : [];
  const sentences = goesOn ? [...told, messages.errors.goesOn] : [sentence];
  return (
    <Notice title={title} sentence={sentences.reduce(messages.joined)} failure={failure}>
      {otherAccount && <ActionButtons actions={['another']} />}
    </Notice>
  );
}
