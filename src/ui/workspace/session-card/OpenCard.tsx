import { useEffect, useId, useState } from 'react';
import { estimatedExpiry } from '../../../session/keepAlive';
import { shortName } from '../../../session/sessionId';
import type { Choices, StateOf } from '../../../session/state';
import { Button } from '../../components/Button';
import { Card, Facts, type Intent } from './Card';
import { CopyAs } from '../copy-as/CopyAs';
import { CopyButton } from '../../components/CopyButton';
import { Icon, type IconName } from '../../components/icons';
import { KeepAlive } from './KeepAlive';
import { LeavingDialog } from './LeavingDialog';
import { OpenErrors } from './OpenErrors';
import { TimeLeft, useMayHaveEnded } from './TimeLeft';
import { useAppContext } from '../../appContext';
import { Throttled, useThrottledUntil } from '../../hooks/useThrottled';
import { ExactTimes, When } from '../../components/When';

type Open = StateOf<'open'>;

interface Props {
  readonly state: Open;
  readonly choices: Choices;
  readonly throttledUntil: number;
  /** Another pane of this user keeps the session alive. */
  readonly keptByOtherPane: boolean;
}

/** Card of the open session: status, time left, actions and settings. */
export function OpenCard({ state, choices, throttledUntil, keptByOtherPane }: Props) {
  const { messages } = useAppContext();
  const { session } = state;
  const mayHaveEnded = useMayHaveEnded(estimatedExpiry(session));
  const status = statusOf(state, mayHaveEnded);
  return (
    <Card
      statusText={messages.card[status.textKey]}
      icon={status.icon}
      intent={status.intent}
      session={session}
    >
      <TimeLeft session={session} />
      <OpenErrors state={state} throttledUntil={throttledUntil} />
      <Actions state={state} throttledUntil={throttledUntil} />
      <div className="stack tight">
        <SessionFacts state={state} keptByOtherPane={keptByOtherPane} />
        <ExactTimes state={state} />
        <CopySession state={state} />
      </div>
      <KeepAlive state={state} choices={choices} />
      {state.question !== undefined && (
        <LeavingDialog question={state.question} session={session} />
      )}
    </Card>
  );
}

interface Status {
  readonly textKey:
    | 'active'
    | 'unconfirmed'
    | 'refreshing'
    | 'again'
    | 'waitingForNetwork'
    | 'signInNeeded'
    | 'checking';
  readonly icon: IconName;
  readonly intent: Intent;
}

/**
 * The status. An obstacle comes before a request in progress, so that the status does not flicker
 * during retries.
 */
function statusOf(
  { request, signInNeeded, unverifiedAfterMs }: Open,
  mayHaveEnded: boolean,
): Status {
  if (request.kind === 'waitingForNetwork') {
    return { textKey: 'waitingForNetwork', icon: 'again', intent: 'warning' };
  }
  if (request.kind === 'signingIn' || signInNeeded !== undefined) {
    return { textKey: 'signInNeeded', icon: 'person', intent: 'warning' };
  }
  if (request.kind === 'retrying') return { textKey: 'again', icon: 'again', intent: 'warning' };
  if (request.kind === 'refreshing') {
    return {
      textKey: unverifiedAfterMs === undefined ? 'refreshing' : 'checking',
      icon: 'refresh',
      intent: 'busy',
    };
  }
  if (mayHaveEnded) return { textKey: 'unconfirmed', icon: 'question', intent: 'warning' };
  return { textKey: 'active', icon: 'checkCircle', intent: 'good' };
}

/**
 * Facts about the session. Only a short form of its id is shown, because the id may contain the
 * address of the user's OneDrive.
 */
function SessionFacts({
  state,
  keptByOtherPane,
}: {
  readonly state: Open;
  readonly keptByOtherPane: boolean;
}) {
  const { session, keepAlive, request, signInNeeded } = state;
  const { card } = useAppContext().messages;
  const refreshed =
    session.lastActivityAt > session.openedAt ? <When at={session.lastActivityAt} /> : card.notYet;
  const planned =
    keepAlive.kind === 'off' ? (
      card.nobody
    ) : keptByOtherPane ? (
      card.byOtherPane
    ) : (
      <When at={keepAlive.refreshAt} />
    );
  const waiting =
    request.kind === 'waitingForNetwork'
      ? card.whenOnline
      : request.kind === 'signingIn' || signInNeeded !== undefined
        ? card.afterSignIn
        : undefined;
  return (
    <Facts
      lines={[
        [session.origin === 'opened' ? card.opened : card.attached, <When at={session.openedAt} />],
        [card.lastRefreshed, refreshed],
        request.kind === 'retrying'
          ? [card.nextAttempt, <When at={request.at} soon />]
          : [card.nextRefresh, waiting ?? planned],
        [
          card.session,
          <span key="id" className="code">
            {shortName(session.id)}…
          </span>,
        ],
      ]}
    />
  );
}

function CopySession({ state: { session, workbook } }: { readonly state: Open }) {
  const { actions } = useAppContext().messages;
  return (
    <div className="row snug menu-anchor">
      <CopyButton label={actions.copySessionId} text={session.id} />
      <CopyAs workbook={workbook} session={session} />
    </div>
  );
}

function Actions({
  state,
  throttledUntil,
}: {
  readonly state: Open;
  readonly throttledUntil: number;
}) {
  const { dispatch, messages } = useAppContext();
  const waitId = useId();
  const busy = state.request.kind === 'refreshing' || state.request.kind === 'signingIn';
  const throttled = useThrottledUntil(throttledUntil) !== undefined;
  const awaitsSignIn = state.signInNeeded !== undefined;
  const [confirmation, noteClick] = useConfirmation(state);
  return (
    <div className="stack tight">
      <div className="row">
        <Button
          appearance={awaitsSignIn ? 'secondary' : 'primary'}
          disabledFocusable={busy || (throttled && state.request.kind === 'retrying')}
          aria-describedby={throttled ? waitId : undefined}
          icon={<Icon name="refresh" className={busy ? 'turning' : ''} />}
          onClick={() => {
            noteClick();
            dispatch({ kind: 'refreshRequested' });
          }}
        >
          {messages.actions.refresh}
        </Button>
        <Button onClick={() => dispatch({ kind: 'closeRequested' })}>
          {messages.actions.close}
        </Button>
      </div>
      <Throttled until={throttledUntil} id={waitId} />
      {confirmation !== undefined && <p className="good">{confirmation}</p>}
    </div>
  );
}

/**
 * Confirmation such as "Refreshed at 10:42", once after each click. Later refreshes of keep-alive
 * are not announced.
 */
function useConfirmation({ session, request }: Open): readonly [string | undefined, () => void] {
  const { announce, clock, messages, times } = useAppContext();
  /**
   * `lastActivityAt` before the click, and after the first refresh that followed; ms since the
   * epoch.
   */
  const [click, setClick] = useState<{ readonly before: number; readonly after?: number }>();
  const idle = request.kind === 'idle' && request.failure === undefined;
  if (
    click !== undefined &&
    click.after === undefined &&
    session.lastActivityAt !== click.before &&
    idle
  ) {
    setClick({ ...click, after: session.lastActivityAt });
  }
  const text =
    click?.after === undefined
      ? undefined
      : messages.card.refreshedAt(times.moment(click.after, clock.now()));
  const confirmedAt = click?.after;
  useEffect(() => {
    if (confirmedAt !== undefined && text !== undefined) announce(text);
    // The time is announced once, not again when its format changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [announce, confirmedAt]);
  return [text, () => setClick({ before: session.lastActivityAt })];
}
