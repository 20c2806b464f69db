import type { UnsupportedReason, StateOf } from '../../session/state';
import { Button } from '../components/Button';
import { Heading } from '../components/Heading';
import { Logo } from '../components/icons';
import { SignInError } from '../components/SignInError';
import { afterSignIn, userActionOf, labelOf } from '../workspace/nextActions';
import { useAppContext } from '../appContext';

/** What the pane is for, before anything is asked of the user. */
export function SignedOut({ notice }: Pick<StateOf<'signedOut'>, 'notice'>) {
  const { dispatch, messages, forgets } = useAppContext();
  const { welcome } = messages;
  const failure = notice === 'signedOut' ? undefined : notice;
  const step = failure === undefined ? 'signIn' : afterSignIn(failure.reason);
  return (
    <main className="stack loose">
      <div className="stack">
        <Logo />
        <Heading>{welcome.title}</Heading>
        <p>{welcome.purpose}</p>
        {failure === undefined && (
          <p>
            {notice === 'signedOut'
              ? messages.joined(welcome.signedOut, welcome.account)
              : welcome.account}
          </p>
        )}
      </div>
      {failure !== undefined && <SignInError failure={failure} />}
      <Button
        appearance="primary"
        size="large"
        className="wide"
        onClick={() => dispatch(userActionOf[step])}
      >
        {labelOf(step, messages)}
      </Button>
      {forgets === true && <p className="quiet">{welcome.forgets}</p>}
      {step === 'another' && (
        <Button className="wide" onClick={() => dispatch(userActionOf.signIn)}>
          {messages.actions.signIn}
        </Button>
      )}
    </main>
  );
}

/** Here the pane cannot work; it says why and what would help. */
export function Unsupported({ reason }: { readonly reason: UnsupportedReason }) {
  const { messages } = useAppContext();
  const { title, sentence } = messages.reasons.unsupported[reason];
  const mayHelp = reason !== 'notExcel' && reason !== 'chinaCloud';
  return (
    <main className="stack">
      <Logo />
      <Heading>{title}</Heading>
      <p>{sentence}</p>
      {mayHelp && (
        <div className="row">
          <Button onClick={() => location.reload()}>{messages.actions.reload}</Button>
        </div>
      )}
    </main>
  );
}
