import type { StateOf } from '../session/state';
import { Button } from './Button';
import { Card } from './Card';
import { useTools } from './tools';
import { Busy } from './Waiting';

/** A session is being opened, taken over, or opened anew. */
export function OpeningCard({ state: { how, retry } }: { readonly state: StateOf<'opening'> }) {
  const { act, clock, messages, times } = useTools();
  const { card } = messages;
  const label = { start: card.starting, attach: card.attaching, recreate: card.recreating }[how.kind];
  return (
    <Card word={card.opening} icon="again" mood="busy">
      <Busy label={label}>
        {retry !== undefined && <p className="quiet">{card.openingRetry(times.moment(retry.at, clock.now()))}</p>}
      </Busy>
      <div className="row"><Button onClick={() => act({ kind: 'givenUp' })}>{messages.act.cancel}</Button></div>
    </Card>
  );
}

export function ClosingCard({ state: { session } }: { readonly state: StateOf<'closing'> }) {
  const { card } = useTools().messages;
  return (
    <Card word={card.closing} icon="again" mood="busy" session={session}>
      <Busy label={card.closingNow} />
    </Card>
  );
}
