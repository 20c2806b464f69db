import type { ReactNode } from 'react';
import { Button } from '../components/Button';
import { useAppContext } from '../appContext';
import { Throttled } from '../hooks/useThrottled';
import { useAfter } from '../hooks/useTime';

/** A progress line with a spinner. `title` makes it the heading, when the screen has no other. */
export function Busy({
  label,
  title = false,
  children,
}: {
  readonly label: string;
  readonly title?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div className="waiting">
      <span className="wheel" aria-hidden="true" />
      <div className="stack tight">
        {title ? (
          <h1 className="strong" tabIndex={-1} data-focus-home="">
            {label}
          </h1>
        ) : (
          <p className="strong">{label}</p>
        )}
        {children}
      </div>
    </div>
  );
}

/**
 * Waiting screen with a Cancel button. Shows the service's pause until `throttledUntil` (ms since
 * the epoch).
 */
export function Waiting({
  label,
  hint,
  throttledUntil,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly throttledUntil?: number;
}) {
  const { dispatch, messages } = useAppContext();
  return (
    <main className="stack">
      <Busy label={label} title>
        {hint !== undefined && <p className="quiet">{hint}</p>}
        {throttledUntil !== undefined && <Throttled until={throttledUntil} />}
      </Busy>
      <div className="row">
        <Button onClick={() => dispatch({ kind: 'cancelRequested' })}>
          {messages.actions.cancel}
        </Button>
      </div>
    </main>
  );
}

const slowMs = 10_000;

/** Start-up screen, like the static shell. Offers Reload after a while. */
export function Starting() {
  const { messages } = useAppContext();
  const slow = useAfter(slowMs);
  return (
    <main className="stack">
      <Busy label={messages.starting.now} title>
        {slow && <p className="quiet">{messages.starting.slow}</p>}
      </Busy>
      {slow && (
        <div className="row">
          <Button onClick={() => location.reload()}>{messages.actions.reload}</Button>
        </div>
      )}
    </main>
  );
}
