import type { StateOf } from '../../../session/state';
import { Button } from '../../components/Button';
import { Card } from './Card';
import { useAppContext } from '../../appContext';
import { errorMessageFor } from '../signedInMessages';
import { Throttled, useThrottledUntil } from '../../hooks/useThrottled';
import { Busy } from '../../first-screen/Waiting';

/** Card of a session that is being opened, attached or recreated. */
export function OpeningCard({
  state: { mode, retry },
  throttledUntil,
}: {
  readonly state: StateOf<'opening'>;
  readonly throttledUntil: number;
}) {
  const { dispatch, clock, messages, times } = useAppContext();
  const { card } = messages;
  const label = { start: card.starting, attach: card.attaching, recreate: card.recreating }[
    mode.kind
  ];
  const throttled = useThrottledUntil(throttledUntil) !== undefined;
  return (
    <Card statusText={card.opening} icon="again" intent="busy">
      <Busy label={label}>
        {retry !== undefined && !throttled && (
          <p className="quiet">
            {messages.because(
              errorMessageFor(retry.failure, messages).title,
              card.openingRetry(times.soon(retry.at, clock.now())),
            )}
          </p>
        )}
        <Throttled until={throttledUntil} />
      </Busy>
      <div className="row">
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
  const { card } = messages;
  return (
    <Card statusText={card.closing} icon="again" intent="busy" session={session}>
      <Busy label={card.closingNow}>
        <Throttled until={throttledUntil} />
      </Busy>
      <div className="row">
        <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>
          {messages.actions.stopWaiting}
        </Button>
      </div>
    </Card>
  );
}
