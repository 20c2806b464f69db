import { Button } from '@fluentui/react-components';
import { useAppContext } from '../appContext';
import { signedInMessages } from './signedInMessages';

interface Props {
  readonly action?: 'dismissed' | 'unconfirmedDismissed';
}

/** The button by which the user has read a message. */
export function Dismiss({ action = 'dismissed' }: Props) {
  const { dispatch, messages } = useAppContext();
  return (
    <Button onClick={() => dispatch({ kind: action })}>
      {signedInMessages(messages).labels.dismiss}
    </Button>
  );
}
