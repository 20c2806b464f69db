import type { Ending, StateOf } from '../../../session/state';
import { Button } from '../../components/Button';
import { Card } from '../session-card/Card';
import { signedInWords, tellingOf } from '../signedInMessages';
import { afterEnd, afterFailedStart, clickOf, labelOf } from '../nextActions';
import { useTools } from '../../appContext';
import { Trouble } from '../../components/ErrorMessage';

/** The session is over, and nobody asked for it. */
export function LostCard({ state }: { readonly state: StateOf<'lost'> }) {
  const { act, messages } = useTools();
  const { session, reason, failure } = state;
  const { scratchGone, savedKept } = messages.trouble;
  const helps = afterEnd(reason);
  // Where the file is gone, nobody can look into it for what was saved.
  const kept = reason === 'fileGone' ? undefined : savedKept;
  const fate = session.persistChanges === 'unknown' ? undefined : session.persistChanges ? kept : scratchGone;
  return (
    <Card word={messages.card.ended} icon="ended" mood="over" session={session}>
      <Trouble {...signedInWords(messages).ends[reason]} more={fate} failure={failure}>
        {helps !== undefined && <Button appearance="primary" onClick={() => act(clickOf[helps])}>{labelOf(helps, messages)}</Button>}
        <Button appearance={helps === undefined ? 'primary' : 'secondary'} onClick={() => act(clickOf.start)}>{messages.act.start}</Button>
        <Button onClick={() => act({ kind: 'dismissed' })}>{messages.act.dismiss}</Button>
      </Trouble>
    </Card>
  );
}

/** How the last session ended, until a new one begins or the person has seen it. */
export function EndingCard({ ending }: { readonly ending: Ending }) {
  const { clock, messages, times } = useTools();
  const { card, trouble } = messages;
  if (ending.kind === 'failed') return <FailedStart ending={ending} />;
  if (ending.kind === 'mayBeOpen') return <Trouble title={trouble.mayBeOpen} sentence={trouble.mayBeOpenSentence} tone="info"><Dismiss /></Trouble>;
  const at = times.moment(ending.at, clock.now());
  return (
    <Card word={card.closed} icon="closed" mood="over" session={ending.session}>
      {ending.failure === undefined
        ? <><p>{card.closedAt(at)}</p><div className="row"><Dismiss /></div></>
        : <Trouble title={trouble.closeFailed} sentence={trouble.closeFailedSentence} failure={ending.failure}><Dismiss /></Trouble>}
    </Card>
  );
}

function FailedStart({ ending: { failure } }: { readonly ending: Extract<Ending, { kind: 'failed' }> }) {
  const { act, messages } = useTools();
  const { title, sentence } = tellingOf(failure, messages);
  const steps = afterFailedStart(failure);
  return (
    <Trouble title={messages.trouble.openFailed} sentence={messages.because(title, sentence)} failure={failure}>
      {steps.map((step) => <Button key={step} onClick={() => act(clickOf[step])}>{labelOf(step, messages)}</Button>)}
      <Dismiss />
    </Trouble>
  );
}

function Dismiss() {
  const { act, messages } = useTools();
  return <Button onClick={() => act({ kind: 'dismissed' })}>{messages.act.dismiss}</Button>;
}
