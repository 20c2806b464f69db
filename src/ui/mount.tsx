import type { ComponentProps } from 'react';
import type { Root } from 'react-dom/client';
import { lazyComponent, Empty } from './lazyComponent';
import { withTimeout } from '../session/withTimeout';
import type { AppProps } from './appProps';
import { keepTabInPane } from './tabKey';
import { createLocalization, type Localization } from './localization';

export type { AppProps, Readable, HostContext } from './appProps';

/** Breaks between the steps of the first rendering, for slow processors. The default has none. */
export interface Scheduling {
  /** Yields to the browser between two long steps. */
  readonly yieldToMain: () => Promise<void>;
  /** Resolves when the start-up has ended and the page is idle. */
  readonly idle: () => Promise<void>;
  /** The user will probably be signed in without a click: the signed-in views are requested now. */
  readonly signsIn?: boolean;
}
const withoutBreaks: Scheduling = {
  yieldToMain: () => Promise.resolve(),
  idle: () => Promise.resolve(),
};

/**
 * Renders the pane into the element as soon as the messages are loaded, in place of the static
 * shell. Returns the function that unmounts it.
 */
export function mount(
  element: HTMLElement,
  app: AppProps,
  { yieldToMain, idle, signsIn = false }: Scheduling = withoutBreaks,
): () => void {
  let stopped = false;
  let root: Root | undefined;
  let stopLocalization: (() => void) | undefined;
  // The signed-in views are requested after the first rendering. When that shows the sign-in
  // button, the request waits until the page is idle, so that it does not delay the click.
  let requestSignedIn = (): void => undefined;
  const requested = new Promise<void>((resolve) => (requestSignedIn = resolve));
  const loadChunk = async () => {
    await requested;
    return import(/* webpackChunkName: "workspace" */ './workspace/Workspace');
  };
  const loadWorkspace = async () => {
    const { default: Workspace, createPopups } = await loadChunk();
    const popups = createPopups(idle());
    return {
      default: (props: Omit<ComponentProps<typeof Workspace>, 'popups'>) => (
        <Workspace {...props} popups={popups} />
      ),
    };
  };
  const loadSignInError = async () => ({ default: (await loadChunk()).SignInErrorAlone });
  if (signsIn) requestSignedIn();
  const stopTabHandling = keepTabInPane();
  const render = async (): Promise<void> => {
    const localization = await createLocalization(app.hostContext);
    stopLocalization = localization.stop;
    // Both modules are in the first scripts and only run here: React, then the views after a break.
    await yieldToMain();
    const { createRoot } = await import(/* webpackMode: "eager" */ 'react-dom/client');
    await yieldToMain();
    // The static shell stands until then: a start-up screen in between would delay these views.
    const loaded = (): Promise<boolean> =>
      withTimeout(loadChunk(), shellMs, app.clock).then(
        () => true,
        () => false,
      );
    const startsInWorkspace = signsIn && (await loaded());
    const { PaneRoot, PlainSignInError, WorkspaceLoading, WorkspaceNotLoaded } = await import(
      /* webpackMode: "eager" */ './PaneRoot'
    );
    const views = {
      Workspace: lazyComponent(loadWorkspace, WorkspaceLoading, WorkspaceNotLoaded),
      SignInError: lazyComponent(loadSignInError, Empty, PlainSignInError),
    };
    if (stopped) {
      stopLocalization();
      return;
    }
    root = createRoot(element);
    root.render(<PaneRoot {...{ app, localization, views, startsInWorkspace }} />);
    void idle().then(() => prepareFormats(localization.get(), app));
    if (app.appState.get().state.kind === 'signedOut') await idle();
    requestSignedIn();
  };
  void render();
  return () => {
    stopped = true;
    stopTabHandling();
    stopLocalization?.();
    root?.unmount();
  };
}

/** The static shell waits at most this long (ms) for the signed-in views. */
const shellMs = 1_000;

/**
 * Formats a number and a time for a signed-in user: the first ones take the browser a tenth of a
 * second on a slow processor, and would delay the card.
 */
function prepareFormats({ times }: Localization, { appState, clock }: AppProps): void {
  if (!('account' in appState.get().state)) return;
  times.count(0);
  times.moment(clock.now(), clock.now());
}
