import { useCallback, useMemo, useState, useSyncExternalStore, type ComponentType } from 'react';
import type { Account, AppState, StateOf } from '../session/state';
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

const useReadable = <T,>({ subscribe, get }: Readable<T>): T =>
  useSyncExternalStore(subscribe, get);

type Working = StateOf<'noWorkbook' | 'ready' | 'opening' | 'open' | 'lost' | 'closing'>;

/** What comes in a chunk of its own: nobody sees it before somebody is signed in. */
export interface LazyViews {
  readonly Workspace: ComponentType<{ readonly state: Working; readonly appState: AppState }>;
  readonly AccountMenu: ComponentType<{ readonly account: Account }>;
}

interface Props {
  readonly pane: AppProps;
  readonly words: Readable<Localization>;
  readonly parts: LazyViews;
}

/** The whole pane, as a function of the app state. */
export function App({ pane, words, parts }: Props) {
  const hostContext = useReadable(pane.hostContext);
  const appState = useReadable(pane.appState);
  const { tools, spoken } = useAppContextValue(
    pane,
    useReadable(words),
    hostContext,
    appState.state.kind === 'open',
  );
  const { messages } = tools;
  const home = useFocusHome();
  useHostContext(hostContext, messages);
  useAnnouncements(appState, tools);
  return (
    <AppContext value={tools}>
      <ErrorBoundary messages={messages}>
        <div className="pane" ref={home}>
          <header className="top">
            {'account' in appState.state && <parts.AccountMenu account={appState.state.account} />}
          </header>
          <Screen appState={appState} messages={messages} Workspace={parts.Workspace} />
          <Footer />
        </div>
      </ErrorBoundary>
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
    </AppContext>
  );
}

function useAppContextValue(
  pane: AppProps,
  words: Localization,
  { closingEndsKeepAlive = false, startsWithWorkbook }: HostContext,
  timesMove: boolean,
): { tools: AppContextValue; spoken: string } {
  const {
    dispatch,
    clock,
    copy,
    inside,
    version,
    graphRoot,
    forgets = false,
    startWithWorkbook,
  } = pane;
  const wallAheadMs = useWallAhead(clock, timesMove);
  const [spoken, setSpoken] = useState('');
  // The same words twice would not be heard again: a space that nobody sees makes them new.
  const announce = useCallback(
    (text: string) => setSpoken((last) => (last === text ? `${text}\u00a0` : text)),
    [],
  );
  const tools = useMemo(
    () => ({
      dispatch,
      clock,
      copy,
      inside,
      version,
      graphRoot,
      forgets,
      startWithWorkbook,
      closingEndsKeepAlive,
      startsWithWorkbook,
      announce,
      messages: words.messages,
      times: shiftedTimes(words.times, wallAheadMs),
    }),
    [
      wallAheadMs,
      dispatch,
      clock,
      copy,
      inside,
      version,
      graphRoot,
      forgets,
      startWithWorkbook,
      closingEndsKeepAlive,
      startsWithWorkbook,
      words,
      announce,
    ],
  );
  return { tools, spoken };
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
