import type { ReactNode } from 'react';
import { Button } from './Button';
import { useTools } from './tools';
import { useAfter } from './useTime';

/** One line that says what is going on, with a wheel; the heading, where there is nothing else on the screen. */
export function Busy({ label, title = false, children }: { readonly label: string; readonly title?: boolean; readonly children?: ReactNode }) {
  return (
    <div className="waiting">
      <span className="wheel" aria-hidden="true" />
      <div className="stack tight">
        {title ? <h1 className="strong" tabIndex={-1} data-focus-home="">{label}</h1> : <p className="strong">{label}</p>}
        {children}
      </div>
    </div>
  );
}

/** Waiting for somebody: a person may always stop waiting. */
export function Waiting({ label, hint }: { readonly label: string; readonly hint?: string }) {
  const { act, messages } = useTools();
  return (
    <main className="stack">
      <Busy label={label} title>{hint !== undefined && <p className="quiet">{hint}</p>}</Busy>
      <div className="row">
        <Button onClick={() => act({ kind: 'givenUp' })}>{messages.act.cancel}</Button>
      </div>
    </main>
  );
}

const slowMs = 10_000;

/** What the static shell shows before any script; the way out appears when it takes long. */
export function Starting() {
  const { messages } = useTools();
  const slow = useAfter(slowMs);
  return (
    <main className="stack">
      <Busy label={messages.starting.now} title>{slow && <p className="quiet">{messages.starting.slow}</p>}</Busy>
      {slow && (
        <div className="row">
          <Button onClick={() => location.reload()}>{messages.act.reload}</Button>
        </div>
      )}
    </main>
  );
}
