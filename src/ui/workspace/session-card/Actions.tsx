import { Button } from '@fluentui/react-components';
import { ArrowClockwise20Regular } from '@fluentui/react-icons';
import { useEffect, useId, useState } from 'react';
import type { StateOf } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { Throttled, useThrottledUntil } from '../../hooks/useThrottled';
import { useLayout } from '../../theme/layout';

type Open = StateOf<'open'>;

/** Refresh and Close, and what became of the click. */
export function Actions({
  state,
  throttledUntil,
}: {
  readonly state: Open;
  readonly throttledUntil: number;
}) {
  const { dispatch, messages } = useAppContext();
  const layout = useLayout();
  const waitId = useId();
  const busy = state.request.kind === 'refreshing';
  const throttled = useThrottledUntil(throttledUntil) !== undefined;
  // The step that helps is in the message bar; the same request would fail again.
  const isHelped =
    state.signInNeeded !== undefined ||
    (state.request.kind === 'idle' && state.request.failure !== undefined);
  const [confirmation, noteClick] = useConfirmation(state);
  return (
    <div className={layout.tight}>
      <div className={layout.row}>
        <Button
          appearance={isHelped ? 'secondary' : 'primary'}
          disabledFocusable={busy || (throttled && state.request.kind === 'retrying')}
          aria-describedby={throttled ? waitId : undefined}
          icon={<ArrowClockwise20Regular />}
          onClick={() => {
            noteClick();
            dispatch({ kind: 'refreshRequested' });
          }}
        >
          {messages.actions.refresh}
        </Button>
        <Button onClick={() => dispatch({ kind: 'closeRequested' })}>
          {messages.actions.close}
        </Button>
      </div>
      <Throttled until={throttledUntil} id={waitId} className={layout.quiet} />
      {confirmation !== undefined && <p className={layout.quiet}>{confirmation}</p>}
    </div>
  );
}

/**
 * Confirmation such as "Refreshed at 10:42", once after each click. Later refreshes of keep-alive
 * are not announced.
 */
function useConfirmation({ session, request }: Open): readonly [string | undefined, () => void] {
  const { announce, clock, messages, times } = useAppContext();
  /**
   * `lastActivityAt` before the click, and after the first refresh that followed; ms since the
   * epoch.
   */
  const [click, setClick] = useState<{ readonly before: number; readonly after?: number }>();
  const idle = request.kind === 'idle' && request.failure === undefined;
  if (
    click !== undefined &&
    click.after === undefined &&
    session.lastActivityAt !== click.before &&
    idle
  ) {
    setClick({ ...click, after: session.lastActivityAt });
  }
  const text =
    click?.after === undefined
      ? undefined
      : messages.card.refreshedAt(times.moment(click.after, clock.now()));
  const confirmedAt = click?.after;
  useEffect(() => {
    if (confirmedAt !== undefined && text !== undefined) announce(text);
    // The time is announced once, not again when its format changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [announce, confirmedAt]);
  return [text, () => setClick({ before: session.lastActivityAt })];
}
