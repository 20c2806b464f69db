import { Button } from '@fluentui/react-components';
import { Clock20Regular } from '@fluentui/react-icons';
import type { NextAttempt } from '../../../session/failures';
import type { StateOf } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { Busy } from '../../components/Busy';
import { Throttled, useThrottledUntil } from '../../hooks/useThrottled';
import { useLayout } from '../../theme/layout';
import { errorMessageFor, signedInMessages } from '../signedInMessages';
import { Card } from './Card';

/** Card of a session that is being opened, attached or recreated. */
export function OpeningCard({
  state: { mode, retry },
  throttledUntil,
}: {
  readonly state: StateOf<'opening'>;
  readonly throttledUntil: number;
}) {
  const { dispatch, messages } = useAppContext();
  const layout = useLayout();
  const { card } = signedInMessages(messages);
  const { starting, attaching, recreating } = messages.announced;
  const label = { start: starting, attach: attaching, recreate: recreating }[mode.kind];
  return (
    <Card statusText={card.opening} icon={<Clock20Regular />} intent="busy">
      <Busy label={label}>
        <WaitingFor retry={retry} throttledUntil={throttledUntil} />
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
  state: { session, retry },
  throttledUntil,
}: {
  readonly state: StateOf<'closing'>;
  readonly throttledUntil: number;
}) {
  const { dispatch, messages } = useAppContext();
  const layout = useLayout();
  const { card } = signedInMessages(messages);
  return (
    <Card statusText={card.closing} icon={<Clock20Regular />} intent="busy" session={session}>
      <Busy label={card.closingNow}>
        <WaitingFor retry={retry} throttledUntil={throttledUntil} />
      </Busy>
      <div className={layout.row}>
        <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>
          {signedInMessages(messages).labels.stopWaiting}
        </Button>
      </div>
    </Card>
  );
}

/** What the next attempt waits for: the service's pause, or the last failure to pass. */
function WaitingFor({
  retry,
  throttledUntil,
}: {
  readonly retry: NextAttempt | undefined;
  readonly throttledUntil: number;
}) {
  const { clock, messages, times } = useAppContext();
  const { quiet } = useLayout();
  const isThrottled = useThrottledUntil(throttledUntil) !== undefined;
  if (isThrottled) return <Throttled until={throttledUntil} className={quiet} />;
  if (retry === undefined) return null;
  const why = errorMessageFor(retry.failure, messages).title;
  const when = signedInMessages(messages).card.nextAttempt(times.soon(retry.at, clock.now()));
  return <p className={quiet}>{messages.because(why, when)}</p>;
}
