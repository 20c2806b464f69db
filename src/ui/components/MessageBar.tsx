import type { ReactNode } from 'react';
import type { Failure, SignInFailure } from '../../session/failures';
import type { Messages, ErrorMessage, Times } from '../../locales/index';
import { CopyButton } from './CopyButton';
import { Icon } from './icons';
import { useAppContext } from '../appContext';

interface Props extends ErrorMessage {
  readonly tone?: 'info' | 'warning';
  readonly failure?: Failure | SignInFailure | undefined;
  /** A second sentence. */
  readonly more?: string | undefined;
  /** Buttons for the user's next actions. */
  readonly children?: ReactNode;
}

/** Message bar for an error or a notice: what happened, why, and what to do. */
export function MessageBar({ title, sentence, more, tone = 'warning', failure, children }: Props) {
  return (
    <div className={`message-bar ${tone}`} role="alert">
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
  const { messages, times } = useAppContext();
  const lines = linesOf(failure, messages, times);
  const text = lines.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <details className="details">
      <summary>{messages.errors.details}</summary>
      <dl className="facts small">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="code">{value}</dd>
          </div>
        ))}
      </dl>
      <CopyButton label={messages.actions.copyDetails} text={text} />
    </details>
  );
}

function linesOf(
  failure: Failure | SignInFailure,
  messages: Messages,
  times: Times,
): (readonly [string, string])[] {
  const { errors } = messages;
  const fields =
    'reason' in failure
      ? ([
          [errors.code, failure.code ?? failure.reason],
          [errors.correlationId, failure.correlationId],
        ] as const)
      : ([
          [errors.code, failure.code ?? failure.recovery.kind],
          [errors.status, failure.status?.toString()],
          [errors.requestId, failure.requestId],
          [errors.clientRequestId, failure.clientRequestId],
        ] as const);
  const lines = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return [...lines, [errors.time, times.exact(failure.at)]];
}
