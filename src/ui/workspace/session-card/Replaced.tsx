import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { CopyButton } from '../../components/CopyButton';
import { Notice } from '../../components/Notice';
import { signedInMessages } from '../signedInMessages';

/** Message bar after the service replaced the session: scripts need the new id. */
export function Replaced({ session }: { readonly session: WorkbookSession }) {
  const { messages } = useAppContext();
  const [isDismissed, setDismissed] = useState(false);
  const { title, sentence, copy } = signedInMessages(messages).replaced;
  if (isDismissed) return null;
  return (
    <Notice title={title} sentence={sentence} tone="info">
      <CopyButton label={copy} text={session.id} />
      <Button onClick={() => setDismissed(true)}>
        {signedInMessages(messages).labels.dismiss}
      </Button>
    </Notice>
  );
}
