import type { ComponentType } from 'react';
import type { SignInFailure, UnsupportedReason } from '../../session/failures';
import { keepsTrying } from '../../session/repeating';
import type { StateOf } from '../../session/state';
import { afterSignIn, signInActions, signInLabel } from '../signInAction';
import { useAppContext } from '../appContext';
import { Heading } from './Heading';
import { PlainButton } from './PlainButton';
import { Reload } from './Reload';

interface Props {
  readonly state: StateOf<'signedOut'>;
  /** A session of the user who signed out may be open. */
  readonly mayBeOpen: boolean;
  /** The message bar for a failed sign-in, which loads as a part of the workspace. */
  readonly SignInError: ComponentType<{ readonly failure: SignInFailure }>;
}

/** Welcome screen: the purpose of the pane, sign-in, and the error of the last sign-in. */
export function SignedOut({ state, mayBeOpen, SignInError }: Props) {
  const { dispatch, messages, forgets } = useAppContext();
  const { mayBeOpen: open, welcome } = messages;
  const { notice } = state;
  const failure = notice === 'signedOut' ? undefined : notice;
  const action = failure === undefined ? 'signIn' : afterSignIn(failure.reason);
  return (
    <main>
      <img src="assets/icon.svg" width="40" height="40" alt="" />
      <Heading>{welcome.title}</Heading>
      <p>{welcome.purpose}</p>
      {failure === undefined ? (
        <p>
          {notice === undefined
            ? welcome.account
            : messages.joined(welcome.signedOut, welcome.account)}
        </p>
      ) : (
        <SignInError failure={failure} />
      )}
      {mayBeOpen && <p role="alert">{messages.because(open.title, open.sentence)}</p>}
      {keepsTrying(state) && <p className="quiet">{messages.wait.goesOn}</p>}
      <PlainButton primary onClick={() => dispatch(signInActions[action])}>
        {signInLabel(action, messages)}
      </PlainButton>
      {forgets === true && <p className="quiet">{welcome.forgets}</p>}
      {action === 'another' && (
        <PlainButton onClick={() => dispatch(signInActions.signIn)}>
          {messages.actions.signIn}
        </PlainButton>
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
    <main>
      <img src="assets/icon.svg" width="40" height="40" alt="" />
      <Heading>{title}</Heading>
      <p>{sentence}</p>
      {reloadMayHelp && <Reload role="alert" />}
    </main>
  );
}
