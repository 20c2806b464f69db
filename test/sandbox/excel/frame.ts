import type { PermissionLevel } from './permissions';
import type { Fields } from './protocol';
import { officeTheme, type OfficeThemeName } from './themes';

export interface HostOptions {
  /** The page to load: the pane, or the function file of a runtime that is not shared. */
  readonly pageUrl: string;
  readonly addinName: string;
  /** Display language. */
  readonly locale: string;
  /** Language of the contents. */
  readonly dataLocale: string;
  /** Requirement sets and their versions; a set that is not named is unsupported. */
  readonly requirements: Readonly<Record<string, string>>;
  /** Domains besides the pane's own to which it may open dialogs. */
  readonly appDomains: readonly string[];
  readonly sharedRuntime: boolean;
  /** Office's own sign-in; empty when nobody is signed in. */
  readonly accessToken: string;
  readonly delegateClipboard: boolean;
  /** Office's own theme; undefined for an Excel that tells none. */
  readonly theme: OfficeThemeName | undefined;
  /** What the manifest asks for; undefined for an Excel that does not look at it. */
  readonly permission: PermissionLevel | undefined;
  /** Excel on the Mac: whether Excel opens dialogs, or office.js. */
  readonly dialogsByHost: boolean;
}

/** One add-in in one frame. */
export interface Instance {
  readonly id: string;
  readonly conversation: string;
}

// Microsoft does not document the flags of the real frame: these let the pane do what it is known to be able to do.
const sandbox =
  'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads';
export const version = { short: '16.01', full: '16.0.18227.41006' };
const excelOnTheWeb = 16;
const mayBeWritten = 1;
const displayMode = { hidden: 1, taskPane: 2 };

/** Makes the frame. Its address and its name are how office.js learns where it is. */
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

export interface HostContext {
  readonly instance: Instance;
  readonly documentUrl: string | null;
  readonly settings: ReadonlyMap<string, string>;
  readonly visible: boolean;
}

/** What office.js waits for before onReady. Every field was needed or read in some path of it. */
export function appContext(
  options: HostOptions,
  { instance, documentUrl, settings, visible }: HostContext,
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
