import { memo } from 'react';
import { Eye16Regular } from '@fluentui/react-icons';
import type { Workbook, WorkbookSession } from '../../../session/state';
import { useAppContext } from '../../appContext';
import { CopyButton } from '../../components/CopyButton';
import { SmallButton } from '../../components/SmallButton';
import { useLayout } from '../../theme/layout';
import { CopyAs } from '../copy-as/CopyAs';
import { signedInMessages } from '../signedInMessages';

/** ID of the button that shows the inside and gets the focus back from it. */
export const lookInsideId = 'look-inside';

interface Props {
  readonly workbook: Workbook;
  readonly sessionId: string;
  readonly persistChanges: WorkbookSession['persistChanges'];
  readonly isInsideShown: boolean;
  readonly toggleInside: () => void;
}

/** What a user with a script takes from the session, and looks at in it. */
export const Tools = memo(function Tools(props: Props) {
  const { workbook, sessionId, persistChanges, isInsideShown, toggleInside } = props;
  const { messages } = useAppContext();
  const layout = useLayout();
  return (
    <div className={layout.snug}>
      <CopyButton label={signedInMessages(messages).labels.copySessionId} text={sessionId} />
      <CopyAs workbook={workbook} session={{ id: sessionId, persistChanges }} />
      <SmallButton
        id={lookInsideId}
        icon={<Eye16Regular />}
        aria-expanded={isInsideShown}
        onClick={toggleInside}
      >
        {signedInMessages(messages).inside.look}
      </SmallButton>
    </div>
  );
});
