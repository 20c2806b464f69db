import type { Root } from 'react-dom/client';
import { later, Nothing } from './later';
import type { Pane } from './pane';
import { keepTab } from './tabKey';
import { Starting } from './Waiting';
import { createWords } from './words';

export type { Pane, Readable, Surroundings } from './pane';

/**
 * Draws the pane into the element, in place of the static shell, as soon as its words are there; returns what takes it
 * away again. Between its steps, each of which takes a slow processor a while, it lets the page do what waits there.
 */
export function mount(element: HTMLElement, pane: Pane, breathe: () => Promise<void> = () => Promise.resolve()): () => void {
  let stopped = false;
  let root: Root | undefined;
  let stopWords: (() => void) | undefined;
  // Asked for at once, so that it is there when somebody is signed in; drawn only then.
  const signedIn = import('./Workspace');
  const menu = signedIn.then(({ AccountMenu }) => ({ default: AccountMenu }));
  const parts = { Workspace: later(signedIn, Starting), AccountMenu: later(menu, Nothing) };
  const letGoOfTab = keepTab();
  const draw = async (): Promise<void> => {
    const words = await createWords(pane.surroundings);
    stopWords = words.stop;
    // Both are in the first scripts already, and only run here: React first, what is drawn with it after a breath.
    await breathe();
    const { createRoot } = await import(/* webpackMode: "eager" */ 'react-dom/client');
    await breathe();
    const { App } = await import(/* webpackMode: "eager" */ './App');
    if (stopped) {
      stopWords();
      return;
    }
    root = createRoot(element);
    root.render(<App pane={pane} words={words} parts={parts} />);
  };
  void draw();
  return () => {
    stopped = true;
    letGoOfTab();
    stopWords?.();
    root?.unmount();
  };
}
