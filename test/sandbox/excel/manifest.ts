import { permissionLevel, type PermissionLevel } from './permissions';

/** Content of an add-in's manifest that Excel uses for the ribbon. */
export interface Manifest {
  readonly addinName: string;
  readonly appDomains: readonly string[];
  readonly permission: PermissionLevel;
  /** True for `lifetime="long"`: pane and commands share one runtime if Excel supports it. */
  readonly wantsSharedRuntime: boolean;
  readonly functionFile: string;
  /** Address of the file with the keyboard shortcuts, which need a shared runtime. */
  readonly shortcutsUrl: string | undefined;
  readonly tabId: string;
  readonly groupLabel: string;
  readonly buttons: readonly RibbonButton[];
}

export interface RibbonButton {
  readonly id: string;
  readonly label: string;
  readonly tip: { readonly title: string; readonly description: string };
  /** Icon of 32 px. */
  readonly icon: string;
  readonly action:
    { readonly kind: 'showPane' } | { readonly kind: 'runFunction'; readonly actionId: string };
}

/**
 * Parses the manifest for a locale and an Excel with these requirement sets. If Excel lacks a set
 * that `VersionOverrides` requires, only the base manifest applies. Source: "Requirements element".
 * @throws when the text is not XML.
 */
export function parseAddInManifest(
  xml: string,
  locale: string,
  supported: Readonly<Record<string, string>>,
): Manifest {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const fault = document.querySelector('parsererror');
  if (fault) throw new Error(`manifest.xml: ${fault.textContent}`);
  const root = document.documentElement;
  const overrides = first(root, 'VersionOverrides');
  const needed = all(childNamed(overrides, 'Requirements'), 'Set');
  const met = needed.every((set) =>
    isSupported(supported[set.getAttribute('Name') ?? ''], set.getAttribute('MinVersion') ?? '1.1'),
  );
  return met ? withOverrides(root, locale) : baseManifest(root, locale);
}

const isSupported = (version: string | undefined, least: string): boolean =>
  version !== undefined && version.localeCompare(least, 'en', { numeric: true }) >= 0;

/** Returns a manifest with only the pane, which a user opens from the list of add-ins. */
function baseManifest(root: Element, locale: string): Manifest {
  const addinName = localized(first(root, 'DisplayName'), locale);
  const tip = { title: addinName, description: localized(first(root, 'Description'), locale) };
  const icon = localized(first(root, 'IconUrl'), locale);
  return {
    ...common(root, locale),
    wantsSharedRuntime: false,
    functionFile: localized(first(root, 'SourceLocation'), locale),
    shortcutsUrl: undefined,
    tabId: '',
    groupLabel: 'Add-ins',
    buttons: [{ id: 'AddIns', label: addinName, tip, icon, action: { kind: 'showPane' } }],
  };
}

function common(
  root: Element,
  locale: string,
): Pick<Manifest, 'addinName' | 'appDomains' | 'permission'> {
  return {
    addinName: localized(first(root, 'DisplayName'), locale),
    appDomains: all(root, 'AppDomain').map(({ textContent }) => textContent.trim()),
    permission: permissionLevel(first(root, 'Permissions')?.textContent.trim()) ?? 'Restricted',
  };
}

function withOverrides(root: Element, locale: string): Manifest {
  const say = resources(root, locale);
  const group = first(root, 'Group');
  return {
    ...common(root, locale),
    wantsSharedRuntime: first(root, 'Runtime')?.getAttribute('lifetime') === 'long',
    functionFile: say(first(root, 'FunctionFile')),
    shortcutsUrl: first(root, 'ExtendedOverrides')?.getAttribute('Url') ?? undefined,
    tabId: first(root, 'OfficeTab')?.id ?? '',
    groupLabel: say(first(group, 'Label')),
    buttons: all(group, 'Control').map((control) => readButton(control, say)),
  };
}

type Say = (reference: Element | undefined) => string;

/** Returns a function that resolves an element's `resid`. */
function resources(root: Element, locale: string): Say {
  const values = new Map(
    all(first(root, 'Resources'), '*').flatMap((resource) =>
      resource.id ? [[resource.id, localized(resource, locale)]] : [],
    ),
  );
  return (reference) => values.get(reference?.getAttribute('resid') ?? '') ?? '';
}

function readButton(control: Element, say: Say): RibbonButton {
  const tip = first(control, 'Supertip');
  const action = first(control, 'Action');
  const runs = action?.getAttribute('xsi:type') === 'ExecuteFunction';
  return {
    id: control.id,
    label: say(first(control, 'Label')),
    tip: { title: say(first(tip, 'Title')), description: say(first(tip, 'Description')) },
    icon: say(all(control, 'Image').find((image) => image.getAttribute('size') === '32')),
    action: runs
      ? { kind: 'runFunction', actionId: first(action, 'FunctionName')?.textContent.trim() ?? '' }
      : { kind: 'showPane' },
  };
}

function localized(element: Element | undefined, locale: string): string {
  const override = all(element, 'Override').find(
    (candidate) => candidate.getAttribute('Locale') === locale,
  );
  return override?.getAttribute('Value') ?? element?.getAttribute('DefaultValue') ?? '';
}

/** Finds elements by local name: the manifest uses four namespaces. */
const all = (parent: Element | undefined, name: string): Element[] => [
  ...(parent?.getElementsByTagNameNS('*', name) ?? []),
];
const childNamed = (parent: Element | undefined, name: string): Element | undefined =>
  [...(parent?.children ?? [])].find(({ localName }) => localName === name);
const first = (parent: Element | undefined, name: string): Element | undefined =>
  all(parent, name)[0];
