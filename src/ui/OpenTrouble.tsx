import type { Failure } from '../session/failure';
import type { Activity, Request } from '../session/state';
import { Button } from './Button';
import { tellingOf } from './signedInWords';
import { useTools } from './tools';
import { Trouble } from './Trouble';

interface Props {
  readonly request: Request;
  readonly activity: readonly Activity[];
}

/** What stands between an open session and its next refresh. */
export function OpenTrouble({ request, activity }: Props) {
  const { act, messages } = useTools();
  const { trouble } = messages;
  if (request.kind === 'waiting' && request.for === 'network') {
    return <Trouble key="network" {...trouble.offline} failure={request.failure}><TryNow /></Trouble>;
  }
  if (request.kind === 'signingIn') {
    return (
      <Trouble key="signIn" title={messages.wait.signingIn} sentence={messages.wait.signingInHint} tone="info">
        <Button onClick={() => act({ kind: 'givenUp' })}>{messages.act.cancel}</Button>
      </Trouble>
    );
  }
  if (request.kind === 'waiting') {
    const { notice } = request;
    return (
      <Trouble key={notice?.at} {...trouble.signIn} more={notice && messages.reasons.signIns[notice.reason].title} failure={notice ?? request.failure}>
        <Button appearance="primary" onClick={() => act({ kind: 'signInRequested', another: false })}>{messages.act.signIn}</Button>
      </Trouble>
    );
  }
  const failure = failureOf(request, activity);
  return failure === undefined ? null : <Failed failure={failure} again={request.kind !== 'idle'} />;
}

/** The failure being dealt with; during the next attempt, the one before it, so that nothing flickers. */
function failureOf(request: Request, activity: readonly Activity[]): Failure | undefined {
  if (request.kind !== 'refreshing') return 'failure' in request ? request.failure : undefined;
  const last = activity.at(-1);
  return request.attempt > 1 && last?.what === 'refreshFailed' ? last.failure : undefined;
}

function Failed({ failure, again }: { readonly failure: Failure; readonly again: boolean }) {
  const { messages } = useTools();
  const { title, sentence } = tellingOf(failure, messages);
  const { trouble } = messages;
  return (
    <Trouble key={title} title={title} sentence={again ? messages.joined(sentence, trouble.goesOn) : sentence} failure={failure}>
      <TryNow />
    </Trouble>
  );
}

function TryNow() {
  const { act, messages } = useTools();
  return <Button onClick={() => act({ kind: 'refreshRequested' })}>{messages.act.tryNow}</Button>;
}
