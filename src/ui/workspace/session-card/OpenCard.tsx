import { memo, useCallback, useState, type ComponentType } from 'react';
import { estimatedExpiry } from '../../../session/keepAlive';
import type { AppState, StateOf } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { Empty, lazyComponent } from '../../lazyComponent';
import type { LookInsideProps } from '../look-inside/LookInside';
import { NotLoaded } from '../NotLoaded';
import { usePopups } from '../popupsContext';
import { Actions } from './Actions';
import { Card } from './Card';
import { KeepAliveSettings } from './KeepAliveSettings';
import { openErrorOf } from './openError';
import { OpenErrors } from './OpenErrors';
import { Overtook } from './Overtook';
import { Replaced } from './Replaced';
import { ExactTimes, RefreshTimes } from './SessionTimes';
import { statusOf } from './status';
import { TimeLeft, useMayHaveEnded } from './TimeLeft';
import { lookInsideId, Tools } from './Tools';
import { signedInMessages } from '../signedInMessages';

interface Props extends Pick<AppState, 'choices' | 'throttledUntil' | 'online' | 'signInNotice'> {
  readonly state: StateOf<'open'>;
  /** Another pane of this user keeps the session alive. */
  readonly keptByOtherPane: boolean;
  /** This session replaced one that the service ended, and the user has not dismissed that. */
  readonly wasReplaced: boolean;
}

/** Card of the open session: status, time left, actions and settings. */
export const OpenCard = memo(function OpenCard(props: Props) {
  const { state, choices, throttledUntil, online, keptByOtherPane, wasReplaced } = props;
  const { messages } = useAppContext();
  const error = openErrorOf(state, props, messages);
  const popups = usePopups();
  const { session } = state;
  const status = statusOf(state, useMayHaveEnded(estimatedExpiry(session)), online);
  const [Inside, setInside] = useState<ComponentType<LookInsideProps>>();
  const toggleInside = useCallback(() => {
    // The view's own button, which is removed, hands the focus back.
    document.getElementById(lookInsideId)?.focus();
    setInside((shown: ComponentType<LookInsideProps> | undefined) =>
      shown === undefined ? loadInside() : undefined,
    );
  }, []);
  const { keepAlive } = state;
  return (
    <>
      <Card
        statusText={signedInMessages(messages).card[status.textKey]}
        icon={status.icon}
        intent={status.intent}
        session={session}
      >
        <TimeLeft session={session} />
        {wasReplaced ? <Replaced session={session} /> : state.overtook && <Overtook />}
        <OpenErrors error={error} request={state.request} />
        <Actions state={state} told={error?.title} throttledUntil={throttledUntil} />
        <KeepAliveSettings
          isOn={keepAlive.kind === 'on'}
          until={keepAlive.kind === 'on' ? keepAlive.until : null}
          stopped={keepAlive.kind === 'off' ? keepAlive.stopped : undefined}
          choices={choices}
        />
        <div>
          <RefreshTimes
            state={state}
            keptByOtherPane={keptByOtherPane}
            throttledUntil={throttledUntil}
            online={online}
          />
          <ExactTimes state={state} throttledUntil={throttledUntil} />
          <Tools
            workbook={state.workbook}
            sessionId={session.id}
            persistChanges={session.persistChanges}
            isInsideShown={Inside !== undefined}
            toggleInside={toggleInside}
          />
        </div>
        {state.question !== undefined && (
          <popups.LeavingDialog question={state.question} session={session} />
        )}
      </Card>
      {Inside !== undefined && (
        <Inside
          workbook={state.workbook}
          session={session}
          throttledUntil={throttledUntil}
          online={online}
          close={toggleInside}
        />
      )}
    </>
  );
});

/** Loads the view in a chunk of its own with the first click. */
const loadInside = (): ComponentType<LookInsideProps> =>
  lazyComponent(
    () => import(/* webpackChunkName: "inside" */ '../look-inside/LookInside'),
    Empty,
    NotLoaded,
  );
