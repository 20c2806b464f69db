import type { ReactNode } from 'react';
import type { Failure, SignInFailure } from '../../session/failures';
import type { Messages, Telling, Times } from '../../locales/index';
import { CopyButton } from './CopyButton';
import { Icon } from './icons';
import { useTools } from '../appContext';

interface Props extends Telling {
  readonly tone?: 'info' | 'warning';
  readonly failure?: Failure | SignInFailure | undefined;
  /** More to know than the one sentence. */
  readonly more?: string | undefined;
  /** The buttons: what can be done. */
  readonly children?: ReactNode;
}

/** What went wrong, why, and what to do: told in this one way everywhere. */
export function Trouble({ title, sentence, more, tone = 'warning', failure, children }: Props) {
  return (
    <div className={`trouble ${tone}`} role="alert">
      <Icon name={tone === 'info' ? 'info' : 'warning'} className="sign" />
      <div className="stack tight">
        <p className="strong">{title}</p>
        <p>{sentence}</p>
        {more !== undefined && <p className="strong">{more}</p>}
        {children !== undefined && <div className="row">{children}</div>}
        {failure !== undefined && <Details failure={failure} />}
      </div>
    </div>
  );
}

function Details({ failure }: { readonly failure: Failure | SignInFailure }) {
  const { messages, times } = useTools();
  const lines = linesOf(failure, messages, times);
  const text = lines.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <details className="details">
      <summary>{messages.trouble.details}</summary>
      <dl className="facts small">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="code">{value}</dd>
          </div>
        ))}
      </dl>
      <CopyButton label={messages.act.copyDetails} text={text} />
    </details>
  );
}

function linesOf(failure: Failure | SignInFailure, messages: Messages, times: Times): (readonly [string, string])[] {
  const { trouble } = messages;
  const known =
    'reason' in failure
      ? [[trouble.code, failure.code ?? failure.reason], [trouble.correlationId, failure.correlationId]] as const
      : ([
          [trouble.code, failure.code ?? failure.verdict.kind],
          [trouble.status, failure.status?.toString()],
          [trouble.requestId, failure.requestId],
          [trouble.clientRequestId, failure.clientRequestId],
        ] as const);
  const said = known.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return [...said, [trouble.time, times.exact(failure.at)]];
}
