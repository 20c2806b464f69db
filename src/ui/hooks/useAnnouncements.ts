import { useEffect, useRef } from 'react';
import type { AppState } from '../../session/state';
import { announcementOf } from './announcements';
import type { AppContextValue } from '../appContext';

/** Announces each state change once to assistive technology. */
export function useAnnouncements(
  appState: AppState,
  { announce, messages }: AppContextValue,
): void {
  const last = useRef(appState);
  useEffect(() => {
    const text = announcementOf(last.current, appState, messages);
    last.current = appState;
    if (text !== undefined) announce(text);
  }, [appState, announce, messages]);
}
