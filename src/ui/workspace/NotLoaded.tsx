import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useAppContext } from '../appContext';
import { Notice } from '../components/Notice';
import { Reload } from '../first-screen/Reload';
import type { Again } from '../lazyComponent';

interface Props {
  readonly again: Again;
  /** Buttons beside those that load again. */
  readonly children?: ReactNode;
}

/** Stands for a part of the screen whose script could not be loaded. */
export function NotLoaded({ again, children }: Props) {
  const { announce, messages } = useAppContext();
  const { actions, reasons } = messages;
  const { notLoaded } = reasons.signIns;
  // The notice stands already: that it holds still is announced.
  const failed = (): void => announce(notLoaded.title);
  return (
    <Notice {...notLoaded}>
      <Button onClick={() => again(failed)}>{actions.tryAgain}</Button>
      <Reload Button={Button} />
      {children}
    </Notice>
  );
}
