import { Button } from '@fluentui/react-components';
import { useAppContext } from '../../appContext';
import { useLayout } from '../../theme/layout';
import { Notice } from '../../components/Notice';
import { Busy } from '../../components/Busy';
import { Throttled } from '../../hooks/useThrottled';
import { errorMessageFor, signedInMessages } from '../signedInMessages';
import type { Reading } from './useReading';

interface Props {
  readonly reading: Reading;
  readonly throttledUntil: number;
  readonly cancel: () => void;
  /** Repeats the read; undefined if the form has a button for it. */
  readonly again: (() => void) | undefined;
}

/** Status of the current read, with a Cancel button, or the error of the last one. */
export function ReadingStatus({ reading, throttledUntil, cancel, again }: Props) {
  const { clock, messages, times } = useAppContext();
  const layout = useLayout();
  const { inside } = signedInMessages(messages);
  switch (reading.kind) {
    case 'idle':
      return null;
    case 'reading':
    case 'waiting':
      return (
        <div className={layout.tight}>
          <Busy label={reading.kind === 'reading' ? inside.reading : inside.waiting}>
            {reading.kind === 'waiting' && (
              <p className={layout.quiet}>
                {messages.because(
                  errorMessageFor(reading.failure, messages).title,
                  messages.card.openingRetry(times.soon(reading.at, clock.now())),
                )}
              </p>
            )}
            {reading.kind === 'reading' && (
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
      const { title, sentence } =
        failure.status === 404 && failure.recovery.kind === 'forbidden'
          ? inside.notThere
          : failure.status === 400
            ? inside.badRange
            : errorMessageFor(failure, messages);
      return (
        <Notice key={failure.at} title={title} sentence={sentence} failure={failure}>
          {again !== undefined && <Button onClick={again}>{inside.readAgain}</Button>}
        </Notice>
      );
    }
  }
}
