/** A cloud of Microsoft whose Graph offers workbook sessions: its sign-in service and its Graph. */
export interface Cloud {
  /** Origin of the sign-in service. */
  readonly login: string;
  /** URL of Microsoft Graph with its version. */
  readonly graphRoot: string;
}

/**
 * The clouds by name. Without China's, which offers no workbook sessions. Sources: Microsoft Graph
 * and Microsoft identity platform, national clouds.
 */
export const clouds = {
  worldwide: {
    login: 'https://login.microsoftonline.com',
    graphRoot: 'https://graph.microsoft.com/v1.0',
  },
  governmentL4: {
    login: 'https://login.microsoftonline.us',
    graphRoot: 'https://graph.microsoft.us/v1.0',
  },
  governmentL5: {
    login: 'https://login.microsoftonline.us',
    graphRoot: 'https://dod-graph.microsoft.us/v1.0',
  },
} as const satisfies Readonly<Record<string, Cloud>>;
export type CloudName = keyof typeof clouds;
