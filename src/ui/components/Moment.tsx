import { useAppContext } from '../appContext';

interface Props {
  /** ms since the epoch. */
  readonly at: number;
  /** The begin of a span that ends at `at`: shown unless it reads the same. */
  readonly since?: number;
  readonly exact?: boolean;
  /** True for a time that the user waits for: shown with seconds when near. */
  readonly soon?: boolean;
}

/** A time, or a span, in the user's format. The tooltip shows the full date and time. */
export function Moment({ at, since = at, exact = false, soon = false }: Props) {
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
        {exact ? full : soon ? times.soon(at, now) : text}
      </time>
    </>
  );
}
