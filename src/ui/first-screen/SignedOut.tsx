import type { UnsupportedReason, StateOf } from '../../session/state';
import { Button } from '../components/Button';
import { Heading } from '../components/Heading';
import { Logo } from '../components/icons';
import { SignInError } from '../components/SignInError';
import { afterSignIn, userActionOf, labelOf } from '../workspace/nextActions';
import { useAppContext } from '../appContext';

/** Welcome screen: the purpose of the pane, sign-in, and the error of the last sign-in. */
export function SignedOut({ notice }: Pick<StateOf<'signedOut'>, 'notice'>) {
  const { dispatch, messages, forgets } = useAppContext();
  const { welcome } = messages;
  const failure = notice === 'signedOut' ? undefined : notice;
  const action = failure === undefined ? 'signIn' : afterSignIn(failure.reason);
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
        onClick={() => dispatch(userActionOf[action])}
      >
        {labelOf(action, messages)}
      </Button>
      {forgets === true && <p className="quiet">{welcome.forgets}</p>}
      {action === 'another' && (
        <Button className="wide" onClick={() => dispatch(userActionOf.signIn)}>
          {messages.actions.signIn}
        </Button>
      )}
    </main>
  );
}

/** Screen for an environment in which the pane cannot work: the reason and what may help. */
export function Unsupported({ reason }: { readonly reason: UnsupportedReason }) {
  const { messages } = useAppContext();
  const { title, sentence } = messages.reasons.unsupported[reason];
  const reloadMayHelp = reason !== 'notExcel' && reason !== 'chinaCloud';
  return (
    <main className="stack">
      <Logo />
      <Heading>{title}</Heading>
      <p>{sentence}</p>
      {reloadMayHelp && (
        <div className="row">
          <Button onClick={() => location.reload()}>{messages.actions.reload}</Button>
        </div>
      )}
    </main>
  );
}
