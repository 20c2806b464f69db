import { useAppContext } from '../appContext';
import { useSoon } from '../hooks/useTime';

interface Props {
  /** ms since the epoch. */
  readonly at: number;
  /** The begin of a span that ends at `at`: shown unless it reads the same. */
  readonly since?: number;
  readonly exact?: boolean;
}

/** A time, or a span, in the user's format. The tooltip shows the full date and time. */
export function Moment({ at, since = at, exact = false }: Props) {
  const { clock, times } = useAppContext();
  const full = times.exact(at);
  const now = clock.now();
  const text = times.moment(at, now);
  return (
    <>
      {since !== at && times.moment(since, now) !== text && (
        <>
          <Moment at={since} /> –{' '}
        </>
      )}
      <time dateTime={times.iso(at)} title={exact ? undefined : full}>
        {exact ? full : text}
      </time>
    </>
  );
}

/** A time that the user waits for: with its seconds when it is near. */
export function SoonMoment({ at }: Pick<Props, 'at'>) {
  const { times } = useAppContext();
  return (
    <time dateTime={times.iso(at)} title={times.exact(at)}>
      {useSoon(at)()}
    </time>
  );
}
