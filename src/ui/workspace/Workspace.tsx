import { idleTimeoutMs, persistentIdleTimeoutMs } from '../../session/keepAlive';
import type { AppState, StateOf } from '../../session/state';
import { ActivityList } from './activity/ActivityList';
import { EndingCard, LostCard } from './ended/EndedCards';
import { Icon } from '../components/icons';
import { NoWorkbook } from './no-workbook/NoWorkbook';
import { OpenCard } from './session-card/OpenCard';
import { StartForm } from './start-form/StartForm';
import { ClosingCard, OpeningCard } from './session-card/PendingCards';
import { useAppContext } from '../appContext';
import { Throttled } from '../hooks/useThrottled';
import { WorkbookHead } from './WorkbookHead';

/** The states that the signed-in views draw. */
export type WorkspaceState = StateOf<
  'noWorkbook' | 'ready' | 'opening' | 'open' | 'lost' | 'closing'
>;

interface Props {
  readonly state: WorkspaceState;
  readonly appState: AppState;
}

/** Part of this chunk, because it appears with these screens. */
export { AccountMenu } from './AccountMenu';

/** All screens of a signed-in user. Loads as a separate chunk. */
export default function Workspace({ state, appState }: Props) {
  if (state.kind === 'noWorkbook') return <NoWorkbook {...state} />;
  return (
    <main className="stack loose">
      <WorkbookHead
        workbook={state.workbook}
        mayCheck={state.kind === 'ready' || state.kind === 'lost'}
      />
      {state.kind === 'open' && state.elsewhere !== undefined && (
        <OtherWorkbookNotice name={state.elsewhere.name} />
      )}
      <SessionArea state={state} appState={appState} />
      <ActivityList
        activity={appState.activity}
        idleLimitMs={'session' in state ? idleTimeoutMs(state.session) : persistentIdleTimeoutMs}
      />
    </main>
  );
}

/** Notice that Excel shows another workbook than the session's. */
function OtherWorkbookNotice({ name }: { readonly name: string }) {
  const { messages } = useAppContext();
  return (
    <p className="notice" role="status">
      <Icon name="info" />
      {name === '' ? messages.workbook.otherUnnamed : messages.workbook.other(name)}
    </p>
  );
}

function SessionArea({
  state,
  appState,
}: {
  readonly state: Exclude<WorkspaceState, { kind: 'noWorkbook' }>;
  readonly appState: AppState;
}) {
  const { activity, choices, throttledUntil, holdsLock } = appState;
  switch (state.kind) {
    case 'ready':
      return (
        <>
          {state.ending !== undefined && <EndingCard ending={state.ending} />}
          <StartForm choices={choices} />
          <Throttled until={throttledUntil} />
        </>
      );
    case 'opening':
      return <OpeningCard state={state} throttledUntil={throttledUntil} />;
    case 'open':
      return (
        <OpenCard
          key={state.session.id}
          state={state}
          choices={choices}
          throttledUntil={throttledUntil}
          keptByOtherPane={!holdsLock}
          wasReplaced={activity.some(
            ({ what, at }) => what === 'recreated' && at === state.session.openedAt,
          )}
        />
      );
    case 'lost':
      return <LostCard state={state} />;
    case 'closing':
      return <ClosingCard state={state} throttledUntil={throttledUntil} />;
  }
}
