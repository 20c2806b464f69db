import { Button } from '@fluentui/react-components';
import { useAppContext } from '../../appContext';
import { Notice } from '../../components/Notice';
import { signedInMessages } from '../signedInMessages';

/** Message bar of a session that was open already, and that the user did not ask for here. */
export function Overtook() {
  const { dispatch, messages } = useAppContext();
  const { overtook, labels } = signedInMessages(messages);
  const { title, sentence } = overtook;
  return (
    <Notice title={title} sentence={sentence} tone="info">
      <Button onClick={() => dispatch({ kind: 'dismissed' })}>{labels.dismiss}</Button>
    </Notice>
  );
}
