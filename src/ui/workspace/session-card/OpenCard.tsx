import { useState, type ComponentType } from 'react';
import { estimatedExpiry } from '../../../session/keepAlive';
import { shortName } from '../../../session/sessionId';
import type { Choices, StateOf } from '../../../session/state';
import { Button } from '../../components/Button';
import { Actions } from './Actions';
import { Card, FactLines, type Intent } from './Card';
import { CopyAs } from '../copy-as/CopyAs';
import { CopyButton } from '../../components/CopyButton';
import type { IconName } from '../../components/icons';
import { KeepAliveSettings } from './KeepAliveSettings';
import { LeavingDialog } from './LeavingDialog';
import type { LookInsideProps } from '../look-inside/LookInside';
import { Empty, lazyComponent } from '../../lazyComponent';
import { signedInMessages } from '../signedInMessages';
import { OpenErrors } from './OpenErrors';
import { Replaced } from './Replaced';
import { TimeLeft, useMayHaveEnded } from './TimeLeft';
import { useAppContext } from '../../appContext';
import { ExactTimes, When } from '../../components/When';

type Open = StateOf<'open'>;

interface Props {
  readonly state: Open;
  readonly choices: Choices;
  readonly throttledUntil: number;
  /** Another pane of this user keeps the session alive. */
  readonly keptByOtherPane: boolean;
  /** This session replaced one that the service ended. */
  readonly wasReplaced: boolean;
}

/** Card of the open session: status, time left, actions and settings. */
export function OpenCard(props: Props) {
  const { state, choices, throttledUntil, keptByOtherPane, wasReplaced } = props;
  const { messages } = useAppContext();
  const { session } = state;
  const mayHaveEnded = useMayHaveEnded(estimatedExpiry(session));
  const status = statusOf(state, mayHaveEnded);
  const [Inside, setInside] = useState<ComponentType<LookInsideProps>>();
  const toggleInside = (): void =>
    setInside(() => (Inside === undefined ? loadInside() : undefined));
  return (
    <>
      <Card
        statusText={messages.card[status.textKey]}
        icon={status.icon}
        intent={status.intent}
        session={session}
      >
        <TimeLeft session={session} />
        {wasReplaced && <Replaced session={session} />}
        <OpenErrors state={state} throttledUntil={throttledUntil} />
        <Actions state={state} throttledUntil={throttledUntil} />
        <div className="stack tight">
          <SessionFacts state={state} keptByOtherPane={keptByOtherPane} />
          <ExactTimes state={state} />
          <CopySession
            state={state}
            isInsideShown={Inside !== undefined}
            toggleInside={toggleInside}
          />
        </div>
        <KeepAliveSettings state={state} choices={choices} />
        {state.question !== undefined && (
          <LeavingDialog question={state.question} session={session} />
        )}
      </Card>
      {Inside !== undefined && (
        <Inside
          workbook={state.workbook}
          session={session}
          throttledUntil={throttledUntil}
          close={toggleInside}
        />
      )}
    </>
  );
}

/** Loads the view in a chunk of its own with the first click. */
const loadInside = (): ComponentType<LookInsideProps> =>
  lazyComponent(import(/* webpackChunkName: "inside" */ '../look-inside/LookInside'), Empty);

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
      card.manual
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
    <FactLines
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

interface CopySessionProps {
  readonly state: Open;
  readonly isInsideShown: boolean;
  readonly toggleInside: () => void;
}

function CopySession({ state, isInsideShown, toggleInside }: CopySessionProps) {
  const { session, workbook } = state;
  const { messages } = useAppContext();
  const { actions } = messages;
  return (
    <div className="row snug menu-anchor">
      <CopyButton label={actions.copySessionId} text={session.id} />
      <CopyAs workbook={workbook} session={session} />
      <Button size="small" appearance="subtle" aria-expanded={isInsideShown} onClick={toggleInside}>
        {signedInMessages(messages).inside.look}
      </Button>
    </div>
  );
}
