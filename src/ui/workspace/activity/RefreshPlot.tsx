import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo } from 'react';
import type { Activity } from '../../../session/activity';
import type { Messages, Times } from '../../../locales/index';
import { plotOf, type Dot, type Plot } from './plot';
import { signedInMessages } from '../signedInMessages';
import { useAppContext } from '../../appContext';
import { Disclosure } from '../../components/Disclosure';
import { useLayout } from '../../theme/layout';

const useStyles = makeStyles({
  figure: { position: 'relative', paddingBlockStart: '8px' },
  // The time axis runs from left to right in every language.
  picture: { display: 'block', overflow: 'visible', direction: 'ltr' },
  stroke: { fill: 'none', stroke: 'currentColor', strokeWidth: '1.5', strokeLinecap: 'round' },
  scale: {
    stroke: tokens.colorNeutralStroke2,
    '@media (forced-colors: active)': { stroke: 'GrayText' },
  },
  scaleText: {
    fill: tokens.colorNeutralForeground3,
    fontSize: '10px',
    '@media (forced-colors: active)': { fill: 'CanvasText' },
  },
  gap: {
    fill: tokens.colorNeutralBackground3,
    stroke: tokens.colorStatusWarningForeground3,
    strokeDasharray: '3 3',
    '@media (forced-colors: active)': { fill: 'Canvas', stroke: 'CanvasText' },
  },
  worked: {
    color: tokens.colorBrandForeground1,
    '@media (forced-colors: active)': { color: 'CanvasText' },
  },
  failed: {
    color: tokens.colorStatusWarningForeground3,
    '@media (forced-colors: active)': { color: 'CanvasText' },
  },
  dot: { fill: 'currentColor' },
  legend: { display: 'inline-flex', alignItems: 'center', gap: '4px' },
});

interface Props {
  readonly activity: readonly Activity[];
  /** The session's idle timeout. */
  readonly idleLimitMs: number;
}

/**
 * Plot of the refreshes: their durations, failures, and gaps longer than the idle timeout. Screen
 * readers get a table.
 */
export const RefreshPlot = memo(function RefreshPlot({ activity, idleLimitMs }: Props) {
  const { clock, messages, times } = useAppContext();
  const styles = useStyles();
  const layout = useLayout();
  const plot = plotOf(activity, idleLimitMs);
  if (plot === undefined) return null;
  const labels = signedInMessages(messages).plot;
  const title = labels.title(
    times.moment(plot.from, clock.now()),
    times.moment(plot.to, clock.now()),
  );
  return (
    <Disclosure label={labels.fold}>
      <figure className={styles.figure}>
        <Picture plot={plot} label={labelOf(plot, title, messages, times)} />
        <figcaption className={mergeClasses(layout.split, layout.quiet)}>
          <span>{labels.took(times.took(plot.medianMs), times.took(plot.longestMs))}</span>
          <Legend plot={plot} />
        </figcaption>
        <div className={layout.unseen}>
          <Table dots={plot.dots} title={title} />
        </div>
      </figure>
    </Disclosure>
  );
});

function labelOf(
  { dots, failed, gaps, medianMs, longestMs }: Plot,
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
  return because(title, joined(counts, plot.took(times.took(medianMs), times.took(longestMs))));
}

const percent = (value: number): string => `${value.toFixed(2)}%`;
/** The scale's labels need space at the left, half a dot at the right. */
const plotX = (x: number): string => percent(14 + x * 0.85);

function Picture({
  plot: { dots, gaps, marks },
  label,
}: {
  readonly plot: Plot;
  readonly label: string;
}) {
  const { times } = useAppContext();
  const styles = useStyles();
  return (
    <svg className={styles.picture} role="img" aria-label={label} width="100%" height="72">
      {gaps.map(({ x, width }) => (
        <rect
          key={x}
          className={styles.gap}
          x={plotX(x)}
          width={percent(width * 0.85)}
          height="100%"
        />
      ))}
      {marks.map(({ y, ms }) => (
        <g key={ms}>
          <line className={styles.scale} x1="0" x2="100%" y1={percent(y)} y2={percent(y)} />
          <text className={styles.scaleText} x="0" y={percent(y)} dy="-3">
            {times.took(ms)}
          </text>
        </g>
      ))}
      {dots.map((dot) => (
        <DotMark key={dot.entry.at} dot={dot} />
      ))}
    </svg>
  );
}

function DotMark({ dot: { x, y, entry } }: { readonly dot: Dot }) {
  const styles = useStyles();
  const failed = entry.what === 'refreshFailed';
  return (
    <g className={failed ? styles.failed : styles.worked}>
      <line className={styles.stroke} x1={plotX(x)} x2={plotX(x)} y1={percent(y)} y2="100%" />
      <svg aria-hidden="true" x={plotX(x)} y={percent(y)} overflow="visible">
        {failed ? (
          <path className={styles.stroke} d="M-3.5-3.5l7 7m0-7l-7 7" />
        ) : (
          <circle className={styles.dot} r="3" />
        )}
      </svg>
    </g>
  );
}

/** Explains only the symbols in use. */
function Legend({ plot: { failed, gaps } }: { readonly plot: Plot }) {
  const styles = useStyles();
  const { activity, plot } = signedInMessages(useAppContext().messages);
  return (
    <>
      {failed > 0 && (
        <span className={mergeClasses(styles.legend, styles.failed)}>
          <svg width="10" height="10" aria-hidden="true">
            <path className={styles.stroke} d="M1.5 1.5l7 7m0-7l-7 7" />
          </svg>
          {activity.refreshFailed}
        </span>
      )}
      {gaps.length > 0 && (
        <span className={styles.legend}>
          <svg width="14" height="10" aria-hidden="true">
            <rect className={styles.gap} width="14" height="10" />
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
