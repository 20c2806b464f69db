import { Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useId, useState, type SubmitEvent } from 'react';
import { persistentIdleTimeoutMs, nonPersistentIdleTimeoutMs } from '../../../session/keepAlive';
import { parseSessionId } from '../../../session/sessionId';
import type { Choices } from '../../../session/state';
import { Button } from '../../components/Button';
import { Icon } from '../../components/icons';
import { TextField } from '../../components/TextField';
import { useAppContext } from '../../appContext';

const minuteMs = 60_000;

/** Starts a session of the chosen kind, or attaches to an existing one. */
export function StartForm({ choices }: { readonly choices: Choices }) {
  const { dispatch, messages, times } = useAppContext();
  const id = useId();
  const { form } = messages;
  const limitMs = choices.persistChanges ? persistentIdleTimeoutMs : nonPersistentIdleTimeoutMs;
  return (
    <section className="stack">
      <div className="stack tight">
        <p className="label" id={id}>
          {form.changes}
        </p>
        <RadioGroup
          aria-labelledby={id}
          value={choices.persistChanges ? 'save' : 'scratch'}
          onChange={(_event, { value }) =>
            dispatch({ kind: 'persistChangesChosen', persistChanges: value === 'save' })
          }
        >
          <Radio value="save" label={form.save} />
          <Radio value="scratch" label={form.scratch} />
        </RadioGroup>
        <p className="quiet">{form.idleLimit(times.count(limitMs / minuteMs))}</p>
      </div>
      <Button
        appearance="primary"
        size="large"
        className="wide"
        onClick={() => dispatch({ kind: 'startRequested' })}
      >
        {messages.actions.start}
      </Button>
      <AttachForm />
    </section>
  );
}

/** Attaches to a session that the user's own code opened. */
function AttachForm() {
  const { dispatch, messages } = useAppContext();
  const [expanded, setExpanded] = useState(false);
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const id = useId();
  const attach = (event: SubmitEvent): void => {
    event.preventDefault();
    const sessionId = parseSessionId(text);
    setRefused(sessionId === undefined);
    if (sessionId !== undefined) dispatch({ kind: 'attachRequested', sessionId });
  };
  return (
    <div className="stack">
      <Button
        appearance="subtle"
        className="disclose"
        aria-expanded={expanded}
        aria-controls={expanded ? id : undefined}
        icon={<Icon name="chevron" className={expanded ? 'turned' : ''} />}
        onClick={() => setExpanded(!expanded)}
      >
        {messages.actions.useExisting}
      </Button>
      {expanded && (
        <form className="stack tight" id={id} noValidate onSubmit={attach}>
          <TextField
            label={messages.form.sessionId}
            hint={messages.form.sessionIdHint}
            fault={refused ? messages.form.sessionIdInvalid : undefined}
          >
            {(aria) => (
              <Input
                {...aria}
                value={text}
                autoComplete="off"
                spellCheck={false}
                onChange={(_event, { value }) => setText(value)}
              />
            )}
          </TextField>
          <div className="row">
            <Button type="submit">{messages.actions.attach}</Button>
          </div>
        </form>
      )}
    </div>
  );
}
