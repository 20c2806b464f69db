import { Button } from '@fluentui/react-components';
import { Clock20Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { NextAttempt } from '../../../session/failures';
import type { StateOf, WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { Busy } from '../../components/Busy';
import { Throttled, useThrottled } from '../../hooks/useThrottled';
import { useLayout } from '../../theme/layout';
import { errorMessageFor, signedInMessages } from '../signedInMessages';
import { NextAttemptNote } from '../../components/NextAttemptNote';
import { Card } from './Card';

interface Props<Kind extends 'opening' | 'closing'> {
  readonly state: StateOf<Kind>;
  readonly throttledUntil: number;
  readonly online: boolean;
}

/** Card of a session that is being opened, attached or recreated. */
export function OpeningCard({ state: { mode, retry }, ...waiting }: Props<'opening'>) {
  const { messages } = useAppContext();
  const { starting, attaching, recreating } = messages.announced;
  return (
    <PendingCard
      statusText={signedInMessages(messages).card.opening}
      label={{ start: starting, attach: attaching, recreate: recreating }[mode.kind]}
      cancelLabel={messages.actions.cancel}
      retry={retry}
      {...waiting}
    />
  );
}

/**
 * Card of a session that is being closed. After a reload the close is not sent until the workbook is
 * located: there is nothing to stop.
 */
export function ClosingCard({
  state: { session, retry },
  isSent,
  ...waiting
}: Props<'closing'> & { readonly isSent: boolean }) {
  const { announce, messages } = useAppContext();
  const { card, labels } = signedInMessages(messages);
  useEffect(() => announce(card.closingNow), [announce, card.closingNow]);
  return (
    <PendingCard
      statusText={card.closing}
      session={session}
      label={card.closingNow}
      cancelLabel={isSent ? labels.stopWaiting : undefined}
      retry={retry}
      {...waiting}
    />
  );
}

interface PendingCardProps extends Waiting {
  readonly statusText: string;
  readonly session?: WorkbookSession;
  /** What is under way. */
  readonly label: string;
  /** Undefined where there is nothing to cancel. */
  readonly cancelLabel: string | undefined;
}

function PendingCard({ statusText, session, label, cancelLabel, ...waiting }: PendingCardProps) {
  const { dispatch } = useAppContext();
  const layout = useLayout();
  return (
    <Card statusText={statusText} icon={<Clock20Regular />} intent="busy" session={session}>
      <Busy label={label}>
        <WaitingFor {...waiting} />
      </Busy>
      {cancelLabel !== undefined && (
        <div className={layout.row}>
          <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>{cancelLabel}</Button>
        </div>
      )}
    </Card>
  );
}

interface Waiting {
  readonly retry: NextAttempt | undefined;
  readonly throttledUntil: number;
  readonly online: boolean;
}

/** What the next attempt waits for: the service's pause, or the last failure to pass. */
function WaitingFor({ retry, throttledUntil, online }: Waiting) {
  const { announce, messages } = useAppContext();
  const { quiet } = useLayout();
  const { card, errors } = signedInMessages(messages);
  const isThrottled = useThrottled(throttledUntil);
  const isOffline = !online && retry?.failure.status === undefined;
  const why =
    retry && (isOffline ? errors.offline : errorMessageFor(retry.failure, messages)).title;
  const said = why && messages.because(why, card.again);
  // Once for the same reason, not for each attempt.
  const lastSaid = useRef<string>(undefined);
  useEffect(() => {
    if (said === undefined || said === lastSaid.current) return;
    lastSaid.current = said;
    announce(said);
  }, [announce, said]);
  if (isThrottled) return <Throttled until={throttledUntil} className={quiet} />;
  return retry && why && <NextAttemptNote why={why} at={retry.at} />;
}
