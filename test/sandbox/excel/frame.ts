import type { PermissionLevel } from './permissions';
import type { Fields } from './protocol';
import { officeTheme, type OfficeThemeName } from './themes';

export interface HostOptions {
  /** Page to load: the pane, or the function file without a shared runtime. */
  readonly pageUrl: string;
  readonly addinName: string;
  /** Display language. */
  readonly locale: string;
  /** Language of the workbook's contents. */
  readonly dataLocale: string;
  /** Supported requirement sets and their versions. */
  readonly requirements: Readonly<Record<string, string>>;
  /** Domains, other than the pane's own, whose pages can open as dialogs. */
  readonly appDomains: readonly string[];
  readonly sharedRuntime: boolean;
  /** Token of Office's own sign-in; empty without a signed-in user. */
  readonly accessToken: string;
  readonly delegateClipboard: boolean;
  /** Office theme; undefined when Excel does not provide it. */
  readonly theme: OfficeThemeName | undefined;
  /** Permission in the manifest; undefined when Excel does not enforce it. */
  readonly permission: PermissionLevel | undefined;
  /** Excel on the Mac: true when Excel opens dialogs, false when office.js does. */
  readonly dialogsByHost: boolean;
}

/** One loaded page of the add-in. */
export interface Instance {
  readonly id: string;
  readonly conversation: string;
}

// Microsoft does not document the flags of the real frame. These flags allow what the pane is known
// to be able to do.
const sandbox =
  'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads';
export const version = { short: '16.01', full: '16.0.18227.41006' };
const excelOnTheWeb = 16;
const mayBeWritten = 1;
const displayMode = { hidden: 1, taskPane: 2 };

/** Creates the frame. office.js reads its environment from the frame's address and name. */
export function createFrame(
  options: HostOptions,
  { id, conversation }: Instance,
): HTMLIFrameElement {
  const flags = options.sharedRuntime ? '1' : '0';
  const hostInfo = [
    'Excel',
    'Web',
    version.short,
    options.locale,
    crypto.randomUUID(),
    '',
    '',
    flags,
  ];
  const url = new URL(options.pageUrl);
  url.search += `${url.search ? '&' : '?'}_host_Info=${hostInfo.join('$')}`;
  const frame = document.createElement('iframe');
  frame.title = options.addinName;
  frame.name = JSON.stringify({
    baseFrameName: 'WebApplicationFrame0',
    hostInfo: hostInfo.join('|'),
    xdmInfo: `${conversation}|${id}|${location.origin}`,
    serializerVersion: '1',
    flights: '[]',
    ...(options.theme === undefined ? {} : { officeTheme: officeTheme(options.theme) }),
  });
  frame.setAttribute('sandbox', sandbox);
  if (options.delegateClipboard) frame.allow = 'clipboard-write';
  frame.src = url.href;
  return frame;
}

export interface FrameContext {
  readonly instance: Instance;
  readonly documentUrl: string | null;
  readonly settings: ReadonlyMap<string, string>;
  readonly visible: boolean;
}

/**
 * Context that office.js requires before onReady. office.js needs or reads each field in some path.
 */
export function appContext(
  options: HostOptions,
  { instance, documentUrl, settings, visible }: FrameContext,
): Fields {
  return {
    _id: instance.id,
    _appInstanceId: instance.id,
    _appName: excelOnTheWeb,
    _appVersion: '16.0',
    _appMinorVersion: 0,
    _hostFullVersion: version.full,
    _appUILocale: options.locale,
    _dataLocale: options.dataLocale,
    _docUrl: documentUrl,
    _clientMode: mayBeWritten,
    _settings: [...settings],
    _reason: 'documentOpened',
    _osfControlType: 1,
    _eToken: '',
    _correlationId: crypto.randomUUID(),
    _requirementMatrix: JSON.stringify(options.requirements),
    _clientWindowHeight: innerHeight,
    _clientWindowWidth: innerWidth,
    _addinName: options.addinName,
    _appDomains: options.appDomains,
    _featureGates: {},
    _initialDisplayMode: visible ? displayMode.taskPane : displayMode.hidden,
  };
}
