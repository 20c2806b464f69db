import { Button } from '@fluentui/react-components';
import type { Failure } from '../../../session/failures';
import type { OpenSession, SignInQuestion } from '../../../session/state';
import { errorMessageFor } from '../signedInMessages';
import { labelOf, userActionOf } from '../nextActions';
import { useAppContext } from '../../appContext';
import { Notice } from '../../components/Notice';

/** Message bar with the reason why an open session is not refreshed. */
export function OpenErrors({ state }: { readonly state: OpenSession }) {
  const { dispatch, messages } = useAppContext();
  const { request, signInNeeded, switching } = state;
  const { errors, wait } = messages;
  if (signInNeeded?.requestKey !== undefined || switching !== undefined) {
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

/**
 * Asks the user to sign in; refreshes continue afterwards. Includes the sign-in error, if there is
 * one.
 */
function SignInNeeded({ question: { failure, notice } }: { readonly question: SignInQuestion }) {
  const { dispatch, messages } = useAppContext();
  const { errors, reasons } = messages;
  const isRequired = failure.recovery.kind === 'reauthenticate';
  const required = failure.afterSignIn === undefined ? errors.signIn : errors.signInAgain;
  const { title, sentence } = isRequired ? required : errors.signInMayHelp;
  const actions = failure.afterSignIn === undefined ? (['signIn'] as const) : untriedOf(failure);
  const reason = notice?.reason ?? failure.signIn;
  const more =
    reason === undefined || reason === 'interactionRequired'
      ? undefined
      : reasons.signIns[reason].title;
  return (
    <Notice
      key={notice?.at}
      title={title}
      sentence={messages.joined(sentence, errors.goesOn)}
      more={more}
      failure={notice ?? failure}
    >
      {actions.map((action, index) => (
        <Button
          key={action}
          appearance={index === 0 ? 'primary' : 'secondary'}
          onClick={() => dispatch(userActionOf[action])}
        >
          {labelOf(action, messages)}
        </Button>
      ))}
    </Notice>
  );
}

const untriedOf = ({ anotherFailed }: Failure) =>
  anotherFailed === undefined ? (['another', 'signIn'] as const) : (['signIn', 'another'] as const);

function Failed({ failure, again }: { readonly failure: Failure; readonly again: boolean }) {
  const { dispatch, messages } = useAppContext();
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
      {otherAccount && (
        <Button
          appearance="primary"
          onClick={() => dispatch({ kind: 'signInRequested', another: true })}
        >
          {messages.actions.useAnother}
        </Button>
      )}
    </Notice>
  );
}
