import { Button, Field, Input, mergeClasses } from '@fluentui/react-components';
import { ChevronDown20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { useId, useState, type SubmitEvent } from 'react';
import { parseSessionId } from '../../../session/sessionId';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';

/** Attaches to a session that the user's own code opened. */
export function AttachForm() {
  const { dispatch, messages } = useAppContext();
  const { actions, form } = messages;
  const layout = useLayout();
  const [expanded, setExpanded] = useState(false);
  const [text, setText] = useState('');
  const [isInvalid, setInvalid] = useState(false);
  const id = useId();
  const attach = (event: SubmitEvent): void => {
    event.preventDefault();
    const sessionId = parseSessionId(text);
    setInvalid(sessionId === undefined);
    if (sessionId !== undefined) dispatch({ kind: 'attachRequested', sessionId });
  };
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
          {actions.useExisting}
        </Button>
      </div>
      {expanded && (
        <form className={layout.stack} id={id} noValidate onSubmit={attach}>
          <Field
            label={form.sessionId}
            hint={form.sessionIdHint}
            {...(isInvalid ? { validationMessage: form.sessionIdInvalid } : {})}
          >
            <Input
              className={layout.wide}
              value={text}
              autoComplete="off"
              spellCheck={false}
              onChange={(_event, { value }) => setText(value)}
            />
          </Field>
          <div className={layout.row}>
            <Button type="submit">{actions.attach}</Button>
          </div>
        </form>
      )}
    </>
  );
}
