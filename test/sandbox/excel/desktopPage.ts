import { createHostCommands, type CommandRun } from './commands';
import { desktopEvents, type DesktopRequest, type EventRegistration } from './desktopCalls';
import type { Dialogs } from './desktopDialogs';
import type { HostOptions } from './frame';
import type { HostPorts } from './emulatedHost';
import { answerMethod, type MethodPorts } from './methods';
import { errors, type Fields } from './protocol';
import { executeBatch } from './richApi';
import { excelModel } from './hostServices';

/** State of desktop Excel for one page of the add-in, and its request handlers. */
export interface DesktopPage {
  /** Requests of the page, in order. */
  readonly calls: readonly string[];
  /** Handles a message of the page and its parsed request. `origin` is the page's origin. */
  receive: (message: Fields, request: DesktopRequest | undefined, origin: string) => void;
  fire: (event: number, payload: readonly unknown[]) => void;
  runCommand: (actionId: string, buttonId: string) => Promise<CommandRun>;
  end: () => void;
}

export interface PageParts {
  readonly options: HostOptions;
  readonly ports: HostPorts;
  readonly dialogs: Dialogs;
  /** Result of GetContext in Excel on the Mac. */
  readonly context: () => unknown;
  /** Sends the page's window new initial data. */
  readonly announce: () => void;
}

export function createPage(parts: PageParts): DesktopPage {
  const { dialogs } = parts;
  const calls: string[] = [];
  const registrations = new Map<number, EventRegistration>();
  const fire: DesktopPage['fire'] = (event, payload) => registrations.get(event)?.fire(payload);
  const commands = createHostCommands((data) =>
    fire(desktopEvents.command, [data['0'], data['1'], data['2']]),
  );
  const model = excelModel({ ...parts.ports, actionsReady: commands.actionsReady });
  const perform = performer({
    ...parts,
    registrations,
    methods: {
      ...parts.ports,
      ...parts.options,
      runBatch: (body) => executeBatch(body, model),
      commandCompleted: commands.completed,
    },
  });
  return {
    calls,
    fire,
    runCommand: commands.run,
    end: commands.end,
    receive(message, request, origin) {
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

interface Performing extends PageParts {
  readonly registrations: Map<number, EventRegistration>;
  readonly methods: MethodPorts;
}

function performer({ ports, dialogs, context, announce, registrations, methods }: Performing) {
  function register(registration: EventRegistration, reply: (status: number) => void): void {
    if (registration.event === desktopEvents.dialog) {
      dialogs.open(registration, reply);
      return;
    }
    registrations.set(registration.event, registration);
    reply(errors.none);
  }
  function unregister(event: number): void {
    if (event === desktopEvents.dialog) dialogs.close();
    else registrations.delete(event);
  }
  function saveSettings(settings: Fields): void {
    ports.settings.clear();
    for (const [name, value] of Object.entries(settings)) ports.settings.set(name, String(value));
    announce();
  }
  return (request: DesktopRequest, origin: string): void => {
    switch (request.kind) {
      case 'execute': {
        const answer = answerMethod(request.call, methods);
        if (answer) request.reply(answer);
        break;
      }
      case 'register':
        register(request.registration, request.reply);
        break;
      case 'unregister':
        unregister(request.event);
        request.reply(errors.none);
        break;
      case 'context':
        request.reply(context());
        break;
      case 'settings':
        saveSettings(request.settings);
        request.reply();
        break;
      case 'messageParent':
        dialogs.messageParent(request.message, origin, request.targetOrigin);
        break;
    }
  };
}

function called(request: DesktopRequest): string {
  if (request.kind === 'execute') return `execute ${request.call.dispatchId}`;
  if (request.kind === 'register') return `register ${request.registration.event}`;
  return request.kind === 'unregister' ? `unregister ${request.event}` : request.kind;
}
