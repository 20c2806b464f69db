import { useCallback, useMemo, useState, useSyncExternalStore, type ComponentType } from 'react';
import type { Account, Snapshot, StateOf } from '../session/state';
import { shiftedTimes, type Messages } from '../locales/index';
import { ErrorBoundary } from './components/ErrorBoundary';
import { Footer } from './components/Footer';
import type { Pane, Readable, Surroundings } from './appProps';
import { SignedOut, Unsupported } from './first-screen/SignedOut';
import { ToolsContext, type Tools } from './appContext';
import { useAnnouncements } from './hooks/useAnnouncements';
import { useFocusHome } from './hooks/useFocusHome';
import { useSurroundings } from './hooks/useHostContext';
import { useWallAhead } from './hooks/useTime';
import { Starting, Waiting } from './first-screen/Waiting';
import type { Words } from './localization';

const useReadable = <T,>({ subscribe, get }: Readable<T>): T => useSyncExternalStore(subscribe, get);

type Working = StateOf<'noWorkbook' | 'ready' | 'opening' | 'open' | 'lost' | 'closing'>;

/** What comes in a chunk of its own: nobody sees it before somebody is signed in. */
export interface Parts {
  readonly Workspace: ComponentType<{ readonly state: Working; readonly snapshot: Snapshot }>;
  readonly AccountMenu: ComponentType<{ readonly account: Account }>;
}

interface Props {
  readonly pane: Pane;
  readonly words: Readable<Words>;
  readonly parts: Parts;
}

/** The whole pane, as a function of the snapshot. */
export function App({ pane, words, parts }: Props) {
  const surroundings = useReadable(pane.surroundings);
  const snapshot = useReadable(pane.snapshot);
  const { tools, spoken } = useToolsOf(pane, useReadable(words), surroundings, snapshot.state.kind === 'open');
  const { messages } = tools;
  const home = useFocusHome();
  useSurroundings(surroundings, messages);
  useAnnouncements(snapshot, tools);
  return (
    <ToolsContext value={tools}>
      <ErrorBoundary messages={messages}>
        <div className="pane" ref={home}>
          <header className="top">{'account' in snapshot.state && <parts.AccountMenu account={snapshot.state.account} />}</header>
          <Screen snapshot={snapshot} messages={messages} Workspace={parts.Workspace} />
          <Footer />
        </div>
      </ErrorBoundary>
      <p className="unseen" aria-live="polite">{spoken}</p>
    </ToolsContext>
  );
}

function useToolsOf(pane: Pane, words: Words, { closingEndsKeepAlive = false, startsWithWorkbook }: Surroundings, timesMove: boolean): { tools: Tools; spoken: string } {
  const { act, clock, copy, version, graphRoot, forgets = false, startWithWorkbook } = pane;
  const wallAheadMs = useWallAhead(clock, timesMove);
  const [spoken, setSpoken] = useState('');
  // The same words twice would not be heard again: a space that nobody sees makes them new.
  const announce = useCallback((text: string) => setSpoken((last) => (last === text ? `${text}\u00a0` : text)), []);
  const tools = useMemo(
    () => ({
      act, clock, copy, version, graphRoot, forgets, startWithWorkbook, closingEndsKeepAlive, startsWithWorkbook, announce,
      messages: words.messages,
      times: shiftedTimes(words.times, wallAheadMs),
    }),
    [wallAheadMs, act, clock, copy, version, graphRoot, forgets, startWithWorkbook, closingEndsKeepAlive, startsWithWorkbook, words, announce],
  );
  return { tools, spoken };
}

function Screen({ snapshot, messages, Workspace }: { readonly snapshot: Snapshot; readonly messages: Messages; readonly Workspace: Parts['Workspace'] }) {
  const { state } = snapshot;
  switch (state.kind) {
    case 'starting':
      return <Starting />;
    case 'unsupported':
      return <Unsupported reason={state.reason} />;
    case 'signedOut':
      return <SignedOut {...state} />;
    case 'signingIn':
      return <Waiting key="signingIn" label={messages.wait.signingIn} hint={messages.wait.signingInHint} />;
    case 'locating':
      return <Waiting key="locating" label={messages.wait.locating} throttledUntil={snapshot.throttledUntil} />;
    case 'noWorkbook':
    case 'ready':
    case 'opening':
    case 'open':
    case 'lost':
    case 'closing':
      return <Workspace state={state} snapshot={snapshot} />;
  }
}
