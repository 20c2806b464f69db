import { Button } from '@fluentui/react-components';
import type { SignInFailure } from '../../session/failures';
import type { SessionState } from '../../session/state';
import { useAppContext } from '../appContext';
import { SignInError } from '../components/SignInError';
import { signInActions } from '../signInAction';
import { offers, type TriedRemedies } from './nextActions';

interface Props {
  readonly failure: SignInFailure;
  readonly state: SessionState | undefined;
  readonly tried: TriedRemedies;
}

/** Why a sign-in beside the workbook failed, with another one. */
export function SignInNotice({ failure, state, tried }: Props) {
  const { dispatch, messages } = useAppContext();
  // The question of an open session shows the reason itself.
  if (state?.kind === 'open' && state.signInNeeded !== undefined) return null;
  const isStill = failure.reason === 'cancelled' && state !== undefined && 'account' in state;
  const account = isStill ? state.account.name : undefined;
  const mayBegin =
    state?.kind === 'ready' || state?.kind === 'lost'
      ? !offers('another', state, tried)
      : state?.kind === 'open';
  return (
    <SignInError failure={failure} sentence={account && messages.account.signedInAs(account)}>
      {mayBegin ? (
        <Button onClick={() => dispatch(signInActions.another)}>
          {messages.actions.useAnother}
        </Button>
      ) : undefined}
    </SignInError>
  );
}
