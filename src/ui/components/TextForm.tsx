import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import { useFieldError } from '../hooks/useFieldError';
import { useLayout } from '../theme/layout';

const useStyles = makeStyles({
  field: { minWidth: 0, overflowWrap: 'anywhere' },
});

interface Props {
  readonly id?: string;
  readonly label: string;
  readonly hint: string;
  /** Label of the button that submits the text. */
  readonly action: string;
  /** The text until the user changes it. */
  readonly suggestion?: string;
  readonly type?: 'text' | 'url';
  /** Message for a text that `submit` rejects. */
  readonly invalid: string;
  /** Uses the text; false if it is invalid. */
  readonly submit: (text: string) => boolean;
}

/** A form with one text box: its hint, or what is wrong with the text, and one button. */
export function TextForm(props: Props) {
  const { id, label, hint, action, suggestion = '', type = 'text', invalid, submit } = props;
  const [fieldError, input, checked] = useFieldError(invalid);
  const layout = useLayout();
  const styles = useStyles();
  const [typed, setTyped] = useState<string>();
  const text = typed ?? suggestion;
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    checked(submit(text));
  };
  return (
    <form className={layout.stack} id={id} noValidate onSubmit={onSubmit}>
      <Field className={styles.field} label={label} hint={hint} {...fieldError}>
        <Input
          ref={input}
          className={layout.wide}
          type={type}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(_event, { value }) => setTyped(value)}
        />
      </Field>
      <div className={layout.row}>
        <Button type="submit">{action}</Button>
      </div>
    </form>
  );
}
