import { parseSessionId } from '../../../session/sessionId';
import { useAppContext } from '../../appContext';
import { FoldedTextForm } from '../../components/FoldedTextForm';
import { signedInMessages } from '../signedInMessages';

/** Attaches to a session that the user's own code opened. */
export function AttachForm() {
  const { dispatch, messages } = useAppContext();
  const { actions } = messages;
  const { form } = signedInMessages(messages);
  return (
    <FoldedTextForm
      button={actions.useExisting}
      label={form.sessionId}
      hint={form.sessionIdHint}
      invalid={form.sessionIdInvalid}
      action={actions.attach}
      submit={(text) => {
        const sessionId = parseSessionId(text);
        if (sessionId === undefined) return false;
        dispatch({ kind: 'attachRequested', sessionId });
        return true;
      }}
    />
  );
}
