import { useId, useState } from 'react';
import type { Activity } from '../session/state';
import { Button } from './Button';
import { Icon, type IconName } from './icons';
import { useTools } from './tools';

const shownAtFirst = 5;

const signs: Record<Activity['what'], IconName> = {
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

/** What happened, the newest first. */
export function ActivityList({ activity }: { readonly activity: readonly Activity[] }) {
  const { messages, times } = useTools();
  const [all, setAll] = useState(false);
  const id = useId();
  if (activity.length === 0) return null;
  const shown = activity.toReversed().slice(0, all ? undefined : shownAtFirst);
  return (
    <section className="stack tight">
      <h2 className="subheading" id={id}>{messages.activity.title}</h2>
      {/* Without its bullets, Safari does not take it for a list. */}
      <ul className="activity" role="list" aria-labelledby={id}>
        {shown.map((entry, index) => <Line key={activity.length - index} entry={entry} />)}
      </ul>
      {activity.length > shownAtFirst && (
        <div className="row">
          <Button size="small" appearance="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? messages.act.showFewer : messages.act.showAll(times.count(activity.length))}
          </Button>
        </div>
      )}
    </section>
  );
}

function Line({ entry }: { readonly entry: Activity }) {
  const { clock, messages, times } = useTools();
  const code = entry.failure?.code ?? entry.failure?.status?.toString();
  return (
    <li>
      <Icon name={signs[entry.what]} className={entry.failure === undefined ? 'faint' : 'bad'} />
      <span className="grow">{messages.activity[entry.what]}</span>
      <span className="quiet nowrap">
        {entry.tookMs !== undefined && `${times.took(entry.tookMs)} · `}
        <time dateTime={new Date(entry.at).toISOString()}>{times.moment(entry.at, clock.now())}</time>
      </span>
      {code !== undefined && <span className="quiet below">{code}</span>}
    </li>
  );
}
