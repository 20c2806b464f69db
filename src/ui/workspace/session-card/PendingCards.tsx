import { Button } from '@fluentui/react-components';
import { Clock20Regular } from '@fluentui/react-icons';
import type { StateOf } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { Busy } from '../../components/Busy';
import { Throttled, useThrottledUntil } from '../../hooks/useThrottled';
import { useLayout } from '../../theme/layout';
import { errorMessageFor } from '../signedInMessages';
import { Card } from './Card';

/** Card of a session that is being opened, attached or recreated. */
export function OpeningCard({
  state: { mode, retry },
  throttledUntil,
}: {
  readonly state: StateOf<'opening'>;
  readonly throttledUntil: number;
}) {
  const { dispatch, clock, messages, times } = useAppContext();
  const layout = useLayout();
  const { card } = messages;
  const label = { start: card.starting, attach: card.attaching, recreate: card.recreating }[
    mode.kind
  ];
  const throttled = useThrottledUntil(throttledUntil) !== undefined;
  return (
    <Card statusText={card.opening} icon={<Clock20Regular />} intent="busy">
      <Busy label={label}>
        {retry !== undefined && !throttled && (
          <p className={layout.quiet}>
            {messages.because(
              errorMessageFor(retry.failure, messages).title,
              card.openingRetry(times.soon(retry.at, clock.now())),
            )}
          </p>
        )}
        <Throttled until={throttledUntil} className={layout.quiet} />
      </Busy>
      <div className={layout.row}>
        <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>
          {messages.actions.cancel}
        </Button>
      </div>
    </Card>
  );
}

/** Card of a session that is being closed. */
export function ClosingCard({
  state: { session },
  throttledUntil,
}: {
  readonly state: StateOf<'closing'>;
  readonly throttledUntil: number;
}) {
  const { dispatch, messages } = useAppContext();
  const layout = useLayout();
  const { card } = messages;
  return (
    <Card statusText={card.closing} icon={<Clock20Regular />} intent="busy" session={session}>
      <Busy label={card.closingNow}>
        <Throttled until={throttledUntil} className={layout.quiet} />
      </Busy>
      <div className={layout.row}>
        <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>
          {messages.actions.stopWaiting}
        </Button>
      </div>
    </Card>
  );
}
