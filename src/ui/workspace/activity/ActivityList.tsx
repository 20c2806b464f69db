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

interface Props {
  readonly activity: readonly Activity[];
  /** How long the service lets the session be idle, ms. */
  readonly idleLimitMs: number;
}

/** What happened: the refreshes as a picture, everything as a list, the newest first, and as a file. */
export function ActivityList({ activity, idleLimitMs }: Props) {
  const { messages, times, version } = useAppContext();
  const [all, setAll] = useState(false);
  const id = useId();
  // The answer on the card is not to wait for the picture.
  const pictured = useDeferredValue(activity);
  if (activity.length === 0) return null;
  const shown = all ? ungrouped(activity) : grouped(activity).slice(0, shownAtFirst);
  return (
    <section className="stack tight">
      <h2 className="subheading" id={id}>
        {signedInMessages(messages).activity.title}
      </h2>
      <RefreshPlot activity={pictured} idleLimitMs={idleLimitMs} />
      {/* Without its bullets, Safari does not take it for a list. */}
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
  const words = signedInMessages(messages).activity;
  const { code, status } = entry.failure ?? {};
  const answer = code ?? (status === undefined ? undefined : `HTTP ${status}`);
  return (
    <li>
      <Icon name={signs[entry.what]} className={entry.failure === undefined ? 'faint' : 'bad'} />
      <span className="grow">
        {count === 1 ? words[entry.what] : words.refreshedOften(times.count(count))}
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
      {answer !== undefined && <span className="quiet below">{answer}</span>}
    </li>
  );
}
