import type { ComponentType, ReactNode } from 'react';
import { useAppContext } from '../appContext';
import { Throttled } from '../hooks/useThrottled';
import { useAfter } from '../hooks/useTime';
import { Heading } from './Heading';
import { PlainButton } from './PlainButton';
import { Reload } from './Reload';

/** The progress line of a screen: a spinner beside its heading. */
function Busy({ label, children }: { readonly label: string; readonly children?: ReactNode }) {
  return (
    <div className="waiting">
      <span className="wheel" aria-hidden="true" />
      <div>
        <Heading>{label}</Heading>
        {children}
      </div>
    </div>
  );
}

/**
 * Waiting screen with a Cancel button, which is Fluent's in Fluent's views. Shows the service's
 * pause until `throttledUntil` (ms since the epoch).
 */
export function Waiting({
  label,
  hint,
  throttledUntil,
  Button = PlainButton,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly throttledUntil?: number;
  readonly Button?: ComponentType<{ readonly onClick: () => void; readonly children: ReactNode }>;
}) {
  const { dispatch, messages } = useAppContext();
  return (
    <main>
      <Busy label={label}>
        {hint !== undefined && <p className="quiet">{hint}</p>}
        {throttledUntil !== undefined && <Throttled until={throttledUntil} className="quiet" />}
      </Busy>
      <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>
        {messages.actions.cancel}
      </Button>
    </main>
  );
}

/** After this time (ms) a screen that waits offers a reload. */
export const slowMs = 10_000;

/** Start-up screen, like the static shell. Offers Reload after a while. */
export function Starting() {
  const { messages } = useAppContext();
  const slow = useAfter(slowMs);
  return (
    <main>
      <Busy label={messages.starting.now}>
        {slow && <p className="quiet">{messages.starting.slow}</p>}
      </Busy>
      {slow && <Reload role="alert" />}
    </main>
  );
}
