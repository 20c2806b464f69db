import { createCommands } from './commands';
import { desktopEvents, macRequest, windowsRequest, type DesktopRequest, type Post, type Registration } from './desktopCalls';
import { hostInfoOf, macContext, windowsContext, withHostInfo, type DesktopFacts } from './desktopContext';
import { createDialogs } from './desktopDialogs';
import type { HostOptions, Instance } from './frame';
import type { HostPorts, PaneHost } from './host';
import type { DesktopKind } from './hostKind';
import { answerMethod, failed } from './methods';
import { errors, isFields, visibilityChange, type Fields } from './protocol';
import { executeBatch } from './richApi';
import { excelModel } from './services';
import type { OfficeThemeName } from './themes';

/** How often it is looked whether the person has closed the pane's window, ms. */
const lookEveryMs = 300;
const paneSize = 'popup,width=351,height=720';

/**
 * Opens the add-in's page in a window of its own and is Excel on the desktop to it. Undefined when the browser refuses the
 * window: only a click may open one.
 */
export function openDesktopPane(kind: DesktopKind, options: HostOptions, ports: HostPorts): PaneHost | undefined {
  const instance: Instance = { id: crypto.randomUUID(), conversation: crypto.randomUUID() };
  const paneOrigin = new URL(options.pageUrl).origin;
  const hostInfo = hostInfoOf(kind, options, 'pane');
  let theme = options.theme;
  const facts = (): DesktopFacts => ({ instance, documentUrl: ports.document.url ?? '', settings: ports.settings, visible: ports.isVisible() });
  const context = () => (kind === 'windows' ? windowsContext : macContext)({ ...options, theme }, facts());
  const nameFor = (role: 'pane' | 'dialog'): Fields => ({
    desktop: kind,
    role,
    excel: location.origin,
    instance: instance.id,
    hostInfo: hostInfoOf(kind, options, role),
    context: kind === 'windows' ? context() : undefined,
    visible: role === 'dialog' || ports.isVisible(),
    dialogsByHost: options.dialogsByHost,
  });
  const name = JSON.stringify({ ...nameFor('pane'), dialog: nameFor('dialog') });
  const opened = window.open(withHostInfo(options.pageUrl, hostInfo), name, paneSize);
  if (opened === null) return undefined;

  const post: Post = (fields) => opened.postMessage({ ...fields, sandbox: instance.id }, paneOrigin);
  const dialogs = createDialogs({
    paneOrigin,
    appDomains: options.appDomains,
    closeWindow: () => post({ type: 'closeDialog' }),
    openWindow: (url, { width, height }) =>
      post({
        type: 'openDialog',
        url: withHostInfo(url, hostInfoOf(kind, options, 'dialog')),
        name: JSON.stringify(nameFor('dialog')),
        features: `popup,width=${Math.round((screen.width * width) / 100)},height=${Math.round((screen.height * height) / 100)}`,
      }),
  });
  const page = createPage(options, ports, { dialogs, context, announce: () => post({ type: 'context', context: context(), visible: ports.isVisible() }) });

  const hear = ({ data, origin, source }: MessageEvent<unknown>) => {
    if (origin !== paneOrigin || !isFields(data) || data['sandbox'] !== instance.id) return;
    const answerTo: Post = (fields) => (source as Window | null)?.postMessage({ ...fields, sandbox: instance.id }, paneOrigin);
    page.receive(data, (kind === 'windows' ? windowsRequest : macRequest)(data, answerTo), origin);
  };
  addEventListener('message', hear);
  const watch = setInterval(() => {
    if (!opened.closed) return;
    clearInterval(watch);
    ports.close();
  }, lookEveryMs);
  const end = (message: Fields) => {
    clearInterval(watch);
    removeEventListener('message', hear);
    page.end();
    post(message);
  };

  return {
    calls: page.calls,
    runCommand: page.runCommand,
    announceVisibility(visible) {
      post({ type: 'context', context: context(), visible });
      page.fire(desktopEvents.richApi, visibilityChange(visible).ArrayData);
    },
    documentChanged: () => post({ type: 'context', context: context(), visible: ports.isVisible() }),
    setTheme(chosen: OfficeThemeName) {
      theme = chosen;
      post({ type: 'context', context: context(), visible: ports.isVisible() });
    },
    // A window of its own: the person goes there by the system's means.
    focusIn: () => opened.focus(),
    reload: () => post({ type: 'reload' }),
    escapeDialog: dialogs.escape,
    tearDown: () => end({ type: 'tearDown' }),
    remove() {
      end({ type: 'closeDialog' });
      opened.close();
    },
  };
}

interface PageParts {
  readonly dialogs: ReturnType<typeof createDialogs>;
  readonly context: () => unknown;
  /** Tells the page's window what Excel would say at once from now on. */
  readonly announce: () => void;
}

/** What Excel keeps for one page, and how it answers it. */
function createPage(options: HostOptions, ports: HostPorts, { dialogs, context, announce }: PageParts) {
  const calls: string[] = [];
  const registrations = new Map<number, Registration>();
  const fire = (event: number, payload: readonly unknown[]) => registrations.get(event)?.fire(payload);
  const commands = createCommands((data) => fire(desktopEvents.command, [data['0'], data['1'], data['2']]));
  const model = excelModel({ ...ports, actionsReady: commands.actionsReady });
  const methods = {
    ...ports,
    ...options,
    runBatch: (body: unknown) => executeBatch(body, model),
    commandCompleted: commands.completed,
  };

  function perform(request: DesktopRequest, origin: string): void {
    switch (request.kind) {
      case 'execute': {
        const answer = answerMethod(request.call, methods) ?? (request.call.dispatchId > 0 ? undefined : failed(errors.internal));
        if (answer) request.reply(answer);
        break;
      }
      case 'register':
        if (request.registration.event === desktopEvents.dialog) dialogs.open(request.registration, request.reply);
        else registrations.set(request.registration.event, request.registration);
        if (request.registration.event !== desktopEvents.dialog) request.reply(errors.none);
        break;
      case 'unregister':
        if (request.event === desktopEvents.dialog) dialogs.close();
        else registrations.delete(request.event);
        request.reply(errors.none);
        break;
      case 'context':
        request.reply(context());
        break;
      case 'settings':
        ports.settings.clear();
        for (const [name, value] of Object.entries(request.settings)) ports.settings.set(name, String(value));
        announce();
        request.reply();
        break;
      case 'messageParent':
        dialogs.messageParent(request.message, origin, request.targetOrigin);
        break;
    }
  }

  return {
    calls,
    fire,
    runCommand: commands.run,
    end: () => commands.end(),
    receive(message: Fields, request: DesktopRequest | undefined, origin: string): void {
      if (message['type'] === 'begin' && message['role'] === 'pane') {
        commands.restart();
        registrations.clear();
      }
      if (message['type'] === 'dialogOpened') dialogs.opened(message['opened'] === true);
      if (message['type'] === 'dialogGone') dialogs.gone();
      if (request === undefined) return;
      calls.push(called(request));
      perform(request, origin);
    },
  };
}

function called(request: DesktopRequest): string {
  if (request.kind === 'execute') return `execute ${request.call.dispatchId}`;
  if (request.kind === 'register') return `register ${request.registration.event}`;
  return request.kind === 'unregister' ? `unregister ${request.event}` : request.kind;
}
