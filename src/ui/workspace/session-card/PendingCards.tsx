import type { StateOf } from '../../../session/state';
import { Button } from '../../components/Button';
import { Card } from './Card';
import { useTools } from '../../appContext';
import { tellingOf } from '../signedInMessages';
import { Throttled, useThrottledUntil } from '../../hooks/useThrottled';
import { Busy } from '../../first-screen/Waiting';

/** A session is being opened, taken over, or opened anew. */
export function OpeningCard({ state: { how, retry }, throttledUntil }: { readonly state: StateOf<'opening'>; readonly throttledUntil: number }) {
  const { act, clock, messages, times } = useTools();
  const { card } = messages;
  const label = { start: card.starting, attach: card.attaching, recreate: card.recreating }[how.kind];
  const throttled = useThrottledUntil(throttledUntil) !== undefined;
  return (
    <Card word={card.opening} icon="again" mood="busy">
      <Busy label={label}>
        {retry !== undefined && !throttled && (
          <p className="quiet">{messages.because(tellingOf(retry.failure, messages).title, card.openingRetry(times.soon(retry.at, clock.now())))}</p>
        )}
        <Throttled until={throttledUntil} />
      </Busy>
      <div className="row"><Button onClick={() => act({ kind: 'givenUp' })}>{messages.act.cancel}</Button></div>
    </Card>
  );
}

export function ClosingCard({ state: { session }, throttledUntil }: { readonly state: StateOf<'closing'>; readonly throttledUntil: number }) {
  const { act, messages } = useTools();
  const { card } = messages;
  return (
    <Card word={card.closing} icon="again" mood="busy" session={session}>
      <Busy label={card.closingNow}><Throttled until={throttledUntil} /></Busy>
      <div className="row"><Button onClick={() => act({ kind: 'givenUp' })}>{messages.act.stopWaiting}</Button></div>
    </Card>
  );
}
