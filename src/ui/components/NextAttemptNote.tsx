import { useAppContext } from '../appContext';
import { useSoon } from '../hooks/useTime';
import { useLayout } from '../theme/layout';
import { signedInMessages } from '../workspace/signedInMessages';

interface Props {
  /** Why the last attempt failed. */
  readonly why: string;
  /** ms since the epoch. */
  readonly at: number;
}

/** Shows why a request is repeated, and when. */
export function NextAttemptNote({ why, at }: Props) {
  const { messages } = useAppContext();
  const { quiet } = useLayout();
  const when = signedInMessages(messages).card.nextAttempt(useSoon(at)());
  return <p className={quiet}>{messages.because(why, when)}</p>;
}
