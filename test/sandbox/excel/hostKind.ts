/** Variants of Excel that the sandbox can emulate. */
export const hostKinds = ['web', 'windows', 'mac'] as const;
export type HostKind = (typeof hostKinds)[number];
export type DesktopKind = Exclude<HostKind, 'web'>;

/** Names of the variants in the drawer. */
export const hostNames: Readonly<Record<HostKind, string>> = {
  web: 'Excel on the web',
  windows: 'Excel on Windows',
  mac: 'Excel on Mac',
};
