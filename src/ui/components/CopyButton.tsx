import { useEffect, useState } from 'react';
import { Button } from './Button';
import { Icon } from './icons';
import { useAppContext } from '../appContext';

const confirmedMs = 2_000;

interface Props {
  readonly label: string;
  /** A function creates the text on demand, for long texts that are seldom copied. */
  readonly text: string | (() => string);
}

/**
 * Copies the text and confirms it in place: the focus and the accessible name stay. When copying is
 * blocked, shows the text itself.
 */
export function CopyButton({ label, text }: Props) {
  const { announce, clock, copy, messages } = useAppContext();
  const [outcome, setOutcome] = useState<'none' | 'done' | 'blocked'>('none');
  useEffect(
    () =>
      outcome === 'done'
        ? clock.wake(clock.now() + confirmedMs, () => setOutcome('none'))
        : undefined,
    [clock, outcome],
  );
  const read = (): string => (typeof text === 'string' ? text : text());
  const copyAndConfirm = async (): Promise<void> => {
    const done = await copy(read());
    setOutcome(done ? 'done' : 'blocked');
    announce(done ? messages.copy.done : messages.copy.failed);
  };
  const done = outcome === 'done';
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        className="copy"
        aria-label={label}
        icon={<Icon name={done ? 'check' : 'copy'} className={done ? 'good' : ''} />}
        onClick={() => void copyAndConfirm()}
      >
        <span className="swap">
          <span className={done ? 'hidden' : ''}>{label}</span>
          <span className={done ? '' : 'hidden'}>{messages.copy.done}</span>
        </span>
      </Button>
      {outcome === 'blocked' && <Fallback text={read()} />}
    </>
  );
}

/**
 * The text, selected for the keyboard's copy command, which may work when the clipboard is blocked.
 */
export function Fallback({ text }: { readonly text: string }) {
  const { messages } = useAppContext();
  return (
    <div className="stack tight fallback">
      <p className="quiet">{messages.copy.failed}</p>
      <textarea
        className="field"
        readOnly
        rows={text.includes('\n') ? 6 : 1}
        value={text}
        aria-label={messages.copy.fallback}
        ref={(field) => field?.select()}
        onFocus={(event) => event.currentTarget.select()}
      />
    </div>
  );
}
