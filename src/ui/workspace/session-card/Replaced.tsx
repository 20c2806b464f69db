import type { WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { CopyButton } from '../../components/CopyButton';
import { Notice } from '../../components/Notice';
import { Dismiss } from '../Dismiss';
import { signedInMessages } from '../signedInMessages';

/** Message bar after the service replaced the session: scripts need the new id. */
export function Replaced({ session }: { readonly session: WorkbookSession }) {
  const { title, sentence, copy } = signedInMessages(useAppContext().messages).replaced;
  return (
    <Notice title={title} sentence={sentence} tone="info">
      <CopyButton label={copy} text={session.id} />
      <Dismiss />
    </Notice>
  );
}
