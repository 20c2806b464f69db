import { useDeferredValue, useId, useState } from 'react';
import type { Activity } from '../../../session/state';
import { Button } from '../../components/Button';
import { CopyButton } from '../../components/CopyButton';
import { activityJson } from './activityJson';
import { grouped, ungrouped, type Line as ListLine } from './groupActivity';
import { Icon, type IconName } from '../../components/icons';
import { RefreshPlot } from './RefreshPlot';
import { signedInMessages } from '../signedInMessages';
import { useAppContext } from '../../appContext';
import { When } from '../../components/When';

const collapsedLines = 5;

const icons: Record<Activity['what'], IconName> = {
  opened: 'check',
  attached: 'link',
  recreated: 'check',
  refreshed: 'refresh',
  refreshFailed: 'warning',
  openFailed: 'warning',
  lost: 'ended',
  closed: 'closed',
  closeFailed: 'warning',
  keepAliveOn: 'again',
  keepAliveOff: 'again',
  keepAliveTimeIsUp: 'again',
  keepAliveRefused: 'warning',
};

interface Props {
  readonly activity: readonly Activity[];
  /** The session's idle timeout. */
  readonly idleLimitMs: number;
}

/** The activity: refreshes as a plot, all entries as a list (newest first), and as a JSON file. */
export function ActivityList({ activity, idleLimitMs }: Props) {
  const { messages, times, version } = useAppContext();
  const [all, setAll] = useState(false);
  const id = useId();
  // The plot is deferred: it must not delay the card's update.
  const plotted = useDeferredValue(activity);
  if (activity.length === 0) return null;
  const shown = all ? ungrouped(activity) : grouped(activity).slice(0, collapsedLines);
  return (
    <section className="stack tight">
      <h2 className="subheading" id={id}>
        {signedInMessages(messages).activity.title}
      </h2>
      <RefreshPlot activity={plotted} idleLimitMs={idleLimitMs} />
      {/* Safari drops the list role of a list without bullets. */}
      <ul className="activity" role="list" aria-labelledby={id}>
        {shown.map((line) => (
          <Line key={line.number} line={line} />
        ))}
      </ul>
      <div className="row snug">
        {(all || activity.length > shown.length) && (
          <Button size="small" appearance="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
            {all
              ? messages.actions.showFewer
              : messages.actions.showAll(times.count(activity.length))}
          </Button>
        )}
        <CopyButton
          label={messages.actions.copyActivity}
          text={() => activityJson(activity, version)}
        />
      </div>
    </section>
  );
}

function Line({ line: { entry, count, since } }: { readonly line: ListLine }) {
  const { messages, times } = useAppContext();
  const labels = signedInMessages(messages).activity;
  const { code, status } = entry.failure ?? {};
  const errorText = code ?? (status === undefined ? undefined : `HTTP ${status}`);
  return (
    <li>
      <Icon name={icons[entry.what]} className={entry.failure === undefined ? 'faint' : 'bad'} />
      <span className="grow">
        {count === 1 ? labels[entry.what] : labels.refreshedOften(times.count(count))}
      </span>
      <span className="quiet nowrap">
        {count > 1 && (
          <>
            <When at={since} /> –{' '}
          </>
        )}
        {count === 1 && entry.tookMs !== undefined && `${times.took(entry.tookMs)} · `}
        <When at={entry.at} />
      </span>
      {errorText !== undefined && <span className="quiet below">{errorText}</span>}
    </li>
  );
}
