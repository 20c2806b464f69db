import { estimatedExpiry } from '../../session/keepAlive';
import type { StateOf } from '../../session/state';
import { Facts } from '../workspace/session-card/Card';
import { useAppContext } from '../appContext';

interface Props {
  /** ms since the epoch. */
  readonly at: number;
  readonly exact?: boolean;
  /** It is waited for: with seconds where it is near. */
  readonly soon?: boolean;
}

/** A moment, as the user's language writes it; the pointer is told all of it. */
export function When({ at, exact = false, soon = false }: Props) {
  const { clock, times } = useAppContext();
  const full = times.exact(at);
  const text = soon ? times.soon(at, clock.now()) : times.moment(at, clock.now());
  return (
    <time dateTime={times.iso(at)} title={exact ? undefined : full}>
      {exact ? full : text}
    </time>
  );
}

/** The times of the card to the second, with their dates: for whoever asks, by keyboard and touch as well. */
export function ExactTimes({ state: { session, keepAlive } }: { readonly state: StateOf<'open'> }) {
  const { card } = useAppContext().messages;
  const { openedAt, lastActivityAt, origin } = session;
  const known: readonly (readonly [string, number | null])[] = [
    [origin === 'opened' ? card.opened : card.attached, openedAt],
    [card.lastRefreshed, lastActivityAt > openedAt ? lastActivityAt : null],
    [card.nextRefresh, keepAlive.kind === 'on' ? keepAlive.refreshAt : null],
    [card.idleLimitAt, estimatedExpiry(session)],
    [card.keepAliveStops, keepAlive.kind === 'on' ? keepAlive.until : null],
  ];
  return (
    <details className="details">
      <summary>{card.exactTimes}</summary>
      <Facts
        small
        lines={known.flatMap(([name, at]) =>
          at === null ? [] : [[name, <When key={name} at={at} exact />] as const],
        )}
      />
    </details>
  );
}
