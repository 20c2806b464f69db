import { Button } from '@fluentui/react-components';
import type { Failure } from '../../../session/failures';
import type { OpenSession, SignInQuestion } from '../../../session/state';
import { ActionButtons } from '../ActionButtons';
import { isSigningIn, untriedFirst } from '../nextActions';
import { errorMessageFor, signedInMessages } from '../signedInMessages';
import { useAppContext } from '../../appContext';
import { Notice } from '../../components/Notice';

/** Message bar with the reason why an open session is not refreshed. */
export function OpenErrors({ state }: { readonly state: OpenSession }) {
  const { dispatch, messages } = useAppContext();
  const { request, signInNeeded } = state;
  const { errors, wait } = messages;
  if (isSigningIn(state)) {
    return (
      <Notice key="signingIn" title={wait.signingIn} sentence={wait.signingInHint} tone="info">
        <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>
          {messages.actions.cancel}
        </Button>
      </Notice>
    );
  }
  if (request.kind === 'waitingForNetwork') {
    return <Notice key="network" {...errors.offline} failure={request.failure} />;
  }
  if (signInNeeded !== undefined) return <SignInNeeded question={signInNeeded} />;
  // The last failure stays visible during the next attempt, so that nothing flickers.
  const { failure } = request;
  return failure === undefined ? null : (
    <Failed failure={failure} again={request.kind !== 'idle'} />
  );
}

/** Asks the user to sign in; refreshes continue meanwhile. */
function SignInNeeded({ question: { failure } }: { readonly question: SignInQuestion }) {
  const { messages } = useAppContext();
  const { errors, reasons } = messages;
  const { signIn, signInAgain, signInMayHelp } = signedInMessages(messages).signInQuestion;
  const { title, sentence } = failure.recovery.kind === 'reauthenticate' ? signIn : signInMayHelp;
  const tried = { asAnother: failure.anotherFailed === true };
  const isAskedAgain = failure.afterSignIn === true;
  const actions = isAskedAgain ? untriedFirst(['signIn', 'another'], tried) : signInOnly;
  const reason = failure.signIn;
  const what = messages.joined(isAskedAgain ? signInAgain : sentence, errors.goesOn);
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

const signInOnly = ['signIn'] as const;

function Failed({ failure, again }: { readonly failure: Failure; readonly again: boolean }) {
  const { messages } = useAppContext();
  const { title, sentence } = errorMessageFor(failure, messages);
  const { recovery } = failure;
  const otherAccount = recovery.kind === 'forbidden' && recovery.need === 'otherAccount';
  return (
    <Notice
      key={title}
      title={title}
      sentence={again ? messages.joined(sentence, messages.errors.goesOn) : sentence}
      failure={failure}
    >
      {otherAccount && <ActionButtons actions={['another']} />}
    </Notice>
  );
}
