import { mount } from '../../src/ui/mount';
import type { Readable, Surroundings } from '../../src/ui/pane';
import { now, specimens } from './specimens';

/** Shows one specimen: gallery.html?specimen=open-active&theme=dark&language=ja. The clock stands still. */
const asked = new URLSearchParams(location.search);
const specimen = specimens.find(({ name }) => name === asked.get('specimen')) ?? specimens[0];
const themes = ['light', 'dark', 'contrast'] as const;

const fixed = <T>(value: T): Readable<T> => ({ get: () => value, subscribe: () => () => undefined });
const surroundings: Surroundings = {
  language: asked.get('language') ?? specimen?.language ?? 'en-US',
  theme: themes.find((theme) => theme === asked.get('theme')) ?? 'light',
};

/** What was clicked, for tests to read. */
const clicks: unknown[] = [];
Object.assign(window, { clicks });

const element = document.getElementById('pane');
if (element !== null && specimen !== undefined) {
  const { snapshot } = specimen;
  mount(element, {
    snapshot: fixed(snapshot),
    surroundings: fixed(surroundings),
    act: (click) => clicks.push(click),
    clock: { now: () => now, wake: () => () => undefined },
    copy: () => Promise.resolve(asked.get('clipboard') !== 'blocked'),
    version: '0.1.0',
    graphRoot: 'https://graph.microsoft.com/v1.0',
  });
}
