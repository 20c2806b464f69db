import { useCallback, useMemo, useState, useSyncExternalStore, type ComponentType } from 'react';
import type { Account, AppState } from '../session/state';
import { shiftedTimes, type Messages } from '../locales/index';
import { ErrorBoundary } from './components/ErrorBoundary';
import { Footer } from './components/Footer';
import type { AppProps, Readable, HostContext } from './appProps';
import { SignedOut, Unsupported } from './first-screen/SignedOut';
import { AppContext, type AppContextValue } from './appContext';
import { useAnnouncements } from './hooks/useAnnouncements';
import { useFocusHome } from './hooks/useFocusHome';
import { useHostContext } from './hooks/useHostContext';
import { useWallAhead } from './hooks/useTime';
import { Starting, Waiting } from './first-screen/Waiting';
import type { Localization } from './localization';
import type { WorkspaceState } from './workspace/Workspace';

const useReadable = <T,>({ subscribe, get }: Readable<T>): T =>
  useSyncExternalStore(subscribe, get);

/** The signed-in views, which load as a separate chunk. */
export interface LazyViews {
  readonly Workspace: ComponentType<{
    readonly state: WorkspaceState;
    readonly appState: AppState;
  }>;
  readonly AccountMenu: ComponentType<{ readonly account: Account }>;
}

interface Props {
  readonly app: AppProps;
  readonly localization: Readable<Localization>;
  readonly views: LazyViews;
}

/** Renders the pane for the app state. */
export function PaneRoot({ app, localization, views }: Props) {
  const hostContext = useReadable(app.hostContext);
  const appState = useReadable(app.appState);
  const { context, announcement } = useAppContextValue(
    app,
    useReadable(localization),
    hostContext,
    appState.state.kind === 'open',
  );
  const { messages } = context;
  const focusRoot = useFocusHome();
  useHostContext(hostContext, messages);
  useAnnouncements(appState, context);
  return (
    <AppContext value={context}>
      <ErrorBoundary messages={messages}>
        <div className="pane" ref={focusRoot}>
          <header className="top">
            {'account' in appState.state && <views.AccountMenu account={appState.state.account} />}
          </header>
          <Screen appState={appState} messages={messages} Workspace={views.Workspace} />
          <Footer />
        </div>
      </ErrorBoundary>
      <p className="visually-hidden" aria-live="polite">
        {announcement}
      </p>
    </AppContext>
  );
}

function useAppContextValue(
  app: AppProps,
  localization: Localization,
  { closingEndsKeepAlive = false, startsWithWorkbook }: HostContext,
  watchWallClock: boolean,
): { context: AppContextValue; announcement: string } {
  const wallAheadMs = useWallAhead(app.clock, watchWallClock);
  const [announcement, setAnnouncement] = useState('');
  // Screen readers skip a live region whose text does not change. A no-break space makes the same
  // text new.
  const announce = useCallback(
    (text: string) => setAnnouncement((last) => (last === text ? `${text}\u00a0` : text)),
    [],
  );
  const context = useMemo(
    () => ({
      ...app,
      closingEndsKeepAlive,
      startsWithWorkbook,
      announce,
      messages: localization.messages,
      times: shiftedTimes(localization.times, wallAheadMs),
    }),
    [app, closingEndsKeepAlive, startsWithWorkbook, announce, localization, wallAheadMs],
  );
  return { context, announcement };
}

function Screen({
  appState,
  messages,
  Workspace,
}: {
  readonly appState: AppState;
  readonly messages: Messages;
  readonly Workspace: LazyViews['Workspace'];
}) {
  const { state } = appState;
  switch (state.kind) {
    case 'starting':
      return <Starting />;
    case 'unsupported':
      return <Unsupported reason={state.reason} />;
    case 'signedOut':
      return <SignedOut {...state} />;
    case 'signingIn':
      return (
        <Waiting
          key="signingIn"
          label={messages.wait.signingIn}
          hint={messages.wait.signingInHint}
        />
      );
    case 'locating':
      return (
        <Waiting
          key="locating"
          label={messages.wait.locating}
          throttledUntil={appState.throttledUntil}
        />
      );
    case 'noWorkbook':
    case 'ready':
    case 'opening':
    case 'open':
    case 'lost':
    case 'closing':
      return <Workspace state={state} appState={appState} />;
  }
}
