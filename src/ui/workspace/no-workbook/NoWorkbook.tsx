import { Input } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import type { StateOf } from '../../../session/state';
import { Button } from '../../components/Button';
import { Heading } from '../../components/Heading';
import { mayBeLink } from '../links';
import { signedInWords } from '../signedInMessages';
import { SignInTrouble } from '../../components/SignInError';
import { afterWorkbook, anotherMayHelp, clickOf, labelOf, linkMayHelp } from '../nextActions';
import { TextField } from '../../components/TextField';
import { useTools } from '../../appContext';
import { Trouble } from '../../components/ErrorMessage';

/** No session can be opened on what is open in Excel: why, and what would help. */
export function NoWorkbook({ problem, notice }: Pick<StateOf<'noWorkbook'>, 'problem' | 'notice'>) {
  const { act, messages } = useTools();
  const { reason, failure } = problem;
  const refused = notice !== undefined && reason === 'sharedFile';
  const step = afterWorkbook(problem, refused);
  return (
    <main className="stack loose">
      <Heading>{messages.workbook.none}</Heading>
      <Trouble key={reason} {...signedInWords(messages).workbooks[reason]} tone="info" failure={failure}>
        <Button appearance="primary" onClick={() => act(clickOf[step])}>{labelOf(step, messages)}</Button>
        {step !== 'checkAgain' && <Button onClick={() => act(clickOf.checkAgain)}>{messages.act.checkAgain}</Button>}
        {refused && <Button onClick={() => act(clickOf.askWider)}>{messages.act.askWider}</Button>}
        {anotherMayHelp(reason) && step !== 'another' && <Button onClick={() => act(clickOf.another)}>{messages.act.useAnother}</Button>}
      </Trouble>
      {notice !== undefined && <SignInTrouble failure={notice} />}
      {linkMayHelp(reason) && <LinkForm />}
    </main>
  );
}

function LinkForm() {
  const { act, messages } = useTools();
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const give = (event: SubmitEvent): void => {
    event.preventDefault();
    const link = text.trim();
    const good = mayBeLink(link);
    setRefused(!good);
    if (good) act({ kind: 'linkGiven', link });
  };
  return (
    <form className="stack tight" noValidate onSubmit={give}>
      <TextField label={messages.workbook.link} hint={messages.workbook.linkHint} fault={refused ? messages.workbook.linkInvalid : undefined}>
        {(aria) => <Input {...aria} type="url" value={text} autoComplete="off" onChange={(_event, { value }) => setText(value)} />}
      </TextField>
      <div className="row"><Button type="submit">{messages.act.useLink}</Button></div>
    </form>
  );
}
