import { Eye16Regular } from '@fluentui/react-icons';
import type { StateOf } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { CopyButton } from '../../components/CopyButton';
import { SmallButton } from '../../components/SmallButton';
import { useLayout } from '../../theme/layout';
import { CopyAs } from '../copy-as/CopyAs';
import { signedInMessages } from '../signedInMessages';

interface Props {
  readonly state: StateOf<'open'>;
  readonly isInsideShown: boolean;
  readonly toggleInside: () => void;
}

/** What a user with a script takes from the session, and looks at in it. */
export function Tools({ state, isInsideShown, toggleInside }: Props) {
  const { session, workbook } = state;
  const { messages } = useAppContext();
  const layout = useLayout();
  return (
    <div className={layout.snug}>
      <CopyButton label={messages.actions.copySessionId} text={session.id} />
      <CopyAs workbook={workbook} session={session} />
      <SmallButton icon={<Eye16Regular />} aria-expanded={isInsideShown} onClick={toggleInside}>
        {signedInMessages(messages).inside.look}
      </SmallButton>
    </div>
  );
}
