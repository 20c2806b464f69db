import { Button } from '@fluentui/react-components';
import { useAppContext } from '../appContext';
import { Busy } from '../components/Busy';
import { Reload } from '../first-screen/Reload';
import { slowMs } from '../first-screen/Waiting';
import { useAfter } from '../hooks/useTime';
import { useLayout } from '../theme/layout';

const lateMs = 1_000;

/** What a reload waits for, once it takes longer than usual; later with a way out. */
export function Resuming({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const { messages } = useAppContext();
  const layout = useLayout();
  const isLate = useAfter(lateMs);
  const isSlow = useAfter(slowMs);
  if (!isLate) return null;
  return (
    <div className={layout.tight}>
      <Busy label={isSignedIn ? messages.wait.locating : messages.wait.signingIn}>
        {isSlow && <p className={layout.quiet}>{messages.starting.slow}</p>}
      </Busy>
      {isSlow && <Reload Button={Button} role="alert" />}
    </div>
  );
}
