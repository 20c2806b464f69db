import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { OpenSession } from '../../../session/state';
import { afterSignIn } from '../../signInAction';
import { ActionButtons } from '../ActionButtons';
import { untriedFirst } from '../nextActions';
import { signedInMessages } from '../signedInMessages';
import { useAppContext } from '../../appContext';
import { Notice } from '../../components/Notice';
import { SignInError } from '../../components/SignInError';
import type { OpenError } from './openError';

interface Props {
  readonly error: OpenError | undefined;
  readonly request: OpenSession['request'];
}

/** Message bar with the reason why an open session is not refreshed. */
export function OpenErrors({ error, request }: Props) {
  const { dispatch, messages } = useAppContext();
  const goesOn = useGoesOn(request);
  switch (error?.kind) {
    case undefined:
      return null;
    case 'signingIn':
      return (
        <Notice key={error.kind} title={error.title} sentence={error.sentence} tone="info">
          <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>
            {messages.actions.cancel}
          </Button>
        </Notice>
      );
    case 'offline':
      return <Notice key={error.kind} {...error} />;
    case 'signInFailed': {
      const isRefused = afterSignIn(error.notice.reason) === 'another';
      return (
        <SignInError failure={error.notice}>
          <ActionButtons actions={isRefused ? ['another', 'signIn'] : signInOnly} />
        </SignInError>
      );
    }
    case 'question':
      return <SignInNeeded {...error} goesOn={goesOn} />;
    case 'failed':
      return <Failed key={error.title} {...error} goesOn={goesOn} />;
  }
}

/** True if the pane repeats the refresh by itself. A click on Refresh does not change that. */
function useGoesOn(request: OpenSession['request']): boolean {
  const [before, setBefore] = useState(false);
  const goesOn = request.kind === 'refreshing' ? before : request.kind !== 'idle';
  if (goesOn !== before) setBefore(goesOn);
  return goesOn;
}

const signInOnly = ['signIn'] as const;

type ErrorProps<Kind> = Extract<OpenError, { readonly kind: Kind }> & { readonly goesOn: boolean };

/** Asks the user to sign in; refreshes continue meanwhile. */
function SignInNeeded({ title, sentence, failure, goesOn }: ErrorProps<'question'>) {
  const { messages } = useAppContext();
  const { reasons, wait } = messages;
  const tried = { signedIn: { asAnother: failure.anotherFailed === true } };
  const isAskedAgain = failure.afterSignIn === true;
  const actions = isAskedAgain ? untriedFirst(['signIn', 'another'], tried) : signInOnly;
  const reason = failure.signIn;
  const asked = isAskedAgain ? signedInMessages(messages).signInQuestion.signInAgain : sentence;
  const what = goesOn ? messages.joined(asked, wait.goesOn) : asked;
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

function Failed({ title, sentence, failure, goesOn }: ErrorProps<'failed'>) {
  const { messages } = useAppContext();
  const { recovery } = failure;
  const otherAccount = recovery.kind === 'forbidden' && recovery.need === 'otherAccount';
  // The sentence of a failed sign-in tells of a window. There was none.
  const told = failure.signIn === undefined ? [sentence] : [];
  const sentences = goesOn ? [...told, messages.wait.goesOn] : [sentence];
  return (
    <Notice title={title} sentence={sentences.reduce(messages.joined)} failure={failure}>
      {otherAccount && <ActionButtons actions={['another']} />}
    </Notice>
  );
}
