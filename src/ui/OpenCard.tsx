import { useEffect, useState } from 'react';
import { presumedEnd } from '../session/keepAlive';
import { shortName } from '../session/sessionId';
import type { Activity, Choices, StateOf } from '../session/state';
import { Button } from './Button';
import { Card, Facts, type Mood } from './Card';
import { CopyAs } from './CopyAs';
import { CopyButton } from './CopyButton';
import { Icon, type IconName } from './icons';
import { KeepAlive } from './KeepAlive';
import { OpenTrouble } from './OpenTrouble';
import { TimeLeft, useMayHaveEnded } from './TimeLeft';
import { useTools } from './tools';
import { ExactTimes, When } from './When';

type Open = StateOf<'open'>;

interface Props {
  readonly state: Open;
  readonly choices: Choices;
  readonly activity: readonly Activity[];
}

/** The open session: how it is, how long it lasts, what can be done with it. */
export function OpenCard({ state, choices, activity }: Props) {
  const { messages } = useTools();
  const { session, request } = state;
  const doubtful = useMayHaveEnded(presumedEnd(session));
  const sign = signOf(state, doubtful);
  return (
    <Card word={messages.card[sign.word]} icon={sign.icon} mood={sign.mood} session={session}>
      <TimeLeft session={session} />
      <OpenTrouble request={request} activity={activity} />
      <Actions state={state} />
      <div className="stack tight">
        <SessionFacts state={state} />
        <ExactTimes state={state} />
        <CopySession state={state} />
      </div>
      <KeepAlive state={state} choices={choices} />
    </Card>
  );
}

interface Sign {
  readonly word: 'active' | 'unconfirmed' | 'refreshing' | 'again';
  readonly icon: IconName;
  readonly mood: Mood;
}

function signOf({ request }: Open, doubtful: boolean): Sign {
  if (request.kind === 'refreshing') return { word: 'refreshing', icon: 'refresh', mood: 'busy' };
  if (request.kind === 'retrying' || (request.kind === 'waiting' && request.for === 'network')) return { word: 'again', icon: 'again', mood: 'warning' };
  if (doubtful) return { word: 'unconfirmed', icon: 'question', mood: 'warning' };
  return { word: 'active', icon: 'checkCircle', mood: 'good' };
}

/** The id itself stays off the screen: it may hold the address of the person's OneDrive. */
function SessionFacts({ state: { session, keepAlive, request } }: { readonly state: Open }) {
  const { card } = useTools().messages;
  const refreshed = session.aliveAt > session.openedAt ? <When at={session.aliveAt} /> : card.notYet;
  const planned = keepAlive.kind === 'on' ? <When at={keepAlive.refreshAt} /> : card.nobody;
  const awaited = request.kind === 'waiting' && request.for === 'network' ? card.whenOnline : card.afterSignIn;
  const waiting = request.kind === 'waiting' || request.kind === 'signingIn';
  return (
    <Facts
      lines={[
        [session.origin === 'opened' ? card.opened : card.attached, <When at={session.openedAt} />],
        [card.lastRefreshed, refreshed],
        request.kind === 'retrying' ? [card.nextAttempt, <When at={request.at} />] : [card.nextRefresh, waiting ? awaited : planned],
        [card.session, <span key="id" className="code">{shortName(session.id)}…</span>],
      ]}
    />
  );
}

function CopySession({ state: { session, workbook } }: { readonly state: Open }) {
  const { act } = useTools().messages;
  return (
    <div className="row snug menu-anchor">
      <CopyButton label={act.copySessionId} text={session.id} />
      <CopyAs workbook={workbook} session={session} />
    </div>
  );
}

function Actions({ state }: { readonly state: Open }) {
  const { act, messages } = useTools();
  const busy = state.request.kind === 'refreshing' || state.request.kind === 'signingIn';
  const awaitsSignIn = state.request.kind === 'waiting' && state.request.for === 'signIn';
  const [confirmation, clicked] = useConfirmation(state);
  return (
    <div className="stack tight">
      <div className="row">
        <Button
          appearance={awaitsSignIn ? 'secondary' : 'primary'}
          disabledFocusable={busy}
          icon={<Icon name="refresh" className={busy ? 'turning' : ''} />}
          onClick={() => { clicked(); act({ kind: 'refreshRequested' }); }}
        >
          {messages.act.refresh}
        </Button>
        <Button onClick={() => act({ kind: 'closeRequested' })}>{messages.act.close}</Button>
      </div>
      {confirmation !== undefined && <p className="good">{confirmation}</p>}
    </div>
  );
}

/** "Refreshed at 10:42", once after each click that brought a refresh about. */
function useConfirmation({ session, request }: Open): readonly [string | undefined, () => void] {
  const { announce, clock, messages, times } = useTools();
  const [askedAt, setAskedAt] = useState<number>();
  const answered = askedAt !== undefined && session.aliveAt !== askedAt && request.kind === 'idle' && request.failure === undefined;
  const text = answered ? messages.card.refreshedAt(times.moment(session.aliveAt, clock.now())) : undefined;
  useEffect(() => {
    if (text !== undefined) announce(text);
  }, [announce, text]);
  return [text, () => setAskedAt(session.aliveAt)];
}
