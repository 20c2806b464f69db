import { createContext, use } from 'react';
import type { Messages, Times } from '../locales/index';
import type { AppProps } from './appProps';

/** What every part of the pane may use. */
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
  readonly messages: Messages;
  readonly times: Times;
  /** No shared runtime: keep-alive lives only as long as the pane is open. */
  readonly closingEndsKeepAlive: boolean;
  readonly startsWithWorkbook: boolean | undefined;
  /** Says it once to assistive technology, without moving the focus. */
  readonly announce: (text: string) => void;
}

export const AppContext = createContext<AppContextValue | null>(null);

export function useAppContext(): AppContextValue {
  const tools = use(AppContext);
  if (tools === null) throw new Error('A part of the pane was drawn outside of it.');
  return tools;
}
