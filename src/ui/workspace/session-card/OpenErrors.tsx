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

/** What stands between an open session and its next refresh. */
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
  // During the next attempt the failure of the one before stays, so that nothing flickers.
  const { failure } = request;
  return failure === undefined ? null : (
    <Failed failure={failure} again={request.kind !== 'idle'} throttledUntil={throttledUntil} />
  );
}

/** The user is asked to sign in, and the refreshes go on. The sentence says what the sign-in service said, if it did. */
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
      {/* What was refused would be refused again. */}
      {!refused && <TryNow throttledUntil={throttledUntil} />}
    </MessageBar>
  );
}

/** While the service is throttling, the next attempt goes by itself: the card says when. */
function TryNow({ throttledUntil }: { readonly throttledUntil: number }) {
  const { dispatch, messages } = useAppContext();
  const throttled = useThrottledUntil(throttledUntil) !== undefined;
  return throttled ? null : (
    <Button onClick={() => dispatch({ kind: 'refreshRequested' })}>
      {messages.actions.tryNow}
    </Button>
  );
}
