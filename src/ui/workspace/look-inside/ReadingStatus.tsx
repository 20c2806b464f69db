import { Button } from '@fluentui/react-components';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';
import { Notice } from '../../components/Notice';
import { Busy } from '../../components/Busy';
import { NextAttemptNote } from '../../components/NextAttemptNote';
import { Throttled } from '../../hooks/useThrottled';
import { signedInMessages } from '../signedInMessages';
import { readMessageFor, reasonToRepeat } from './readMessage';
import type { Reading } from './useReading';

interface Props {
  readonly reading: Reading;
  readonly throttledUntil: number;
  readonly online: boolean;
  readonly cancel: () => void;
  /** Repeats the read; undefined if another button does. */
  readonly again?: (() => void) | undefined;
}

/**
 * Status of the current read, with a Cancel button, or the error of the last one. A first read that
 * failed or was cancelled can be repeated.
 */
export function ReadingStatus({ reading, throttledUntil, online, cancel, again }: Props) {
  const { messages } = useAppContext();
  const layout = useLayout();
  const { card, inside } = signedInMessages(messages);
  const readAgain = again && <Button onClick={again}>{inside.readAgain}</Button>;
  switch (reading.kind) {
    case 'idle':
      return readAgain && <div ref={keepsFocus}>{readAgain}</div>;
    case 'reading':
    case 'waiting':
      return (
        <div key="busy" ref={keepsFocus} className={layout.tight}>
          <Busy label={reading.kind === 'reading' ? inside.reading : card.again}>
            {reading.kind === 'waiting' ? (
              <NextAttemptNote
                why={reasonToRepeat(reading.failure, messages, online)}
                at={reading.at}
              />
            ) : (
              <Throttled until={throttledUntil} className={layout.quiet} />
            )}
          </Busy>
          <div className={layout.row}>
            <Button onClick={cancel}>{messages.actions.cancel}</Button>
          </div>
        </div>
      );
    case 'failed': {
      const { failure } = reading;
      return (
        <div key={failure.at} ref={keepsFocus}>
          <Notice {...readMessageFor(failure, messages)} failure={failure}>
            {readAgain}
          </Notice>
        </div>
      );
    }
  }
}

/**
 * Ref of content that is removed while its button may have the focus: the view's heading then
 * receives it.
 */
const keepsFocus = (content: HTMLElement | null) => () => {
  const view = content?.querySelector(':focus')?.closest('section');
  view?.querySelector('h2')?.focus({ preventScroll: true });
};
