import { estimatedExpiry } from '../../session/keepAlive';
import type { StateOf } from '../../session/state';
import { FactLines } from '../workspace/session-card/Card';
import { useAppContext } from '../appContext';

interface Props {
  /** ms since the epoch. */
  readonly at: number;
  readonly exact?: boolean;
  /** True for a time that the user waits for: shown with seconds when near. */
  readonly soon?: boolean;
}

/** A time in the user's format. The tooltip shows the full date and time. */
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

/**
 * The card's times to the second, with dates. A disclosure, so that keyboard and touch reach them
 * too.
 */
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
      <FactLines
        small
        lines={known.flatMap(([name, at]) =>
          at === null ? [] : [[name, <When key={name} at={at} exact />] as const],
        )}
      />
    </details>
  );
}
