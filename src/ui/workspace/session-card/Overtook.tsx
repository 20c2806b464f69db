import { useAppContext } from '../../appContext';
import { Notice } from '../../components/Notice';
import { Dismiss } from '../Dismiss';
import { signedInMessages } from '../signedInMessages';

/** Message bar of a session that was open already, and that the user did not ask for here. */
export function Overtook() {
  const { title, sentence } = signedInMessages(useAppContext().messages).overtook;
  return (
    <Notice title={title} sentence={sentence} tone="info">
      <Dismiss />
    </Notice>
  );
}
