/** Which Excel the sandbox is. */
export const hostKinds = ['web', 'windows', 'mac'] as const;
export type HostKind = (typeof hostKinds)[number];
export type DesktopKind = Exclude<HostKind, 'web'>;

/** What is told of each in the drawer. */
export const hostNames: Readonly<Record<HostKind, string>> = {
  web: 'Excel on the web',
  windows: 'Excel on Windows',
  mac: 'Excel on Mac',
};
