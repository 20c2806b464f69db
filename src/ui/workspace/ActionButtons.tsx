import { Button } from '@fluentui/react-components';
import { useAppContext } from '../appContext';
import { labelOf, userActionOf, type NextAction } from '../nextAction';

/**
 * Buttons for the user's next actions, the first one as the primary one. `startLabel` is the label
 * of a start that is not a second attempt.
 */
export function ActionButtons({
  actions,
  startLabel,
}: {
  readonly actions: readonly NextAction[];
  readonly startLabel?: string;
}) {
  const { dispatch, messages } = useAppContext();
  return actions.map((action, index) => (
    <Button
      key={action}
      appearance={index === 0 ? 'primary' : 'secondary'}
      onClick={() => dispatch(userActionOf[action])}
    >
      {(action === 'start' ? startLabel : undefined) ?? labelOf(action, messages)}
    </Button>
  ));
}
