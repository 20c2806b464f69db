import { Button } from '@fluentui/react-components';
import { ArrowClockwise20Regular } from '@fluentui/react-icons';
import { useEffect, useId, useState } from 'react';
import type { Failure } from '../../../session/failures';
import type { OpenSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { Throttled, useThrottled } from '../../hooks/useThrottled';
import { useLayout } from '../../theme/layout';
import { signedInMessages } from '../signedInMessages';

interface Props {
  readonly state: OpenSession;
  /** The title of the message bar. */
  readonly told: string | undefined;
  readonly throttledUntil: number;
}

/** Refresh and Close, and what became of the click. */
export function Actions({ state, told, throttledUntil }: Props) {
  const { dispatch, messages } = useAppContext();
  const layout = useLayout();
  const waitId = useId();
  const busy = state.request.kind === 'refreshing';
  const throttled = useThrottled(throttledUntil);
  // The step that helps is in the message bar; the same request would fail again.
  const isHelped =
    state.signInNeeded !== undefined ||
    (state.request.kind === 'idle' && state.request.failure?.recovery.kind === 'forbidden');
  const confirmation = useConfirmation(state, told);
  return (
    <div className={layout.tight}>
      <div className={layout.row}>
        <Button
          appearance={isHelped ? 'secondary' : 'primary'}
          disabledFocusable={busy || (throttled && state.request.kind === 'retrying')}
          aria-describedby={throttled ? waitId : undefined}
          icon={<ArrowClockwise20Regular />}
          onClick={() => dispatch({ kind: 'refreshRequested' })}
        >
          {signedInMessages(messages).labels.refresh}
        </Button>
        <Button onClick={() => dispatch({ kind: 'closeRequested' })}>
          {signedInMessages(messages).labels.close}
        </Button>
      </div>
      <Throttled until={throttledUntil} id={waitId} className={layout.quiet} />
      {confirmation !== undefined && <p className={layout.quiet}>{confirmation}</p>}
    </div>
  );
}

/** The latest click on Refresh, here or on the ribbon. Times are in ms since the epoch. */
interface Click {
  /** Its number. */
  readonly count: number;
  readonly lastActivityAt: number;
  readonly failure: Failure | undefined;
  /** What the message bar told. */
  readonly told: string | undefined;
  readonly outcome?: Outcome | undefined;
}

type Outcome =
  | { readonly kind: 'refreshed'; readonly at: number }
  /** `told` is what the message bar tells again, and does not announce. */
  | { readonly kind: 'failed'; readonly told?: string | undefined; readonly isOver: boolean };

/**
 * What became of a click, announced once: a confirmation such as "Refreshed at 10:42", which is
 * also shown, or the same failure as before. Later refreshes of keep-alive are not announced.
 */
function useConfirmation(state: OpenSession, told: string | undefined): string | undefined {
  const { announce, clock, messages, times } = useAppContext();
  const { session, request, clicks: count = 0 } = state;
  const [known] = useState(count);
  const [click, setClick] = useState<Click>();
  const outcome = click && outcomeOf(click, state, told);
  if (count > (click?.count ?? known)) {
    const { failure } = request;
    setClick({ count, lastActivityAt: session.lastActivityAt, failure, told });
  } else if (outcome !== click?.outcome) setClick(click && { ...click, outcome });
  const isRefreshed = outcome?.kind === 'refreshed';
  const text = isRefreshed
    ? signedInMessages(messages).card.refreshedAt(times.moment(outcome.at, clock.now()))
    : undefined;
  const announced = isRefreshed ? text : outcome?.told;
  useEffect(() => {
    if (announced !== undefined) announce(announced);
    // The time is announced once, not again when its format changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [announce, isRefreshed ? outcome.at : announced]);
  return text;
}

/** What is known of a click: nothing while its first attempt is under way. */
function outcomeOf(
  { lastActivityAt, failure: before, told: toldBefore, outcome }: Click,
  { session, request }: OpenSession,
  told: string | undefined,
): Outcome | undefined {
  const { failure } = request;
  const isOver = outcome?.kind === 'refreshed' || outcome?.isOver === true;
  if (isOver || request.kind === 'refreshing') return outcome;
  if (failure === undefined) {
    const at = session.lastActivityAt;
    return at === lastActivityAt ? outcome : { kind: 'refreshed', at };
  }
  if (failure === before) return outcome;
  const isLast = request.kind === 'idle';
  if (outcome !== undefined) return isLast ? { ...outcome, isOver: true } : outcome;
  return { kind: 'failed', isOver: isLast, told: told === toldBefore ? told : undefined };
}
