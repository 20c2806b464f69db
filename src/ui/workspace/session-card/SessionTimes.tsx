import { useState } from 'react';
import { waitsForNetwork } from '../../../session/evidence';
import { estimatedExpiry, plannedRefreshAt } from '../../../session/keepAlive';
import { shortName } from '../../../session/sessionId';
import type { StateOf } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { Disclosure } from '../../components/Disclosure';
import { FactLines } from '../../components/FactLines';
import { Moment, SoonMoment } from '../../components/Moment';
import { SmallButton } from '../../components/SmallButton';
import { useLayout } from '../../theme/layout';
import { signedInMessages } from '../signedInMessages';

type Open = StateOf<'open'>;

interface Props {
  readonly state: Open;
  readonly keptByOtherPane: boolean;
  /** The end of the service's pause, ms since the epoch: nothing is sent before it. */
  readonly throttledUntil: number;
  readonly online: boolean;
}

/** When the scheduled attempt is sent, ms since the epoch; null if none is scheduled. */
const attemptAtOf = ({ request }: Open, throttledUntil: number): number | null =>
  request.kind === 'retrying' ? Math.max(request.at, throttledUntil) : null;

/** When the session was refreshed, and when it will be. */
export function RefreshTimes({ state, keptByOtherPane, throttledUntil, online }: Props) {
  const { session, keepAlive, request, signInNeeded } = state;
  const { clock, messages } = useAppContext();
  const texts = signedInMessages(messages).sessionTimes;
  const refreshed =
    session.lastActivityAt > session.openedAt ? (
      <Moment at={session.lastActivityAt} />
    ) : (
      texts.notYet
    );
  const plannedAt = plannedRefreshAt(keepAlive, throttledUntil);
  const planned =
    plannedAt === null ? (
      texts.manual
    ) : keptByOtherPane ? (
      texts.byOtherPane
    ) : plannedAt > clock.now() ? (
      <Moment at={plannedAt} />
    ) : (
      texts.now
    );
  const attemptAt = attemptAtOf(state, throttledUntil);
  const isOffline = waitsForNetwork(request, online);
  const waiting = isOffline
    ? texts.whenOnline
    : signInNeeded !== undefined
      ? texts.afterSignIn
      : undefined;
  return (
    <FactLines
      lines={[
        [texts.lastRefreshed, refreshed],
        attemptAt !== null && !isOffline
          ? [texts.nextAttempt, <SoonMoment key="at" at={attemptAt} />]
          : [texts.nextRefresh, waiting ?? planned],
      ]}
    />
  );
}

/** The card's times to the second, with dates, and the session's id; folded. */
export function ExactTimes({ state, throttledUntil }: Pick<Props, 'state' | 'throttledUntil'>) {
  const { session, keepAlive } = state;
  const { clock, messages } = useAppContext();
  const texts = signedInMessages(messages).sessionTimes;
  const { openedAt, lastActivityAt, origin } = session;
  const plannedAt = plannedRefreshAt(keepAlive, throttledUntil);
  const known: readonly (readonly [string, number | null])[] = [
    [origin === 'opened' ? texts.opened : texts.attached, openedAt],
    [texts.lastRefreshed, lastActivityAt > openedAt ? lastActivityAt : null],
    [texts.nextAttempt, attemptAtOf(state, throttledUntil)],
    // A plan that is due has begun: its time is no longer the next one.
    [texts.nextRefresh, plannedAt !== null && plannedAt > clock.now() ? plannedAt : null],
    [texts.idleLimitAt, estimatedExpiry(session)],
    [texts.keepAliveStops, keepAlive.kind === 'on' ? keepAlive.until : null],
  ];
  return (
    <Disclosure label={texts.exactTimes}>
      <FactLines
        lines={[
          ...known.flatMap(([name, at]) =>
            at === null ? [] : [[name, <Moment key={name} at={at} exact />] as const],
          ),
          [texts.session, <SessionId key="id" id={session.id} />],
        ]}
      />
    </Disclosure>
  );
}

/**
 * The session's id: a short form, because it may contain the address of the user's OneDrive; whole
 * on request.
 */
function SessionId({ id }: { readonly id: string }) {
  const { labels } = signedInMessages(useAppContext().messages);
  const layout = useLayout();
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      <span className={layout.code}>{isWhole ? id : `${shortName(id)}…`}</span>{' '}
      <SmallButton onClick={() => setWhole(!isWhole)}>
        {isWhole ? labels.hideId : labels.showId}
      </SmallButton>
    </>
  );
}
