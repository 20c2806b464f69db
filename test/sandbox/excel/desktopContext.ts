import type { HostOptions, Instance } from './frame';
import { version } from './frame';
import type { DesktopKind } from './hostKind';
import type { Fields } from './protocol';
import { officeThemeInfo } from './themes';

/** Initial data that desktop Excel gives to a page of the add-in. */
export interface DesktopFacts {
  readonly instance: Instance;
  /**
   * Null occurs only for guests on the web. On the desktop, an unsaved workbook has an empty
   * address.
   */
  readonly documentUrl: string;
  readonly settings: ReadonlyMap<string, string>;
  readonly visible: boolean;
}

const excelOnTheDesktop = 1;
/** Name and version of each platform. Source: `OSF.HostSpecificFileVersionMap` in office.js. */
const platforms: Readonly<Record<DesktopKind, readonly [name: string, version: string]>> = {
  windows: ['Win32', '16.01'],
  mac: ['Mac', '16.00'],
};
/** OSF.ClientMode, and OSF.DDA.RichInitializationReason. */
const mayBeWritten = 0;
const documentOpened = 2;
const displayMode = { hidden: 1, taskPane: 2 };

/**
 * Value of `_host_Info`: host, platform, version, locale, correlation, isDialog, logging, flags (1:
 * shared runtime).
 */
export function hostInfoOf(
  kind: DesktopKind,
  { locale, sharedRuntime }: HostOptions,
  role: 'pane' | 'dialog',
): string {
  const dialog = role === 'dialog';
  return [
    'Excel',
    ...platforms[kind],
    locale,
    dialog ? 'telemetry' : '',
    dialog ? 'isDialog' : '',
    '',
    sharedRuntime && !dialog ? '1' : '0',
  ].join('$');
}

/** Returns the page's address with the parameter that Excel adds. */
export function withHostInfo(address: string, hostInfo: string): string {
  const url = new URL(address);
  url.search += `${url.search === '' ? '?' : '&'}_host_Info=${hostInfo}`;
  return url.href;
}

/**
 * Return values of the GetContext object on Windows, by method name. office.js needs or reads each
 * of them in some path.
 */
export function windowsContext(
  options: HostOptions,
  { instance, documentUrl, settings, visible }: DesktopFacts,
): Fields {
  return {
    GetAppType: excelOnTheDesktop,
    GetSolutionRef: instance.id,
    GetAppVersionMajor: 16,
    GetAppVersionMinor: 1,
    GetAppUILocale: options.locale,
    GetAppDataLocale: options.dataLocale,
    GetDocUrl: documentUrl,
    GetAppCapabilities: mayBeWritten,
    GetActivationMode: documentOpened,
    GetControlIntegrationLevel: 1,
    GetSolutionToken: '',
    GetCorrelationId: instance.conversation,
    GetInstanceId: instance.id,
    GetSupportedMatrix: JSON.stringify(options.requirements),
    GetHostFullVersion: version.full,
    GetInitialDisplayMode: visible ? displayMode.taskPane : displayMode.hidden,
    GetOfficeThemeInfo: JSON.stringify(officeThemeInfo(options.theme ?? 'colorful')),
    GetSettings: Object.fromEntries(settings),
  };
}

/**
 * Context for a WebKit web view: a list in the order of OSFWebkit.AppContextProperties. It does not
 * contain the theme.
 */
export function webkitContext(
  options: HostOptions,
  { instance, documentUrl, settings, visible }: DesktopFacts,
): readonly unknown[] {
  return [
    [[...settings.keys()], [...settings.values()]],
    instance.id,
    excelOnTheDesktop,
    16,
    0,
    0,
    0,
    mayBeWritten,
    options.locale,
    options.dataLocale,
    0,
    documentUrl,
    documentOpened,
    1,
    '',
    1,
    instance.conversation,
    instance.id,
    false,
    true,
    JSON.stringify(options.requirements),
    '',
    version.full,
    visible ? displayMode.taskPane : displayMode.hidden,
  ];
}
