import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import { parseCellAddress } from '../../../session/cellAddress';
import type { Named, ReadTarget, WorkbookOutline } from '../../../session/inside';
import { useAppContext } from '../../appContext';
import { useFieldError } from '../../hooks/useFieldError';
import { useLayout } from '../../theme/layout';
import { signedInMessages } from '../signedInMessages';

interface Props {
  readonly outline: WorkbookOutline;
  readonly busy: boolean;
  readonly read: (target: ReadTarget) => void;
}

/** Form for the target: a sheet, a name or a table, and an address in a sheet. */
export function TargetForm({ outline, busy, read }: Props) {
  const { messages } = useAppContext();
  const { inside } = signedInMessages(messages);
  const [chosen, setChosen] = useState(`sheet ${outline.sheets[0].id}`);
  const [range, setRange] = useState('');
  const [fieldError, input, checked] = useFieldError(inside.rangeInvalid);
  const layout = useLayout();
  const isSheet = chosen.startsWith('sheet ');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const target = targetOf(chosen, isSheet ? range : '');
    checked(target !== undefined);
    if (target !== undefined) read(target);
  };
  return (
    <form className={layout.stack} noValidate onSubmit={submit}>
      <Field label={inside.sheet}>
        <Select
          className={layout.wide}
          value={chosen}
          onChange={(_event, { value }) => setChosen(value)}
        >
          <Group label={inside.sheets} kind="sheet" items={outline.sheets} />
          <Group
            label={inside.names}
            kind="name"
            items={outline.names.map((name) => ({ id: name, name }))}
          />
          <Group label={inside.tables} kind="table" items={outline.tables} />
        </Select>
      </Field>
      {isSheet && (
        <Field label={inside.range} hint={inside.rangeHint} {...fieldError}>
          <Input
            ref={input}
            className={layout.wide}
            value={range}
            autoComplete="off"
            spellCheck={false}
            onChange={(_event, { value }) => setRange(value)}
          />
        </Field>
      )}
      <div className={layout.row}>
        <Button type="submit" disabledFocusable={busy}>
          {inside.read}
        </Button>
      </div>
    </form>
  );
}

interface GroupProps {
  readonly label: string;
  readonly kind: 'sheet' | 'name' | 'table';
  readonly items: readonly Named[];
}

/** The options of one kind; none if there are no items. */
function Group({ label, kind, items }: GroupProps) {
  if (items.length === 0) return null;
  return (
    <optgroup label={label}>
      {items.map(({ id, name }) => (
        <option key={id} value={`${kind} ${id}`}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}

/**
 * Target of the form; undefined if the address is invalid. A sheet in the address takes precedence.
 */
function targetOf(chosen: string, range: string): ReadTarget | undefined {
  const [kind = '', ...rest] = chosen.split(' ');
  const which = rest.join(' ');
  if (kind === 'name') return { kind, name: which };
  if (kind === 'table') return { kind, table: which };
  if (range.trim() === '') return { kind: 'sheet', sheet: which };
  const address = parseCellAddress(range);
  return address && { kind: 'range', sheet: address.sheet ?? which, area: address.area };
}
