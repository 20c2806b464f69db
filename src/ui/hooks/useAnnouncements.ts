import { useEffect, useRef } from 'react';
import type { Snapshot } from '../../session/state';
import { announcementOf } from './announcements';
import type { Tools } from '../appContext';

/** Tells each step once to assistive technology. */
export function useAnnouncements(snapshot: Snapshot, { announce, messages }: Tools): void {
  const last = useRef(snapshot);
  useEffect(() => {
    const text = announcementOf(last.current, snapshot, messages);
    last.current = snapshot;
    if (text !== undefined) announce(text);
  }, [snapshot, announce, messages]);
}
