import {
  DismissCircle20Regular,
  QuestionCircle20Regular,
  SubtractCircle20Regular,
} from '@fluentui/react-icons';
import { isOver, mayHaveOpened } from '../../../session/evidence';
import type { Failure } from '../../../session/failures';
import type { Ending, StateOf } from '../../../session/state';
import type { UnconfirmedSession } from '../../../session/unconfirmed';
import type { ErrorMessage, Messages } from '../../../locales/index';
import { ActionButtons } from '../ActionButtons';
import { Dismiss } from '../Dismiss';
import { Card } from '../session-card/Card';
import { signedInMessages, errorMessageFor } from '../signedInMessages';
import { userActionOf } from '../userActions';
import {
  afterFailedStart,
  afterLost,
  isReplaceFailed,
  untriedFirst,
  type TriedRemedies,
} from '../nextActions';
import { useAppContext } from '../../appContext';
import { Notice } from '../../components/Notice';
import { useLayout } from '../../theme/layout';

interface HasTried {
  readonly tried: TriedRemedies;
}

/** Card of a session that the service ended. */
export function LostCard({ state, tried }: { readonly state: StateOf<'lost'> } & HasTried) {
  const { messages } = useAppContext();
  const { session, reason, failure } = state;
  const { scratchGone, savedKept } = signedInMessages(messages).changes;
  const actions = untriedFirst(afterLost(state), tried);
  const end = signedInMessages(messages).ends[reason];
  const next = isReplaceFailed(state) ? failedStart(failure, 'replaceFailed', messages) : undefined;
  // Without the file, the user cannot check what was saved.
  const savedNote = reason === 'fileGone' ? undefined : savedKept;
  const changesNote =
    session.persistChanges === 'unknown'
      ? undefined
      : session.persistChanges
        ? savedNote
        : scratchGone;
  return (
    <Card
      statusText={signedInMessages(messages).card.ended}
      icon={<DismissCircle20Regular />}
      intent="ended"
      session={session}
    >
      <Notice
        title={end.title}
        sentence={next === undefined ? end.sentence : messages.because(next.title, next.sentence)}
        more={changesNote}
        failure={failure}
      >
        <ActionButtons
          actions={actions}
          startLabel={next === undefined ? signedInMessages(messages).labels.start : undefined}
        />
        <Dismiss />
      </Notice>
    </Card>
  );
}

/** How the last session ended; shown until the user dismisses it or starts another session. */
export function EndingCard({ ending, tried }: { readonly ending: Ending } & HasTried) {
  const { clock, messages, times } = useAppContext();
  const layout = useLayout();
  const { card, endings } = signedInMessages(messages);
  if (ending.kind === 'failed') return <FailedStart ending={ending} tried={tried} />;
  const at = times.moment(ending.at, clock.now());
  const isConfirmed = ending.failure === undefined;
  return (
    <Card
      statusText={isConfirmed ? card.closed : card.unconfirmed}
      icon={isConfirmed ? <SubtractCircle20Regular /> : <QuestionCircle20Regular />}
      intent="ended"
      session={ending.session}
    >
      {ending.failure === undefined ? (
        <>
          <p>{card.closedAt(at)}</p>
          <div className={layout.row}>
            <Dismiss />
          </div>
        </>
      ) : (
        <Notice
          title={endings.closeFailed}
          sentence={messages.mayBeOpen.sentence}
          more={ending.needsUser ? endings.signInToClose : undefined}
          failure={ending.failure}
        >
          {ending.needsUser && <ActionButtons actions={['signIn']} first="secondary" />}
          <Dismiss />
        </Notice>
      )}
    </Card>
  );
}

function FailedStart({
  ending: { failure, attach },
  tried,
}: {
  readonly ending: Extract<Ending, { kind: 'failed' }>;
} & HasTried) {
  const { messages } = useAppContext();
  const actions = untriedFirst(afterFailedStart(failure), tried);
  const isEnded = attach !== undefined && isOver(failure);
  const start =
    attach === undefined || isEnded
      ? userActionOf.start
      : ({ kind: 'attachRequested', sessionId: attach } as const);
  return (
    <Notice
      {...failedStart(failure, attach === undefined ? 'openFailed' : 'attachFailed', messages)}
      failure={failure}
    >
      <ActionButtons
        actions={actions}
        start={start}
        startLabel={isEnded ? signedInMessages(messages).labels.start : undefined}
        first="secondary"
      />
      <Dismiss />
    </Notice>
  );
}

/**
 * What became of a start. Without an answer, or if an accepted request cannot be followed, a session
 * may have been opened.
 */
function failedStart(
  failure: Failure,
  what: 'openFailed' | 'attachFailed' | 'replaceFailed',
  messages: Messages,
): ErrorMessage {
  const { endings } = signedInMessages(messages);
  const { title, sentence } = errorMessageFor(failure, messages);
  const why = messages.because(title, sentence);
  const { mayBeOpen, endsByItself } = endings;
  if (what === 'attachFailed' || !mayHaveOpened(failure)) {
    return { title: endings[what], sentence: why };
  }
  const isAccepted = failure.accepted === true;
  return {
    title: mayBeOpen,
    sentence: isAccepted ? endsByItself : messages.joined(why, endsByItself),
  };
}

/** A session that no screen shows may be open: of a start, or after a close. */
export function UnconfirmedNotice({ sessionId, failure }: UnconfirmedSession) {
  const { messages } = useAppContext();
  const { earlier, mayBeOpen, unloaded, endsByItself, closeFailed } =
    signedInMessages(messages).endings;
  const { sentence } = messages.mayBeOpen;
  const close = {
    title: earlier,
    sentence: failure === undefined ? sentence : messages.because(closeFailed, sentence),
  };
  const unanswered = { title: mayBeOpen, sentence: messages.joined(unloaded, endsByItself) };
  const start = failure === undefined ? unanswered : failedStart(failure, 'openFailed', messages);
  return (
    <Notice {...(sessionId === undefined ? start : close)} tone="info" failure={failure}>
      <Dismiss action="unconfirmedDismissed" />
    </Notice>
  );
}
