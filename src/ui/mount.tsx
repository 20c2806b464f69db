import type { Root } from 'react-dom/client';
import { lazyComponent, Empty } from './lazyComponent';
import type { AppProps } from './appProps';
import { keepTab } from './tabKey';
import { Starting } from './first-screen/Waiting';
import { createLocalization } from './localization';

export type { AppProps, Readable, HostContext } from './appProps';

/** When a slow processor is to be given a rest. Without it nothing waits. */
export interface Scheduling {
  /** Lets the page do what waits there, between two steps that take a while. */
  readonly yieldToMain: () => Promise<void>;
  /** Settles when the page has nothing better to do. */
  readonly idle: () => Promise<void>;
}
const atOnce: Scheduling = { yieldToMain: () => Promise.resolve(), idle: () => Promise.resolve() };

/** Draws the pane into the element, in place of the static shell, as soon as its words are there; returns what takes it away again. */
export function mount(
  element: HTMLElement,
  pane: AppProps,
  { yieldToMain, idle }: Scheduling = atOnce,
): () => void {
  let stopped = false;
  let root: Root | undefined;
  let stopWords: (() => void) | undefined;
  // What is drawn once somebody is signed in: asked for after the first drawing, and where that asks to sign in, not before
  // the user could click there.
  let ask = (): void => undefined;
  const signedIn = new Promise<void>((resolve) => (ask = resolve)).then(
    () => import('./workspace/Workspace'),
  );
  const menu = signedIn.then(({ AccountMenu }) => ({ default: AccountMenu }));
  const parts = {
    Workspace: lazyComponent(signedIn, Starting),
    AccountMenu: lazyComponent(menu, Empty),
  };
  const letGoOfTab = keepTab();
  const draw = async (): Promise<void> => {
    const words = await createLocalization(pane.hostContext);
    stopWords = words.stop;
    // Both are in the first scripts already, and only run here: React first, what is drawn with it after a breath.
    await yieldToMain();
    const { createRoot } = await import(/* webpackMode: "eager" */ 'react-dom/client');
    await yieldToMain();
    const { App } = await import(/* webpackMode: "eager" */ './App');
    if (stopped) {
      stopWords();
      return;
    }
    root = createRoot(element);
    root.render(<App pane={pane} words={words} parts={parts} />);
    if (pane.appState.get().state.kind === 'signedOut') await idle();
    ask();
  };
  void draw();
  return () => {
    stopped = true;
    letGoOfTab();
    stopWords?.();
    root?.unmount();
  };
}
