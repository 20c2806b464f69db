import { memo } from 'react';
import { Button, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { nonPersistentIdleTimeoutMs, persistentIdleTimeoutMs } from '../../../session/keepAlive';
import type { Choices } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';
import { AttachForm } from './AttachForm';
import { signedInMessages } from '../signedInMessages';

const minuteMs = 60_000;

/** Starts a session of the chosen kind, or attaches to an existing one. */
export const StartForm = memo(function StartForm({ choices }: { readonly choices: Choices }) {
  const { dispatch, messages } = useAppContext();
  const layout = useLayout();
  const { form } = signedInMessages(messages);
  const limitMs = choices.persistChanges ? persistentIdleTimeoutMs : nonPersistentIdleTimeoutMs;
  return (
    <section className={layout.stack}>
      <Field label={form.changes} hint={form.idleLimit(limitMs / minuteMs)}>
        <RadioGroup
          value={choices.persistChanges ? 'save' : 'scratch'}
          onChange={(_event, { value }) =>
            dispatch({ kind: 'persistChangesChosen', persistChanges: value === 'save' })
          }
        >
          <Radio value="save" label={form.save} />
          <Radio value="scratch" label={form.scratch} />
        </RadioGroup>
      </Field>
      <Button
        appearance="primary"
        size="large"
        className={layout.wide}
        onClick={() => dispatch({ kind: 'startRequested' })}
      >
        {signedInMessages(messages).labels.start}
      </Button>
      <AttachForm />
    </section>
  );
});
