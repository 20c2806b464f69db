import { memo } from 'react';
import type { Activity } from '../../../session/state';
import type { Messages, Times } from '../../../locales/index';
import { plotOf, type Dot, type Plot } from './plot';
import { signedInMessages } from '../signedInMessages';
import { useAppContext } from '../../appContext';

interface Props {
  readonly activity: readonly Activity[];
  /** How long the service lets the session be idle, ms. */
  readonly idleLimitMs: number;
}

/** The refreshes as a small picture: how long each took, which failed, and where none came in time. As a table to the ear. */
export const RefreshPlot = memo(function RefreshPlot({ activity, idleLimitMs }: Props) {
  const { clock, messages, times } = useAppContext();
  const plot = plotOf(activity, idleLimitMs);
  if (plot === undefined) return null;
  const words = signedInMessages(messages).plot;
  const title = words.title(
    times.moment(plot.from, clock.now()),
    times.moment(plot.to, clock.now()),
  );
  return (
    <figure className="plot">
      <Picture plot={plot} label={labelOf(plot, title, messages, times)} />
      <figcaption className="split quiet">
        <span>{words.took(times.took(plot.usualMs), times.took(plot.longestMs))}</span>
        <Legend plot={plot} />
      </figcaption>
      <div className="visually-hidden">
        <Table dots={plot.dots} title={title} />
      </div>
    </figure>
  );
});

function labelOf(
  { dots, failed, gaps, usualMs, longestMs }: Plot,
  title: string,
  messages: Messages,
  times: Times,
): string {
  const { because, joined } = messages;
  const { plot } = signedInMessages(messages);
  const counts = plot.counts(
    times.count(dots.length - failed),
    times.count(failed),
    times.count(gaps.length),
  );
  return because(title, joined(counts, plot.took(times.took(usualMs), times.took(longestMs))));
}

const percent = (value: number): string => `${value.toFixed(2)}%`;
/** At the left there is room for what the height means, at the right for half a sign. */
const across = (x: number): string => percent(14 + x * 0.85);

function Picture({
  plot: { dots, gaps, marks },
  label,
}: {
  readonly plot: Plot;
  readonly label: string;
}) {
  const { times } = useAppContext();
  return (
    <svg className="plot-field" role="img" aria-label={label} width="100%" height="72">
      {gaps.map(({ x, width }) => (
        <rect key={x} className="gap" x={across(x)} width={percent(width * 0.85)} height="100%" />
      ))}
      {marks.map(({ y, ms }) => (
        <g key={ms} className="mark">
          <line x1="0" x2="100%" y1={percent(y)} y2={percent(y)} />
          <text x="0" y={percent(y)} dy="-3">
            {times.took(ms)}
          </text>
        </g>
      ))}
      {dots.map((dot) => (
        <Sign key={dot.entry.at} dot={dot} />
      ))}
    </svg>
  );
}

function Sign({ dot: { x, y, entry } }: { readonly dot: Dot }) {
  const failed = entry.what === 'refreshFailed';
  return (
    <g className={failed ? 'failed' : 'worked'}>
      <line x1={across(x)} x2={across(x)} y1={percent(y)} y2="100%" />
      <svg aria-hidden="true" x={across(x)} y={percent(y)} overflow="visible">
        {failed ? <path d="M-3.5-3.5l7 7m0-7l-7 7" /> : <circle r="3" />}
      </svg>
    </g>
  );
}

/** Only what is to be seen is explained. */
function Legend({ plot: { failed, gaps } }: { readonly plot: Plot }) {
  const { activity, plot } = signedInMessages(useAppContext().messages);
  return (
    <>
      {failed > 0 && (
        <span className="legend failed">
          <svg width="10" height="10" aria-hidden="true">
            <path d="M1.5 1.5l7 7m0-7l-7 7" />
          </svg>
          {activity.refreshFailed}
        </span>
      )}
      {gaps.length > 0 && (
        <span className="legend">
          <svg width="14" height="10" aria-hidden="true">
            <rect className="gap" width="14" height="10" />
          </svg>
          {plot.gap}
        </span>
      )}
    </>
  );
}

function Table({ dots, title }: { readonly dots: readonly Dot[]; readonly title: string }) {
  const { clock, messages, times } = useAppContext();
  const { plot, activity } = signedInMessages(messages);
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          {[plot.time, plot.outcome, plot.duration, plot.code].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {dots.map(({ entry: { at, what, tookMs, failure } }) => (
          <tr key={at}>
            <th scope="row">{times.moment(at, clock.now())}</th>
            <td>{activity[what]}</td>
            <td>{times.took(tookMs)}</td>
            <td>{failure?.code ?? failure?.status}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
