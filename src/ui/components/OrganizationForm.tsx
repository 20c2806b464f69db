import { parseOrganization } from '../../session/parseOrganization';
import { useAppContext } from '../appContext';
import { useReadable, whole } from '../hooks/useReadable';
import { signedInMessages } from '../workspace/signedInMessages';
import { FoldedTextForm } from './FoldedTextForm';

/**
 * Signs a guest in to the organization that stores the workbook, which the workbook's address
 * suggests. An empty text is the account's own organization. Nothing where the configuration names
 * the only organization.
 */
export function OrganizationForm() {
  const { appState, dispatch, messages } = useAppContext();
  const { organizationIsFixed, suggestedOrganization } = useReadable(appState, whole);
  const { labels, organizationForm: form } = signedInMessages(messages);
  if (organizationIsFixed) return null;
  return (
    <FoldedTextForm
      button={labels.otherOrganization}
      label={form.label}
      hint={form.hint}
      invalid={form.invalid}
      suggestion={suggestedOrganization}
      action={messages.actions.signIn}
      submit={(text) => {
        const organization = text.trim() === '' ? '' : parseOrganization(text);
        if (organization === undefined) return false;
        dispatch({ kind: 'signInRequested', another: false, organization });
        return true;
      }}
    />
  );
}
