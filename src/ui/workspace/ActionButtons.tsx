import { Button } from '@fluentui/react-components';
import { useAppContext } from '../appContext';
import type { UserAction } from '../../session/userAction';
import { labelOf, userActionOf, type NextAction } from './userActions';

interface Props {
  readonly actions: readonly NextAction[];
  /** The label of a start that is not a second attempt. */
  readonly startLabel?: string | undefined;
  /** What a start does. */
  readonly start?: UserAction;
  /** The first one is primary, unless the screen has another primary button. */
  readonly first?: 'primary' | 'secondary';
}

/** Buttons for the user's next actions. */
export function ActionButtons({
  actions,
  startLabel,
  start = userActionOf.start,
  first = 'primary',
}: Props) {
  const { dispatch, messages } = useAppContext();
  return actions.map((action, index) => (
    <Button
      key={action}
      appearance={index === 0 ? first : 'secondary'}
      onClick={() => dispatch(action === 'start' ? start : userActionOf[action])}
    >
      {(action === 'start' ? startLabel : undefined) ?? labelOf(action, messages)}
    </Button>
  ));
}
