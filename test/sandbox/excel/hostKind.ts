/** Variants of Excel on the desktop that the sandbox can emulate: the pane has its own window. */
export const desktopKinds = ['windows', 'mac'] as const;
export type DesktopKind = (typeof desktopKinds)[number];

/** Variants of Excel that the sandbox can emulate. */
export const hostKinds = ['web', ...desktopKinds] as const;
export type HostKind = (typeof hostKinds)[number];

/** Names of the variants in the drawer. */
export const hostNames: Readonly<Record<HostKind, string>> = {
  web: 'Excel on the web',
  windows: 'Excel on Windows',
  mac: 'Excel on Mac',
};
