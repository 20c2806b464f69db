import type { Failure } from '../../../session/failures';
import type { OpenSession, SignInQuestion } from '../../../session/state';
import { Button } from '../../components/Button';
import { tellingOf } from '../signedInMessages';
import { useTools } from '../../appContext';
import { Trouble } from '../../components/ErrorMessage';
import { useThrottledUntil } from '../../hooks/useThrottled';

interface Props {
  readonly state: OpenSession;
  readonly throttledUntil: number;
}

/** What stands between an open session and its next refresh. */
export function OpenTrouble({ state, throttledUntil }: Props) {
  const { act, messages } = useTools();
  const { request, signInNeeded } = state;
  const { trouble, wait } = messages;
  if (request.kind === 'signingIn') {
    return (
      <Trouble key="signingIn" title={wait.signingIn} sentence={wait.signingInHint} tone="info">
        <Button onClick={() => act({ kind: 'givenUp' })}>{messages.act.cancel}</Button>
      </Trouble>
    );
  }
  if (request.kind === 'waitingForNetwork') {
    return <Trouble key="network" {...trouble.offline} failure={request.failure}><TryNow throttledUntil={0} /></Trouble>;
  }
  if (signInNeeded !== undefined) return <SignInNeeded question={signInNeeded} />;
  // During the next attempt the failure of the one before stays, so that nothing flickers.
  const { failure } = request;
  return failure === undefined ? null : <Failed failure={failure} again={request.kind !== 'idle'} throttledUntil={throttledUntil} />;
}

/** The user is asked to sign in, and the refreshes go on. The sentence says what the sign-in service said, if it did. */
function SignInNeeded({ question: { failure, notice } }: { readonly question: SignInQuestion }) {
  const { act, messages } = useTools();
  const { trouble, reasons } = messages;
  const { title, sentence } = failure.verdict.kind === 'reauthenticate' ? trouble.signIn : trouble.signInMayHelp;
  const reason = notice?.reason ?? failure.signIn;
  const more = reason === undefined || reason === 'interactionRequired' ? undefined : reasons.signIns[reason].title;
  return (
    <Trouble key={notice?.at} title={title} sentence={messages.joined(sentence, trouble.goesOn)} more={more} failure={notice ?? failure}>
      <Button appearance="primary" onClick={() => act({ kind: 'signInRequested', another: false })}>{messages.act.signIn}</Button>
    </Trouble>
  );
}

function Failed({ failure, again, throttledUntil }: { readonly failure: Failure; readonly again: boolean; readonly throttledUntil: number }) {
  const { act, messages } = useTools();
  const { title, sentence } = tellingOf(failure, messages);
  const { verdict } = failure;
  const refused = verdict.kind === 'forbidden';
  const otherAccount = refused && verdict.need === 'otherAccount';
  return (
    <Trouble key={title} title={title} sentence={again ? messages.joined(sentence, messages.trouble.goesOn) : sentence} failure={failure}>
      {otherAccount && <Button onClick={() => act({ kind: 'signInRequested', another: true })}>{messages.act.useAnother}</Button>}
      {/* What was refused would be refused again. */}
      {!refused && <TryNow throttledUntil={throttledUntil} />}
    </Trouble>
  );
}

/** While the service is throttling, the next attempt goes by itself: the card says when. */
function TryNow({ throttledUntil }: { readonly throttledUntil: number }) {
  const { act, messages } = useTools();
  const throttled = useThrottledUntil(throttledUntil) !== undefined;
  return throttled ? null : <Button onClick={() => act({ kind: 'refreshRequested' })}>{messages.act.tryNow}</Button>;
}
