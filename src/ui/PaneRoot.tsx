import { useMemo, type ComponentType } from 'react';
import { shiftedTimes } from '../locales/index';
import type { SignInFailure } from '../session/failures';
import type { AppState, SessionState } from '../session/state';
import { AppContext, useAppContext, type AppContextValue } from './appContext';
import type { AppProps, Readable } from './appProps';
import { ErrorBoundary } from './first-screen/ErrorBoundary';
import { Frame } from './first-screen/Frame';
import { Heading } from './first-screen/Heading';
import { PlainButton } from './first-screen/PlainButton';
import { Reload } from './first-screen/Reload';
import { SignedOut, Unsupported } from './first-screen/SignedOut';
import { Starting, Waiting } from './first-screen/Waiting';
import { useAnnouncements } from './hooks/useAnnouncements';
import { useFocusHome } from './hooks/useFocusHome';
import { useHostContext } from './hooks/useHostContext';
import { useLiveRegion } from './hooks/useLiveRegion';
import { useReadable, whole } from './hooks/useReadable';
import { useWallClock } from './hooks/useTime';
import type { Again } from './lazyComponent';
import type { Localization } from './localization';
import type { WorkspaceState } from './workspace/Workspace';

/** The views that load as a separate chunk, with Fluent. */
export interface LazyViews {
  readonly Workspace: ComponentType<{
    readonly state: WorkspaceState;
    readonly appState: AppState;
  }>;
  readonly SignInError: ComponentType<{ readonly failure: SignInFailure }>;
}

interface Props {
  readonly app: AppProps;
  readonly localization: Readable<Localization>;
  readonly views: LazyViews;
  /** The signed-in views have loaded, and the user will probably be signed in without a click. */
  readonly startsInWorkspace: boolean;
}

/** Renders the pane for the app state. */
export function PaneRoot({ app, localization, views, startsInWorkspace }: Props) {
  const theme = useReadable(app.hostContext, (hostContext) => hostContext.theme);
  const appState = useReadable(app.appState, whole);
  const { context, announced } = useAppContextValue(
    app,
    useReadable(localization, whole),
    'account' in appState.state,
  );
  const { messages } = context;
  const focusRoot = useFocusHome();
  useHostContext(theme, messages);
  useAnnouncements(appState, context);
  return (
    <AppContext value={context}>
      <ErrorBoundary messages={messages}>
        <div ref={focusRoot}>
          <Screen appState={appState} views={views} startsInWorkspace={startsInWorkspace} />
        </div>
      </ErrorBoundary>
      <div id="announced" aria-live="polite">
        {announced.map((text, index) => (
          <p key={index}>{text}</p>
        ))}
      </div>
    </AppContext>
  );
}

function useAppContextValue(
  app: AppProps,
  localization: Localization,
  showsTimes: boolean,
): { context: AppContextValue; announced: readonly string[] } {
  const wall = useWallClock(app.clock, showsTimes);
  const [announced, announce] = useLiveRegion();
  const context = useMemo(
    () => ({
      ...app,
      announce,
      messages: localization.messages,
      times: shiftedTimes(localization.times, Number.parseInt(wall, 10)),
    }),
    [app, announce, localization, wall],
  );
  return { context, announced };
}

/** A signed-in user's screens are Fluent's; those before are plain. */
function Screen({
  appState,
  views: { Workspace, SignInError },
  startsInWorkspace,
}: Pick<Props, 'views' | 'startsInWorkspace'> & { readonly appState: AppState }) {
  const { state } = appState;
  // Who will be signed in waits in Fluent's views, which then change little.
  if ('account' in state || (state.kind === 'starting' && startsInWorkspace)) {
    return <Workspace state={state} appState={appState} />;
  }
  return (
    <Frame>
      <FirstScreen
        state={state}
        mayBeOpen={appState.unconfirmed !== undefined}
        SignInError={SignInError}
      />
    </Frame>
  );
}

function FirstScreen({
  state,
  mayBeOpen,
  SignInError,
}: {
  readonly state: Exclude<SessionState, { readonly account: unknown }>;
  readonly mayBeOpen: boolean;
  readonly SignInError: LazyViews['SignInError'];
}) {
  const { wait } = useAppContext().messages;
  switch (state.kind) {
    case 'starting':
      return <Starting />;
    case 'unsupported':
      return <Unsupported reason={state.reason} />;
    case 'signedOut':
      return <SignedOut state={state} mayBeOpen={mayBeOpen} SignInError={SignInError} />;
    case 'signingIn':
      return <Waiting label={wait.signingIn} hint={wait.signingInHint} />;
  }
}

/** What stands until the views of a signed-in user have loaded. */
export function WorkspaceLoading({
  state,
  appState,
}: {
  readonly state: WorkspaceState;
  readonly appState: AppState;
}) {
  const { wait } = useAppContext().messages;
  return (
    <Frame>
      {state.kind === 'locating' ? (
        <Waiting label={wait.locating} throttledUntil={appState.throttledUntil} />
      ) : (
        <Starting />
      )}
    </Frame>
  );
}

/** Stands for the views of a signed-in user if they could not be loaded. */
export function WorkspaceNotLoaded({ again }: { readonly again: Again }) {
  const { announce, messages } = useAppContext();
  const { actions, reasons } = messages;
  const { title, sentence } = reasons.signIns.notLoaded;
  const failed = (): void => announce(title);
  return (
    <Frame>
      <main role="alert">
        <Heading>{title}</Heading>
        <p>{sentence}</p>
        <PlainButton primary onClick={() => again(failed)}>
          {actions.tryAgain}
        </PlainButton>
        <Reload />
      </main>
    </Frame>
  );
}

/** Why a sign-in failed, where the message bar could not be loaded. */
export function PlainSignInError({ failure }: { readonly failure: SignInFailure }) {
  const { messages } = useAppContext();
  const { title, sentence } = messages.reasons.signIns[failure.reason];
  return <p role="alert">{messages.because(title, sentence)}</p>;
}
