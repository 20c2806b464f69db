import { Button } from '@fluentui/react-components';
import { idleTimeoutMs, persistentIdleTimeoutMs } from '../../session/keepAlive';
import type { SignInFailure } from '../../session/failures';
import type { AppState, StateOf } from '../../session/state';
import { useAppContext } from '../appContext';
import { Busy } from '../components/Busy';
import { Info } from '../components/Info';
import { SignInError } from '../components/SignInError';
import { Frame } from '../first-screen/Frame';
import { slowMs, Waiting } from '../first-screen/Waiting';
import { Throttled } from '../hooks/useThrottled';
import { useAfter } from '../hooks/useTime';
import { FluentRoot } from '../theme/FluentRoot';
import { useLayout } from '../theme/layout';
import { AccountHeader } from './AccountHeader';
import { ActivityList } from './activity/ActivityList';
import { EndingCard, LostCard } from './ended/EndedCards';
import { NoWorkbook } from './no-workbook/NoWorkbook';
import { PopupsContext, type Popups } from './popupsContext';
import { OpenCard } from './session-card/OpenCard';
import { ClosingCard, OpeningCard } from './session-card/PendingCards';
import { StartForm } from './start-form/StartForm';
import { WorkbookHead } from './WorkbookHead';

/** The states of a signed-in user. */
export type WorkspaceState = StateOf<
  'resuming' | 'locating' | 'noWorkbook' | 'ready' | 'opening' | 'open' | 'lost' | 'closing'
>;

interface Props {
  readonly state: WorkspaceState;
  readonly appState: AppState;
}

export { createPopups } from './createPopups';

/** The message bar for a failed sign-in, on the first screen. */
export function SignInErrorAlone({ failure }: { readonly failure: SignInFailure }) {
  return (
    <FluentRoot>
      <SignInError failure={failure} />
    </FluentRoot>
  );
}

/** All screens of a signed-in user. Loads as a separate chunk, with Fluent. */
export default function Workspace({
  state,
  appState,
  popups,
}: Props & { readonly popups: Popups }) {
  return (
    <FluentRoot>
      <PopupsContext value={popups}>
        <Frame top={<AccountHeader account={state.account} />}>
          <Screen state={state} appState={appState} />
        </Frame>
      </PopupsContext>
    </FluentRoot>
  );
}

function Screen({ state, appState }: Props) {
  const layout = useLayout();
  const { wait } = useAppContext().messages;
  if (state.kind === 'locating') {
    return <Waiting label={wait.locating} throttledUntil={appState.throttledUntil} />;
  }
  if (state.kind === 'noWorkbook') return <NoWorkbook {...state} />;
  const resumes = state.kind === 'resuming';
  const shown = resumes ? state.shown : state;
  return (
    <main className={layout.loose}>
      <WorkbookHead
        workbook={state.workbook}
        mayCheck={state.kind === 'ready' || state.kind === 'lost'}
      />
      {state.kind === 'open' && state.elsewhere !== undefined && (
        <OtherWorkbook name={state.elsewhere.name} />
      )}
      <SessionArea state={shown} appState={appState} />
      {resumes && <Resuming />}
      <ActivityList
        activity={resumes ? state.activity : appState.activity}
        idleLimitMs={'session' in shown ? idleTimeoutMs(shown.session) : persistentIdleTimeoutMs}
      />
    </main>
  );
}

/** What a reload waits for, once it takes longer than usual; later with a way out. */
function Resuming() {
  const { messages } = useAppContext();
  const layout = useLayout();
  const isLate = useAfter(lateMs);
  const isSlow = useAfter(slowMs);
  if (!isLate) return null;
  return (
    <div className={layout.tight}>
      <Busy label={messages.wait.locating}>
        {isSlow && <p className={layout.quiet}>{messages.starting.slow}</p>}
      </Busy>
      {isSlow && <Button onClick={() => location.reload()}>{messages.actions.reload}</Button>}
    </div>
  );
}
const lateMs = 1_000;

/** Notice that Excel shows another workbook than the session's. */
function OtherWorkbook({ name }: { readonly name: string }) {
  const { messages } = useAppContext();
  return (
    <Info role="status">
      {name === '' ? messages.workbook.otherUnnamed : messages.workbook.other(name)}
    </Info>
  );
}

function SessionArea({
  state,
  appState,
}: {
  readonly state: Exclude<WorkspaceState, { kind: 'resuming' | 'noWorkbook' | 'locating' }>;
  readonly appState: AppState;
}) {
  const layout = useLayout();
  const { activity, choices, throttledUntil, holdsLock } = appState;
  switch (state.kind) {
    case 'ready':
      return (
        <>
          {state.ending !== undefined && <EndingCard ending={state.ending} />}
          <StartForm choices={choices} />
          <Throttled until={throttledUntil} className={layout.quiet} />
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
