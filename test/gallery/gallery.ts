import { createObservable } from '../../src/session/observable';
import { mount } from '../../src/ui/mount';
import type { AppProps, HostContext } from '../../src/ui/appProps';
import { createHandClock } from './handClock';
import { galleryReader } from './insideSpecimens';
import { now, specimens, type Specimen } from './specimens';

/**
 * Renders one specimen: `gallery.html?specimen=open-active&theme=dark&language=ja&dir=rtl`. The
 * clock advances only on request. For tests, `window.gallery` renders other specimens without a
 * reload, or updates the rendered one.
 */
interface Asked {
  readonly specimen?: string;
  readonly theme?: string;
  readonly language?: string;
  readonly dir?: string;
  readonly clipboard?: string;
}

const themes = ['light', 'dark', 'contrast'] as const;
const clock = createHandClock(now);
const clicks: unknown[] = [];
const copied: string[] = [];
let asked: Asked = {};
let unmount: (() => void) | undefined;

const find = (name: string | undefined): Specimen => {
  const found =
    name === undefined ? specimens[0] : specimens.find((specimen) => specimen.name === name);
  if (found === undefined) throw new Error(`No specimen ${String(name)}`);
  return found;
};
const surroundingsOf = ({ theme, language }: Asked, specimen: Specimen): HostContext => ({
  language: language ?? specimen.language ?? 'en-US',
  theme: themes.find((each) => each === theme) ?? 'light',
  ...(specimen.closingEndsKeepAlive === true ? { closingEndsKeepAlive: true } : {}),
  ...(specimen.refusals === undefined ? {} : { refusals: specimen.refusals }),
  ...(specimen.startsWithWorkbook === undefined
    ? {}
    : { startsWithWorkbook: specimen.startsWithWorkbook }),
});

const appState = createObservable(find(undefined).appState);
const hostContext = createObservable(surroundingsOf({}, find(undefined)));
const paneFor = (specimen: Specimen): AppProps => ({
  appState,
  hostContext,
  dispatch: (click) => clicks.push(click),
  clock,
  copy: (text) => {
    copied.push(text);
    return Promise.resolve(asked.clipboard !== 'blocked');
  },
  reload: (failed) => failed(),
  inside: galleryReader,
  startWithWorkbook: (_on, refused) => refused(),
  version: '0.1.0',
  graphRoot: 'https://graph.microsoft.com/v1.0',
  forgets: specimen.forgets ?? false,
});

/** Resolves when the pane is rendered and only the specimen's own waits are pending. */
async function drawn({ appState: { state } }: Specimen): Promise<void> {
  for (let frames = 0; frames < 300; frames += 1) {
    const waiting = document.querySelector('main > .waiting') !== null;
    const mayWait = ['starting', 'signingIn', 'locating'].includes(state.kind);
    if (document.querySelector('footer') !== null && (mayWait || !waiting)) return;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  throw new Error('The pane was not drawn.');
}

async function show(next: Asked): Promise<void> {
  asked = next;
  const specimen = find(next.specimen);
  const pane = document.getElementById('pane');
  if (pane === null) return;
  unmount?.();
  // Fluent's dialog hides what is behind it, and does not restore that when all is unmounted at once.
  pane.removeAttribute('aria-hidden');
  pane.replaceChildren();
  document.body.dir = next.dir ?? '';
  clicks.length = 0;
  copied.length = 0;
  appState.set(specimen.appState);
  hostContext.set(surroundingsOf(next, specimen));
  unmount = mount(pane, paneFor(specimen));
  await drawn(specimen);
}

/** Updates the rendered pane to another state or `hostContext`. */
async function become(next: Asked): Promise<void> {
  asked = { ...asked, ...next };
  const specimen = find(asked.specimen);
  hostContext.set(surroundingsOf(asked, specimen));
  appState.set(specimen.appState);
  await drawn(specimen);
}

/** Simulates an internal error: a state that no screen can render. */
function breakDown(): void {
  const { state } = find('open-active').appState;
  appState.set({ ...appState.get(), state: Object.assign({ ...state }, { workbook: null }) });
}

Object.assign(window, { gallery: { show, become, breakDown, pass: clock.pass, clicks, copied } });
void show(Object.fromEntries(new URLSearchParams(location.search)));
