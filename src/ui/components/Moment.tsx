import { useAppContext } from '../appContext';

interface Props {
  /** ms since the epoch. */
  readonly at: number;
  readonly exact?: boolean;
  /** True for a time that the user waits for: shown with seconds when near. */
  readonly soon?: boolean;
}

/** A time in the user's format. The tooltip shows the full date and time. */
export function Moment({ at, exact = false, soon = false }: Props) {
  const { clock, times } = useAppContext();
  const full = times.exact(at);
  const text = soon ? times.soon(at, clock.now()) : times.moment(at, clock.now());
  return (
    <time dateTime={times.iso(at)} title={exact ? undefined : full}>
      {exact ? full : text}
    </time>
  );
}
