import { useState, type ComponentType, type ReactNode } from 'react';
import { useAppContext } from '../appContext';
import { PlainButton } from './PlainButton';

interface Props {
  /** Fluent's button in Fluent's views. */
  readonly Button?: ComponentType<{ readonly onClick: () => void; readonly children: ReactNode }>;
  /** Announces a failure; not in an alert, which does that. */
  readonly role?: 'alert';
}

/** Loads the pane again, if its page can be loaded; else says that it cannot, at each click. */
export function Reload({ Button = PlainButton, role }: Props) {
  const { messages, reload } = useAppContext();
  const [failures, setFailures] = useState(0);
  const failed = (): void => setFailures((count) => count + 1);
  return (
    <>
      <Button onClick={() => reload(failed)}>{messages.actions.reload}</Button>
      {failures > 0 && (
        <p key={failures} role={role}>
          {messages.starting.notLoadable}
        </p>
      )}
    </>
  );
}
