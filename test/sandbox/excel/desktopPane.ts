import { bridgeNames, bridges, type Bridge } from './desktopBridges';
import { desktopEvents, type Post } from './desktopCalls';
import { hostInfoOf, withHostInfo, type DesktopFacts } from './desktopContext';
import { createDialogs, type Dialogs } from './desktopDialogs';
import { createPage, type DesktopPage } from './desktopPage';
import type { HostOptions, Instance } from './frame';
import type { HostPorts, PaneHost } from './emulatedHost';
import type { DesktopKind } from './hostKind';
import { actionStarted, isFields, visibilityChange, type Fields } from './protocol';
import type { OfficeThemeName } from './themes';

/** Interval of the check whether the user has closed the pane's window, in ms. */
const lookEveryMs = 300;
const paneSize = 'popup,width=351,height=720';

/** One page of the add-in in desktop Excel. */
interface Desktop {
  readonly kind: DesktopKind;
  readonly options: HostOptions;
  readonly ports: HostPorts;
  readonly instance: Instance;
  readonly paneOrigin: string;
  /** Current Office theme. */
  theme: OfficeThemeName | undefined;
}

/**
 * Opens the add-in's page in a separate window and emulates desktop Excel for it. Returns undefined
 * when the browser blocks the window, which only a click can open.
 */
export function openDesktopPane(
  kind: DesktopKind,
  options: HostOptions,
  ports: HostPorts,
): PaneHost | undefined {
  const instance: Instance = { id: crypto.randomUUID(), conversation: crypto.randomUUID() };
  const paneOrigin = new URL(options.pageUrl).origin;
  const desktop: Desktop = { kind, options, ports, instance, paneOrigin, theme: options.theme };
  const name = JSON.stringify({ ...nameOf(desktop, 'pane'), dialog: nameOf(desktop, 'dialog') });
  const opened = window.open(
    withHostInfo(options.pageUrl, hostInfoOf(kind, options, 'pane')),
    name,
    paneSize,
  );
  if (opened === null) return undefined;
  const post: Post = (fields) =>
    opened.postMessage({ ...fields, sandbox: instance.id }, paneOrigin);
  const announce = () =>
    post({ type: 'context', context: contextOf(desktop), visible: ports.isVisible() });
  const dialogs = dialogsOf(desktop, post);
  const page = createPage({ options, ports, dialogs, context: () => contextOf(desktop), announce });
  const stop = hearPage(desktop, page, opened);
  return paneHost({ desktop, page, dialogs, post, announce, stop, opened });
}

const bridgeOf = ({ kind }: Desktop): Bridge => bridges[bridgeNames[kind]];

function contextOf(desktop: Desktop): unknown {
  const { options, ports, instance, theme } = desktop;
  const { document, settings, isVisible } = ports;
  const facts: DesktopFacts = {
    instance,
    documentUrl: document.url ?? '',
    settings,
    visible: isVisible(),
  };
  return bridgeOf(desktop).context({ ...options, theme }, facts);
}

/**
 * Returns data for the window's name, from which desktopAgent.ts reads its role and the initial
 * data from Excel.
 */
function nameOf(desktop: Desktop, role: 'pane' | 'dialog'): Fields {
  const { kind, options, ports, instance } = desktop;
  return {
    bridge: bridgeNames[kind],
    role,
    excel: location.origin,
    instance: instance.id,
    hostInfo: hostInfoOf(kind, options, role),
    context: bridgeOf(desktop).contextAtStart ? contextOf(desktop) : undefined,
    visible: role === 'dialog' || ports.isVisible(),
    dialogsByHost: options.dialogsByHost,
  };
}

function dialogsOf(desktop: Desktop, post: Post): Dialogs {
  const { kind, options, paneOrigin } = desktop;
  const part = (whole: number, percent: number): number => Math.round((whole * percent) / 100);
  return createDialogs({
    paneOrigin,
    appDomains: options.appDomains,
    closeWindow: () => post({ type: 'closeDialog' }),
    openWindow: (url, { width, height }) =>
      post({
        type: 'openDialog',
        url: withHostInfo(url, hostInfoOf(kind, options, 'dialog')),
        name: JSON.stringify(nameOf(desktop, 'dialog')),
        features: `popup,width=${part(screen.width, width)},height=${part(screen.height, height)}`,
      }),
  });
}

/**
 * Listens to the page and its dialog, until the returned function is called or the user closes the
 * window.
 */
function hearPage(desktop: Desktop, page: DesktopPage, opened: Window): () => void {
  const { ports, instance, paneOrigin } = desktop;
  const { request: read } = bridgeOf(desktop);
  const hear = ({ data, origin, source }: MessageEvent<unknown>) => {
    if (origin !== paneOrigin || !isFields(data) || data['sandbox'] !== instance.id) return;
    const reply: Post = (fields) => {
      (source as Window | null)?.postMessage({ ...fields, sandbox: instance.id }, paneOrigin);
    };
    page.receive(data, read(data, reply), origin);
  };
  addEventListener('message', hear);
  const watch = setInterval(() => {
    if (opened.closed) ports.close();
  }, lookEveryMs);
  return () => {
    clearInterval(watch);
    removeEventListener('message', hear);
    page.end();
  };
}

interface PaneParts {
  readonly desktop: Desktop;
  readonly page: DesktopPage;
  readonly dialogs: Dialogs;
  readonly post: Post;
  readonly announce: () => void;
  readonly stop: () => void;
  readonly opened: Window;
}

function paneHost({ desktop, page, dialogs, post, announce, stop, opened }: PaneParts): PaneHost {
  return {
    calls: page.calls,
    runCommand: page.runCommand,
    startAction: (actionId) => page.fire(desktopEvents.richApi, actionStarted(actionId).ArrayData),
    announceVisibility(visible) {
      announce();
      page.fire(desktopEvents.richApi, visibilityChange(visible).ArrayData);
    },
    documentChanged: announce,
    setTheme(theme) {
      desktop.theme = theme;
      announce();
    },
    // The pane is a separate window, so the operating system handles its focus.
    focusIn: () => opened.focus(),
    reload: () => post({ type: 'reload' }),
    escapeDialog: dialogs.escape,
    tearDown() {
      stop();
      post({ type: 'tearDown' });
    },
    remove() {
      stop();
      post({ type: 'closeDialog' });
      opened.close();
    },
  };
}
