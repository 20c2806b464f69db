import { Button } from '@fluentui/react-components';
import type { SignInFailure } from '../../session/failures';
import type { SessionState } from '../../session/state';
import { useAppContext } from '../appContext';
import { SignInError } from '../components/SignInError';
import { userActionOf } from '../nextAction';

interface Props {
  readonly failure: SignInFailure;
  readonly state: SessionState | undefined;
}

/** Why a sign-in beside the workbook failed, with another one where no other part offers it. */
export function SignInNotice({ failure, state }: Props) {
  const { dispatch, messages } = useAppContext();
  const mayBegin =
    state?.kind === 'ready' ||
    state?.kind === 'lost' ||
    (state?.kind === 'open' && state.signInNeeded === undefined);
  return (
    <SignInError failure={failure}>
      {mayBegin ? (
        <Button onClick={() => dispatch(userActionOf.another)}>
          {messages.actions.useAnother}
        </Button>
      ) : undefined}
    </SignInError>
  );
}
