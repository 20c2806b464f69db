import type { ReactNode } from 'react';
import type { WorkbookSession } from '../../../session/state';
import { Icon, type IconName } from '../../components/icons';
import { useAppContext } from '../../appContext';

export type Intent = 'good' | 'busy' | 'warning' | 'ended';

interface Props {
  readonly statusText: string;
  readonly icon: IconName;
  readonly intent: Intent;
  readonly session?: WorkbookSession;
  readonly children: ReactNode;
}

/**
 * The card of a session: its state in a word and a sign, and what there is to know. The word is not read aloud at each
 * change: keep-alive would nag; what matters is announced.
 */
export function Card({ statusText, icon, intent, session, children }: Props) {
  const { messages } = useAppContext();
  return (
    <section className="card stack" aria-label={messages.card.region}>
      <div className="card-head">
        <p className={`state ${intent}`} role="status" aria-live="off">
          <Icon name={icon} />
          {statusText}
        </p>
        {session !== undefined && <Kind session={session} />}
      </div>
      {children}
    </section>
  );
}

/** What the server said of the session's kind. */
function Kind({ session: { persistChanges, origin } }: { readonly session: WorkbookSession }) {
  const { card } = useAppContext().messages;
  if (persistChanges === 'unknown') {
    return (
      <p className="badge">
        <Icon name="link" />
        {origin === 'attached' ? card.unknown : card.kindUnknown}
      </p>
    );
  }
  return persistChanges ? (
    <p className="badge">
      <Icon name="save" />
      {card.saved}
    </p>
  ) : (
    <p className="badge">
      <Icon name="scratch" />
      {card.scratch}
    </p>
  );
}

/** Names and values, line by line. */
export function Facts({
  lines,
  small = false,
}: {
  readonly lines: readonly (readonly [string, ReactNode])[];
  readonly small?: boolean;
}) {
  return (
    <dl className={`facts ${small ? 'small' : ''}`}>
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
