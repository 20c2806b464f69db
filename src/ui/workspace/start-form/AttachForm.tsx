import { parseSessionId } from '../../../session/sessionId';
import { useAppContext } from '../../appContext';
import { FoldedTextForm } from '../../components/FoldedTextForm';
import { signedInMessages } from '../signedInMessages';

/** Attaches to a session that the user's own code opened. */
export function AttachForm() {
  const { dispatch, messages } = useAppContext();
  const { form, labels } = signedInMessages(messages);
  return (
    <FoldedTextForm
      button={labels.useExisting}
      label={form.sessionId}
      hint={form.sessionIdHint}
      invalid={form.sessionIdInvalid}
      action={labels.attach}
      submit={(text) => {
        const sessionId = parseSessionId(text);
        if (sessionId === undefined) return false;
        dispatch({ kind: 'attachRequested', sessionId });
        return true;
      }}
    />
  );
}
