import { Input } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import type { StateOf } from '../../../session/state';
import { Button } from '../../components/Button';
import { Heading } from '../../components/Heading';
import { mayBeLink } from '../links';
import { signedInMessages } from '../signedInMessages';
import { SignInError } from '../../components/SignInError';
import { afterWorkbook, anotherMayHelp, userActionOf, labelOf, linkMayHelp } from '../nextActions';
import { TextField } from '../../components/TextField';
import { useAppContext } from '../../appContext';
import { MessageBar } from '../../components/MessageBar';

/** Screen without a workbook: the reason and the next actions. */
export function NoWorkbook({ problem, notice }: Pick<StateOf<'noWorkbook'>, 'problem' | 'notice'>) {
  const { dispatch, messages } = useAppContext();
  const { reason, failure } = problem;
  const refused = notice !== undefined && reason === 'sharedFile';
  const action = afterWorkbook(problem, refused);
  return (
    <main className="stack loose">
      <Heading>{messages.workbook.none}</Heading>
      <MessageBar
        key={reason}
        {...signedInMessages(messages).workbooks[reason]}
        tone="info"
        failure={failure}
      >
        <Button appearance="primary" onClick={() => dispatch(userActionOf[action])}>
          {labelOf(action, messages)}
        </Button>
        {action !== 'checkAgain' && (
          <Button onClick={() => dispatch(userActionOf.checkAgain)}>
            {messages.actions.checkAgain}
          </Button>
        )}
        {refused && (
          <Button onClick={() => dispatch(userActionOf.askAllFiles)}>
            {messages.actions.askAllFiles}
          </Button>
        )}
        {anotherMayHelp(reason) && action !== 'another' && (
          <Button onClick={() => dispatch(userActionOf.another)}>
            {messages.actions.useAnother}
          </Button>
        )}
      </MessageBar>
      {notice !== undefined && <SignInError failure={notice} />}
      {linkMayHelp(reason) && <LinkForm />}
    </main>
  );
}

function LinkForm() {
  const { dispatch, messages } = useAppContext();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const link = text.trim();
    const valid = mayBeLink(link);
    setRefused(!valid);
    if (valid) dispatch({ kind: 'linkGiven', link });
  };
  return (
    <form className="stack tight" noValidate onSubmit={submit}>
      <TextField
        label={messages.workbook.link}
        hint={messages.workbook.linkHint}
        fault={refused ? messages.workbook.linkInvalid : undefined}
      >
        {(aria) => (
          <Input
            {...aria}
            type="url"
            value={text}
            autoComplete="off"
            onChange={(_event, { value }) => setText(value)}
          />
        )}
      </TextField>
      <div className="row">
        <Button type="submit">{messages.actions.useLink}</Button>
      </div>
    </form>
  );
}
