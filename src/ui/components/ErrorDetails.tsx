import type { Messages, Times } from '../../locales/index';
import type { Failure, SignInFailure } from '../../session/failures';
import { useAppContext } from '../appContext';
import { signedInMessages } from '../workspace/signedInMessages';
import { useLayout } from '../theme/layout';
import { CopyButton } from './CopyButton';
import { Disclosure } from './Disclosure';
import { FactLines } from './FactLines';

/** What the service answered, for a report; folded, and copied as text. */
export function ErrorDetails({ failure }: { readonly failure: Failure | SignInFailure }) {
  const { messages, times } = useAppContext();
  const layout = useLayout();
  const lines = linesOf(failure, messages, times);
  const text = lines.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <Disclosure label={signedInMessages(messages).errors.details}>
      <FactLines
        lines={lines.map(([name, value]) => [
          name,
          <span key={name} className={layout.code}>
            {value}
          </span>,
        ])}
      />
      <CopyButton label={signedInMessages(messages).labels.copyDetails} text={text} />
    </Disclosure>
  );
}

function linesOf(
  failure: Failure | SignInFailure,
  messages: Messages,
  times: Times,
): (readonly [string, string])[] {
  const { errors } = signedInMessages(messages);
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
