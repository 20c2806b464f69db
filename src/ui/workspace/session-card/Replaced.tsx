import { useState } from 'react';
import type { WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { Button } from '../../components/Button';
import { CopyButton } from '../../components/CopyButton';
import { MessageBar } from '../../components/MessageBar';
import { signedInMessages } from '../signedInMessages';

/** Message bar after the service replaced the session: scripts need the new id. */
export function Replaced({ session }: { readonly session: WorkbookSession }) {
  const { messages } = useAppContext();
  const [isDismissed, setDismissed] = useState(false);
  const { title, sentence, copy } = signedInMessages(messages).replaced;
  if (isDismissed) return null;
  return (
    <MessageBar title={title} sentence={sentence} tone="info">
      <CopyButton label={copy} text={session.id} />
      <Button onClick={() => setDismissed(true)}>{messages.actions.dismiss}</Button>
    </MessageBar>
  );
}
