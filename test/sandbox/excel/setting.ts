import { filePropertiesModes, type FileProperties } from './methods';
import { hostKinds, type HostKind } from './hostKind';
import { permissionLevel, type PermissionLevel } from './permissions';
import { parseMessage } from './protocol';
import { themeNames, type OfficeThemeName } from './themes';
import type { ExcelWorld } from './worldDescription';

/**
 * Configuration of this Excel. Query parameters of the page can set every field, so a test can
 * start in any state.
 */
export interface ExcelSetting {
  /** `pane`: the pane's address. */
  readonly paneUrl: string;
  /** `host`: variant of Excel; default web. */
  readonly kind: HostKind;
  /** `dialogs=page`: an older Excel on the Mac, in which office.js opens dialogs itself. */
  readonly dialogsByHost: boolean;
  /** `permission`: a level that replaces the manifest's. */
  readonly permission: PermissionLevel | undefined;
  /** `enforce=0`: an Excel that does not enforce the level. */
  readonly enforcesPermission: boolean;
  /**
   * `doc`: the workbook's address; empty if it was never saved. `guest=1`: null, as for a guest on
   * the web.
   */
  readonly documentUrl: string | null;
  /** `properties`: behavior of getFilePropertiesAsync. */
  readonly fileProperties: FileProperties;
  /** `locale`, `dataLocale` */
  readonly locale: string;
  readonly dataLocale: string;
  /**
   * `sharedRuntime=0`: an Excel without a shared runtime, in which closing the pane ends its code.
   * The default follows the requirement sets of the variant.
   */
  readonly sharedRuntime: boolean;
  /**
   * `naa=1`: nested app authentication. Adele is signed in to Excel, unless
   * `window.excel.setBroker` sets another broker.
   */
  readonly nestedAuth: boolean;
  /**
   * `theme`: Office theme, as desktop Excel provides it. Without it Excel provides no theme, as on
   * the web.
   */
  readonly theme: OfficeThemeName | undefined;
  /** `mode`: `1` starts the pane hidden, `2` shown, `0` not at all. */
  readonly start: 'closed' | 'hidden' | 'shown';
  /**
   * `requirements={"ExcelApi":"1.4","DialogApi":null}`: changes to the default sets; null removes
   * one.
   */
  readonly requirements: Readonly<Record<string, string>>;
  /** `settings={"key": value}`: settings of the add-in in the workbook. */
  readonly settings: ReadonlyMap<string, string>;
  /**
   * `clipboard=1`: the frame may write to the clipboard. The permissions of the real frame are not
   * documented.
   */
  readonly delegateClipboard: boolean;
  /** `token`: token of Office's own sign-in. */
  readonly accessToken: string;
}

/** Requirement sets of a current Excel that are relevant to this add-in. */
const currentSets = {
  AddinCommands: '1.3',
  DialogApi: '1.2',
  DialogOrigin: '1.1',
  ExcelApi: '1.17',
  IdentityAPI: '1.3',
  RibbonApi: '1.2',
  SharedRuntime: '1.2',
};

/** Requirement sets of each variant. Source: Microsoft's page of each requirement set. */
const usualRequirements: Readonly<Record<HostKind, Readonly<Record<string, string>>>> = {
  web: currentSets,
  windows: currentSets,
  mac: currentSets,
};

/** Returns true if this variant of Excel has a shared runtime, and so the add-in's ribbon group. */
export const supportsSharedRuntime = (kind: HostKind): boolean =>
  'SharedRuntime' in usualRequirements[kind];

const starts: Readonly<Record<string, ExcelSetting['start']>> = {
  0: 'closed',
  1: 'hidden',
  2: 'shown',
};

export function readSetting(search: string, world: ExcelWorld): ExcelSetting {
  const query = new URLSearchParams(search);
  const locale = query.get('locale') ?? 'en-US';
  const kind = hostKinds.find((name) => name === query.get('host')) ?? 'web';
  const sharedRuntime = supportsSharedRuntime(kind) && query.get('sharedRuntime') !== '0';
  const nestedAuth = query.get('naa') === '1';
  return {
    paneUrl: query.get('pane') ?? world.paneUrl,
    kind,
    dialogsByHost: query.get('dialogs') !== 'page',
    permission: permissionLevel(query.get('permission')),
    enforcesPermission: query.get('enforce') !== '0',
    documentUrl: documentUrl(query, world),
    fileProperties: filePropertiesModes.find((mode) => mode === query.get('properties')) ?? 'live',
    locale,
    dataLocale: query.get('dataLocale') ?? locale,
    sharedRuntime,
    nestedAuth,
    theme: themeNames.find((name) => name === query.get('theme')),
    start: starts[query.get('mode') ?? '2'] ?? 'shown',
    requirements: requirements(query.get('requirements'), { kind, sharedRuntime, nestedAuth }),
    settings: new Map(
      Object.entries(parseMessage(query.get('settings')) ?? {}).map(([key, value]) => [
        key,
        JSON.stringify(value),
      ]),
    ),
    delegateClipboard: query.get('clipboard') === '1',
    accessToken: query.get('token') ?? '',
  };
}

function documentUrl(query: URLSearchParams, world: ExcelWorld): string | null {
  return query.get('guest') === '1' ? null : (query.get('doc') ?? world.workbooks[0]?.url ?? '');
}

function requirements(
  asked: string | null,
  { kind, sharedRuntime, nestedAuth }: Pick<ExcelSetting, 'kind' | 'sharedRuntime' | 'nestedAuth'>,
): Record<string, string> {
  const sets = {
    ...usualRequirements[kind],
    ...(sharedRuntime ? {} : { SharedRuntime: null }),
    ...(nestedAuth ? { NestedAppAuth: '1.1' } : {}),
    ...parseMessage(asked),
  };
  return Object.fromEntries(
    Object.entries(sets).flatMap(([name, version]) =>
      typeof version === 'string' ? [[name, version]] : [],
    ),
  );
}
