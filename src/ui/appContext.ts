import { createContext, use } from 'react';
import type { Messages, Times } from '../locales/index';
import type { AppProps } from './appProps';

/**
 * Values that every component of the pane may use. What changes often is read with useReadable, so
 * that only its readers render.
 */
export interface AppContextValue extends Pick<
  AppProps,
  | 'appState'
  | 'hostContext'
  | 'dispatch'
  | 'clock'
  | 'copy'
  | 'reload'
  | 'inside'
  | 'version'
  | 'graphRoot'
  | 'forgets'
  | 'startWithWorkbook'
> {
  readonly messages: Messages;
  readonly times: Times;
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
