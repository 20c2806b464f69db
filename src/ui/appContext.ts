import { createContext, use } from 'react';
import type { Messages, Times } from '../locales/index';
import type { AppProps, HostContext, HostRefusal } from './appProps';

/** Values that every component of the pane may use. */
export interface AppContextValue extends Pick<
  AppProps,
  | 'dispatch'
  | 'clock'
  | 'copy'
  | 'inside'
  | 'version'
  | 'graphRoot'
  | 'forgets'
  | 'startWithWorkbook'
> {
  readonly theme: HostContext['theme'];
  readonly messages: Messages;
  readonly times: Times;
  /** True without a shared runtime: keep-alive stops when the pane closes. */
  readonly closingEndsKeepAlive: boolean;
  readonly startsWithWorkbook: boolean | undefined;
  readonly refusals: readonly HostRefusal[];
  /** The organization that the workbook's address suggests; empty if it suggests none. */
  readonly suggestedOrganization: string;
  /** True if the configuration names the only organization. */
  readonly organizationIsFixed: boolean;
  /** Announces the text once to assistive technology; the focus stays in place. */
  readonly announce: (text: string) => void;
}

/** Set by PaneRoot, read through useAppContext. */
export const AppContext = createContext<AppContextValue | null>(null);

/** Returns the app's context. Throws outside of PaneRoot. */
export function useAppContext(): AppContextValue {
  const value = use(AppContext);
  if (value === null) throw new Error('A component was rendered outside AppContext.');
  return value;
}
