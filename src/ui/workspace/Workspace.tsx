import { Activity, useEffect } from 'react';
import { Button } from '@fluentui/react-components';
import { isUnreadReplacement } from '../../session/activity';
import { idleTimeoutMs, isKeptByPeer, persistentIdleTimeoutMs } from '../../session/keepAlive';
import type { SignInFailure } from '../../session/failures';
import type { AppState, StateOf } from '../../session/state';
import { unconfirmedHere } from '../../session/unconfirmed';
import { useAppContext } from '../appContext';
import { Info } from '../components/Info';
import { SignInError } from '../components/SignInError';
import { Frame } from '../first-screen/Frame';
import { Starting, Waiting } from '../first-screen/Waiting';
import { Throttled } from '../hooks/useThrottled';
import { FluentRoot } from '../theme/FluentRoot';
import { useLayout } from '../theme/layout';
import { AccountHeader } from './AccountHeader';
import { ActivityList } from './activity/ActivityList';
import { EndingCard, LostCard, UnconfirmedNotice } from './ended/EndedCards';
import { accountWaitsFor, offers } from './nextActions';
import { NoWorkbook } from './no-workbook/NoWorkbook';
import { PopupsContext, type Popups } from './popupsContext';
import { Resuming } from './Resuming';
import { OpenCard } from './session-card/OpenCard';
import { ClosingCard, OpeningCard } from './session-card/PendingCards';
import { SignInNotice } from './SignInNotice';
import { StartForm } from './start-form/StartForm';
import { signedInMessages } from './signedInMessages';
import { useDrawn } from './useDrawn';
import { WorkbookHead } from './WorkbookHead';

/** The states of a user who is signed in, or probably will be. */
export type WorkspaceState = StateOf<
  | 'starting'
  | 'resuming'
  | 'locating'
  | 'noWorkbook'
  | 'ready'
  | 'opening'
  | 'open'
  | 'lost'
  | 'closing'
>;

interface Props {
  readonly state: WorkspaceState;
  readonly appState: AppState;
}

export { createPopups } from './createPopups';

/** The message bar for a failed sign-in, on the first screen. */
export function SignInErrorAlone({ failure }: { readonly failure: SignInFailure }) {
  const layout = useLayout();
  return (
    <FluentRoot>
      <div className={layout.stack}>
        <SignInError failure={failure} />
      </div>
    </FluentRoot>
  );
}

/** All screens of a signed-in user. Loads as a separate chunk, with Fluent. */
export default function Workspace({
  state,
  appState,
  popups,
}: Props & { readonly popups: Popups }) {
  const drawn = useDrawn(state);
  return (
    <FluentRoot>
      <PopupsContext value={popups}>
        <Frame
          top={
            'account' in drawn && (
              <AccountHeader account={drawn.account} waitsFor={accountWaitsFor(drawn)} />
            )
          }
        >
          <Screen state={drawn} appState={appState} />
        </Frame>
      </PopupsContext>
    </FluentRoot>
  );
}

function Screen({ state, appState }: Props) {
  const { wait } = useAppContext().messages;
  if (state.kind === 'noWorkbook') return <NoWorkbook state={state} appState={appState} />;
  const waits = state.kind === 'starting' || state.kind === 'locating';
  return (
    <>
      {state.kind === 'starting' && <Starting />}
      {state.kind === 'locating' && (
        <Waiting label={wait.locating} throttledUntil={appState.throttledUntil} Button={Button} />
      )}
      {/* While other servers answer, the processor has time to render the start form. */}
      <Activity mode={waits ? 'hidden' : 'visible'}>
        <WorkbookScreen state={waits ? undefined : state} appState={appState} />
      </Activity>
    </>
  );
}

/** The workbook and its session; only the start form until the workbook is located. */
function WorkbookScreen({
  state,
  appState,
}: {
  readonly state:
    Exclude<WorkspaceState, StateOf<'starting' | 'locating' | 'noWorkbook'>> | undefined;
  readonly appState: AppState;
}) {
  const layout = useLayout();
  const shown = state?.kind === 'resuming' ? state.shown : state;
  const unconfirmed = unconfirmedHere(appState);
  return (
    <main className={layout.loose}>
      {state !== undefined && (
        <WorkbookHead
          workbook={state.workbook}
          mayCheck={
            (state.kind === 'ready' || state.kind === 'lost') && !offers('checkAgain', state)
          }
        />
      )}
      {/* While the pane resumes, the workbook is looked up anyway. */}
      {state !== undefined && state.kind !== 'resuming' && appState.excelShows !== null && (
        <OtherWorkbook name={appState.excelShows.name} />
      )}
      {appState.signInNotice !== undefined && (
        <SignInNotice failure={appState.signInNotice} state={state} tried={appState} />
      )}
      {unconfirmed !== undefined && <UnconfirmedNotice {...unconfirmed} />}
      <SessionArea state={shown} appState={appState} />
      {state?.kind === 'resuming' && <Resuming isSignedIn={state.isSignedIn === true} />}
      {shown !== undefined && (
        <ActivityList
          activity={state?.kind === 'resuming' ? state.activity : appState.activity}
          idleLimitMs={'session' in shown ? idleTimeoutMs(shown.session) : persistentIdleTimeoutMs}
        />
      )}
    </main>
  );
}

/** Notice that Excel shows another workbook than the session's. */
function OtherWorkbook({ name }: { readonly name: string }) {
  const { announce, messages } = useAppContext();
  const { other, otherUnnamed } = signedInMessages(messages).workbook;
  const text = name === '' ? otherUnnamed : other(name);
  useEffect(() => announce(text), [announce, text]);
  return <Info>{text}</Info>;
}

function SessionArea({
  state,
  appState,
}: {
  readonly state: StateOf<'ready' | 'opening' | 'open' | 'lost' | 'closing'> | undefined;
  readonly appState: AppState;
}) {
  const layout = useLayout();
  const { activity, choices, throttledUntil, online, signInNotice } = appState;
  switch (state?.kind) {
    case undefined:
    case 'ready':
      return (
        <>
          {state?.ending !== undefined && <EndingCard ending={state.ending} tried={appState} />}
          <StartForm choices={choices} />
          {state !== undefined && <Throttled until={throttledUntil} className={layout.quiet} />}
        </>
      );
    case 'opening':
      return <OpeningCard state={state} throttledUntil={throttledUntil} online={online} />;
    case 'open':
      return (
        <OpenCard
          key={state.session.id}
          state={state}
          choices={choices}
          throttledUntil={throttledUntil}
          online={online}
          signInNotice={signInNotice}
          keptByOtherPane={appState.state.kind === 'open' && isKeptByPeer(state, appState)}
          wasReplaced={activity.some((entry) => isUnreadReplacement(entry, state.session))}
        />
      );
    case 'lost':
      return (
        <>
          <LostCard state={state} tried={appState} />
          <Throttled until={throttledUntil} className={layout.quiet} />
        </>
      );
    case 'closing':
      return (
        <ClosingCard
          state={state}
          isSent={appState.state.kind === 'closing'}
          throttledUntil={throttledUntil}
          online={online}
        />
      );
  }
}
