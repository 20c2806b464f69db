import { Button } from '@fluentui/react-components';
import { useAppContext } from '../appContext';
import { Notice } from '../components/Notice';

/** Stands for a part of the screen whose script could not be loaded. */
export function NotLoaded({ again }: { readonly again: () => void }) {
  const { actions, reasons } = useAppContext().messages;
  return (
    <Notice {...reasons.signIns.notLoaded}>
      <Button onClick={again}>{actions.tryAgain}</Button>
      <Button onClick={() => location.reload()}>{actions.reload}</Button>
    </Notice>
  );
}
