import type { Failure } from '../../../session/failures';
import type { OpenSession, SignInQuestion } from '../../../session/state';
import { Button } from '../../components/Button';
import { errorMessageFor } from '../signedInMessages';
import { useAppContext } from '../../appContext';
import { MessageBar } from '../../components/MessageBar';
import { useThrottledUntil } from '../../hooks/useThrottled';

interface Props {
  readonly state: OpenSession;
  readonly throttledUntil: number;
}

/** Message bar with the reason why an open session is not refreshed. */
export function OpenErrors({ state, throttledUntil }: Props) {
  const { dispatch, messages } = useAppContext();
  const { request, signInNeeded } = state;
  const { errors, wait } = messages;
  if (request.kind === 'signingIn') {
    return (
      <MessageBar key="signingIn" title={wait.signingIn} sentence={wait.signingInHint} tone="info">
        <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>
          {messages.actions.cancel}
        </Button>
      </MessageBar>
    );
  }
  if (request.kind === 'waitingForNetwork') {
    return (
      <MessageBar key="network" {...errors.offline} failure={request.failure}>
        <TryNow throttledUntil={0} />
      </MessageBar>
    );
  }
  if (signInNeeded !== undefined) return <SignInNeeded question={signInNeeded} />;
  // The last failure stays visible during the next attempt, so that nothing flickers.
  const { failure } = request;
  return failure === undefined ? null : (
    <Failed failure={failure} again={request.kind !== 'idle'} throttledUntil={throttledUntil} />
  );
}

/**
 * Asks the user to sign in; refreshes continue afterwards. Includes the sign-in error, if there is
 * one.
 */
function SignInNeeded({ question: { failure, notice } }: { readonly question: SignInQuestion }) {
  const { dispatch, messages } = useAppContext();
  const { errors, reasons } = messages;
  const { title, sentence } =
    failure.recovery.kind === 'reauthenticate' ? errors.signIn : errors.signInMayHelp;
  const reason = notice?.reason ?? failure.signIn;
  const more =
    reason === undefined || reason === 'interactionRequired'
      ? undefined
      : reasons.signIns[reason].title;
  return (
    <MessageBar
      key={notice?.at}
      title={title}
      sentence={messages.joined(sentence, errors.goesOn)}
      more={more}
      failure={notice ?? failure}
    >
      <Button
        appearance="primary"
        onClick={() => dispatch({ kind: 'signInRequested', another: false })}
      >
        {messages.actions.signIn}
      </Button>
    </MessageBar>
  );
}

function Failed({
  failure,
  again,
  throttledUntil,
}: {
  readonly failure: Failure;
  readonly again: boolean;
  readonly throttledUntil: number;
}) {
  const { dispatch, messages } = useAppContext();
  const { title, sentence } = errorMessageFor(failure, messages);
  const { recovery } = failure;
  const refused = recovery.kind === 'forbidden';
  const otherAccount = refused && recovery.need === 'otherAccount';
  return (
    <MessageBar
      key={title}
      title={title}
      sentence={again ? messages.joined(sentence, messages.errors.goesOn) : sentence}
      failure={failure}
    >
      {otherAccount && (
        <Button onClick={() => dispatch({ kind: 'signInRequested', another: true })}>
          {messages.actions.useAnother}
        </Button>
      )}
      {/* The service would refuse the same request again. */}
      {!refused && <TryNow throttledUntil={throttledUntil} />}
    </MessageBar>
  );
}

/**
 * Button for an immediate attempt. Hidden while the service is throttling: the next attempt is
 * automatic, and the card shows its time.
 */
function TryNow({ throttledUntil }: { readonly throttledUntil: number }) {
  const { dispatch, messages } = useAppContext();
  const throttled = useThrottledUntil(throttledUntil) !== undefined;
  return throttled ? null : (
    <Button onClick={() => dispatch({ kind: 'refreshRequested' })}>
      {messages.actions.tryNow}
    </Button>
  );
}
