import { openChannel, type Channel } from './channel';
import { createHostCommands, type CommandRun, type Commands } from './commands';
import { appContext, createFrame, type HostOptions, type Instance } from './frame';
import { answerMethod, failedReply, type OpenDocument } from './methods';
import {
  actionStarted,
  errors,
  focusActions,
  paneCalls,
  paneEvents,
  parseHostAction,
  parseMethodCall,
  visibilityChange,
} from './protocol';
import type { PaneRequest } from './protocol';
import { executeBatch } from './richApi';
import { excelModel, type ServicePorts } from './hostServices';
import { officeTheme, type OfficeThemeName } from './themes';

/** Access to Excel for the add-in's page. */
export interface HostPorts extends Omit<ServicePorts, 'actionsReady'> {
  readonly document: OpenDocument;
  /** Settings of the add-in in the workbook; each value is JSON. */
  readonly settings: Map<string, string>;
  readonly close: () => void;
  /** Called for focus changes and other notifications. `action` is one of OSF.AgaveHostAction. */
  readonly notified: (action: number) => void;
}

/** Emulated Excel for one page of the add-in. */
export interface PaneHost {
  /**
   * Requests of the page, in order: "executeMethod 86", "register appCommandInvoked", ...; on the
   * desktop "execute 86".
   */
  readonly calls: readonly string[];
  runCommand: (actionId: string, buttonId: string) => Promise<CommandRun>;
  /** Starts the action of a keyboard shortcut; the page does not tell when it is done. */
  startAction: (actionId: string) => void;
  /** Notifies the page that it was shown or hidden. The page's code continues to run. */
  announceVisibility: (visible: boolean) => void;
  focusIn: (backwards: boolean) => void;
  /** Changes the Office theme. The page receives no event, but it can read the new theme. */
  setTheme: (theme: OfficeThemeName) => void;
  /** Reloads the page without notice, as Excel on the web does after a long time without use. */
  reload: () => void;
  /** Call when the address of the open workbook changes. */
  documentChanged: () => void;
  /**
   * Emulates Esc in the dialog of a desktop page. The dialog closes without an event to the page.
   */
  escapeDialog: () => void;
  /** Removes the page without notice, as desktop Excel does when the workbook closes. */
  tearDown: () => void;
  /** Removes the frame or closes the window. The page's code ends. */
  remove: () => void;
}

/** Opens the add-in's page in a frame and emulates Excel on the web for it. */
export function openPane(parent: Element, options: HostOptions, ports: HostPorts): PaneHost {
  const instance: Instance = {
    id: crypto.randomUUID(),
    conversation: crypto.randomUUID().slice(0, 8),
  };
  const calls: string[] = [];
  const frame = createFrame(options, instance);
  const channel = openChannel(frame, {
    paneOrigin: new URL(options.pageUrl).origin,
    conversation: instance.conversation,
    receive: (request) => {
      calls.push(called(request));
      respond(request);
    },
  });
  const commands = createHostCommands((data) => channel.fire(paneEvents.command, data));
  const begin = () => {
    commands.restart();
    channel.forget();
  };
  const respond = responder({ options, ports, instance, channel, commands, begin });

  parent.append(frame);
  return {
    calls,
    runCommand: commands.run,
    startAction: (actionId) => channel.fire(paneEvents.richApi, actionStarted(actionId)),
    announceVisibility: (visible) => channel.fire(paneEvents.richApi, visibilityChange(visible)),
    setTheme: (theme) =>
      frame.contentWindow?.postMessage(
        JSON.stringify({ officeTheme: officeTheme(theme) }),
        new URL(options.pageUrl).origin,
      ),
    focusIn: (backwards) =>
      channel.notify(backwards ? focusActions.tabInBackwards : focusActions.tabIn),
    reload() {
      begin();
      frame.setAttribute('src', frame.src);
    },
    // On the web the address stays the same until the page reloads. A removed frame always receives
    // its unload events.
    documentChanged: () => undefined,
    escapeDialog: () => undefined,
    tearDown: remove,
    remove,
  };

  function remove(): void {
    commands.end();
    channel.close();
    frame.remove();
  }
}

interface Parts {
  readonly options: HostOptions;
  readonly ports: HostPorts;
  readonly instance: Instance;
  readonly channel: Channel;
  readonly commands: Commands;
  /** Called when a page starts in the frame, which includes a reload by the page itself. */
  readonly begin: () => void;
}

function responder({
  options,
  ports,
  instance,
  channel,
  commands,
  begin,
}: Parts): (request: PaneRequest) => void {
  const model = excelModel({ ...ports, actionsReady: commands.actionsReady });
  const methods = {
    ...ports,
    ...options,
    runBatch: (body: unknown) => executeBatch(body, model),
    commandCompleted: commands.completed,
  };
  return (request) => {
    switch (request.name) {
      case paneCalls.appContext:
        begin();
        channel.answer(
          request,
          appContext(options, {
            ...ports,
            instance,
            documentUrl: ports.document.url,
            visible: ports.isVisible(),
          }),
        );
        break;
      case paneCalls.notifyHost:
        ports.notified(parseHostAction(request.data) ?? NaN);
        channel.answer(request, null);
        break;
      case paneCalls.executeMethod: {
        const call = parseMethodCall(request.data);
        const answer = call ? answerMethod(call, methods) : failedReply(errors.internal);
        if (answer) channel.answer(request, answer);
        break;
      }
      default:
        channel.answer(request, `Excel has no ${request.name}.`, errors.fault);
    }
  };
}

function called({ type, name, data }: PaneRequest): string {
  const detail =
    name === paneCalls.executeMethod
      ? parseMethodCall(data)?.dispatchId
      : name === paneCalls.notifyHost
        ? parseHostAction(data)
        : undefined;
  return [
    ...(type === 'invoke' ? [] : [type]),
    name,
    ...(detail === undefined ? [] : [detail]),
  ].join(' ');
}
