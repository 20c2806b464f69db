import { Button, Field, Input, mergeClasses } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import type { StateOf } from '../../../session/state';
import { Heading } from '../../first-screen/Heading';
import { mayBeLink } from '../links';
import { signedInMessages } from '../signedInMessages';
import { SignInError } from '../../components/SignInError';
import {
  afterWorkbook,
  anotherMayHelp,
  labelOf,
  linkMayHelp,
  organizationMayHelp,
  userActionOf,
} from '../nextActions';
import { useAppContext } from '../../appContext';
import { Notice } from '../../components/Notice';
import { OrganizationForm } from '../../components/OrganizationForm';
import { useLayout } from '../../theme/layout';

/** Screen without a workbook: the reason and the next actions. */
export function NoWorkbook({ problem, notice }: Pick<StateOf<'noWorkbook'>, 'problem' | 'notice'>) {
  const { dispatch, messages } = useAppContext();
  const layout = useLayout();
  const { reason, failure } = problem;
  const refused = notice !== undefined && reason === 'sharedFile';
  const action = afterWorkbook(problem, refused);
  return (
    <main className={mergeClasses(layout.stack, layout.loose)}>
      <Heading>{messages.workbook.none}</Heading>
      <Notice
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
      </Notice>
      {notice !== undefined && <SignInError failure={notice} />}
      {organizationMayHelp(reason) && <OrganizationForm />}
      {linkMayHelp(reason) && <LinkForm />}
    </main>
  );
}

function LinkForm() {
  const { dispatch, messages } = useAppContext();
  const layout = useLayout();
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
    <form className={layout.stack} noValidate onSubmit={submit}>
      <Field
        label={messages.workbook.link}
        hint={messages.workbook.linkHint}
        {...(refused ? { validationMessage: messages.workbook.linkInvalid } : {})}
      >
        <Input
          className={layout.wide}
          type="url"
          value={text}
          autoComplete="off"
          onChange={(_event, { value }) => setText(value)}
        />
      </Field>
      <div className={layout.row}>
        <Button type="submit">{messages.actions.useLink}</Button>
      </div>
    </form>
  );
}
