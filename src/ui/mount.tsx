import { createRoot, type Root } from 'react-dom/client';
import { App } from './App';
import { later, Nothing } from './later';
import type { Pane } from './pane';
import { keepTab } from './tabKey';
import { Starting } from './Waiting';
import { createWords } from './words';

export type { Pane, Readable, Surroundings } from './pane';

/**
 * Draws the pane into the element, in place of the static shell, as soon as its words are there; returns what takes it
 * away again.
 */
export function mount(element: HTMLElement, pane: Pane): () => void {
  let stopped = false;
  let root: Root | undefined;
  let stopWords: (() => void) | undefined;
  // Asked for at once, so that it is there when somebody is signed in; drawn only then.
  const signedIn = import('./Workspace');
  const menu = signedIn.then(({ AccountMenu }) => ({ default: AccountMenu }));
  const parts = { Workspace: later(signedIn, Starting), AccountMenu: later(menu, Nothing) };
  const letGoOfTab = keepTab();
  void createWords(pane.surroundings).then((words) => {
    stopWords = words.stop;
    if (stopped) {
      stopWords();
      return;
    }
    root = createRoot(element);
    root.render(<App pane={pane} words={words} parts={parts} />);
  });
  return () => {
    stopped = true;
    letGoOfTab();
    stopWords?.();
    root?.unmount();
  };
}
