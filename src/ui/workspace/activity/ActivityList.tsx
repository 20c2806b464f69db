import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowClockwise16Regular,
  Checkmark16Regular,
  Clock16Regular,
  DismissCircle16Regular,
  Link16Regular,
  SubtractCircle16Regular,
  Warning16Regular,
  type FluentIcon,
} from '@fluentui/react-icons';
import { memo, useDeferredValue, useId, useState } from 'react';
import type { Activity } from '../../../session/activity';
import { CopyButton } from '../../components/CopyButton';
import { activityJson } from './activityJson';
import { grouped, ungrouped, type Line as ListLine } from './groupActivity';
import { RefreshPlot } from './RefreshPlot';
import { signedInMessages } from '../signedInMessages';
import { useAppContext } from '../../appContext';
import { Moment } from '../../components/Moment';
import { SmallButton } from '../../components/SmallButton';
import { useLayout } from '../../theme/layout';

const collapsedLines = 5;

const icons: Record<Activity['what'], FluentIcon> = {
  opened: Checkmark16Regular,
  attached: Link16Regular,
  recreated: Checkmark16Regular,
  refreshed: ArrowClockwise16Regular,
  refreshFailed: Warning16Regular,
  openFailed: Warning16Regular,
  attachFailed: Warning16Regular,
  openUnclear: Warning16Regular,
  lost: DismissCircle16Regular,
  closed: SubtractCircle16Regular,
  closeFailed: Warning16Regular,
  keepAliveOn: Clock16Regular,
  keepAliveOff: Clock16Regular,
  keepAliveTimeIsUp: Clock16Regular,
  keepAliveRefused: Warning16Regular,
};

const useStyles = makeStyles({
  list: { listStyleType: 'none' },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: '0 8px',
    paddingBlock: '6px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  icon: { flexShrink: 0, marginTop: '2px', color: tokens.colorNeutralForeground3 },
  failed: { color: tokens.colorStatusWarningForeground3 },
  what: { flex: '1 1 96px', minWidth: '96px', overflowWrap: 'anywhere' },
  when: { lineHeight: tokens.lineHeightBase300, fontVariantNumeric: 'tabular-nums' },
  below: { flexBasis: '100%', paddingInlineStart: '24px' },
});

interface Props {
  readonly activity: readonly Activity[];
  /** The session's idle timeout. */
  readonly idleLimitMs: number;
}

/** The activity: refreshes as a plot, all entries as a list (newest first), and as a JSON file. */
export const ActivityList = memo(function ActivityList({ activity, idleLimitMs }: Props) {
  const { messages, times, version } = useAppContext();
  const layout = useLayout();
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const id = useId();
  // The plot is deferred: it must not delay the card's update.
  const plotted = useDeferredValue(activity);
  if (activity.length === 0) return null;
  const { activity: texts } = signedInMessages(messages);
  const shown = all ? ungrouped(activity) : grouped(activity).slice(0, collapsedLines);
  return (
    <section className={layout.tight}>
      <h2 id={id}>{texts.title}</h2>
      <RefreshPlot activity={plotted} idleLimitMs={idleLimitMs} />
      {/* Safari drops the list role of a list without bullets. */}
      <ul className={styles.list} role="list" aria-labelledby={id}>
        {shown.map((line) => (
          <Line key={line.number} line={line} />
        ))}
      </ul>
      <div className={layout.snug}>
        {(all || activity.length > shown.length) && (
          <SmallButton aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? texts.showFewer : texts.showAll(times.count(activity.length))}
          </SmallButton>
        )}
        <CopyButton label={texts.copy} text={() => activityJson(activity, version, times)} />
      </div>
    </section>
  );
});

function Line({ line: { entry, count, since } }: { readonly line: ListLine }) {
  const { messages, times } = useAppContext();
  const layout = useLayout();
  const styles = useStyles();
  const Icon = icons[entry.what];
  const labels = signedInMessages(messages).activity;
  const { code, status } = entry.failure ?? {};
  const errorText = code ?? (status === undefined ? undefined : `HTTP ${status}`);
  return (
    <li className={styles.line}>
      <Icon className={mergeClasses(styles.icon, entry.failure !== undefined && styles.failed)} />
      <span className={styles.what}>
        {count === 1 ? labels[entry.what] : labels.refreshedOften(times.count(count))}
      </span>
      <span className={mergeClasses(layout.quiet, layout.nowrap, styles.when)}>
        {count === 1 && entry.tookMs !== undefined && `${times.took(entry.tookMs)} · `}
        <Moment since={since} at={entry.at} />
      </span>
      {errorText !== undefined && (
        <span className={mergeClasses(layout.quiet, styles.below)}>{errorText}</span>
      )}
    </li>
  );
}
