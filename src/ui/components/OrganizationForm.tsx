import { Button, Field, Input, mergeClasses } from '@fluentui/react-components';
import { ChevronDown20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { useId, useState, type SubmitEvent } from 'react';
import { parseOrganization } from '../../session/organization';
import { useAppContext } from '../appContext';
import { useLayout } from '../theme/layout';

/**
 * Signs a guest in to the organization that stores the workbook, which the workbook's address
 * suggests. An empty text is the account's own organization. Nothing where the configuration names
 * the only organization.
 */
export function OrganizationForm() {
  const { dispatch, messages, organizationIsFixed, suggestedOrganization } = useAppContext();
  const { account, actions } = messages;
  const layout = useLayout();
  const [expanded, setExpanded] = useState(false);
  const [text, setText] = useState<string>();
  const [isInvalid, setInvalid] = useState(false);
  const id = useId();
  const shown = text ?? suggestedOrganization;
  const signIn = (event: SubmitEvent): void => {
    event.preventDefault();
    const organization = shown.trim() === '' ? '' : parseOrganization(shown);
    setInvalid(organization === undefined);
    if (organization !== undefined) {
      dispatch({ kind: 'signInRequested', another: false, organization });
    }
  };
  if (organizationIsFixed) return null;
  return (
    <>
      <div className={mergeClasses(layout.row, layout.snug)}>
        <Button
          appearance="subtle"
          aria-expanded={expanded}
          aria-controls={expanded ? id : undefined}
          icon={expanded ? <ChevronDown20Regular /> : <ChevronRight20Regular />}
          onClick={() => setExpanded(!expanded)}
        >
          {actions.otherOrganization}
        </Button>
      </div>
      {expanded && (
        <form className={layout.stack} id={id} noValidate onSubmit={signIn}>
          <Field
            label={account.organizationName}
            hint={account.organizationHint}
            {...(isInvalid ? { validationMessage: account.organizationInvalid } : {})}
          >
            <Input
              className={layout.wide}
              value={shown}
              autoComplete="off"
              spellCheck={false}
              onChange={(_event, { value }) => setText(value)}
            />
          </Field>
          <div className={layout.row}>
            <Button type="submit">{actions.signIn}</Button>
          </div>
        </form>
      )}
    </>
  );
}
