import type { ReactNode } from 'react';
import type { WorkbookSession } from '../../../session/state';
import { Icon, type IconName } from '../../components/icons';
import { useAppContext } from '../../appContext';

/** Meaning of the status, which selects its colour. */
export type Intent = 'good' | 'busy' | 'warning' | 'ended';

interface Props {
  readonly statusText: string;
  readonly icon: IconName;
  readonly intent: Intent;
  readonly session?: WorkbookSession;
  readonly children: ReactNode;
}

/**
 * Card of a session with its status. Status changes are not announced: keep-alive would announce
 * every refresh. useAnnouncements announces the important ones.
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

/** Badge with the session's kind. */
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

/** Description list of names and values. */
export function FactLines({
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
