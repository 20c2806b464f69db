import { useState } from 'react';
import { useAppContext } from '../../appContext';
import { CopyFallback } from '../../components/CopyButton';
import { usePopups, type CopyAsProps } from '../popupsContext';
import { signedInMessages } from '../signedInMessages';

/** Menu that copies code for this session; shows the text itself when copying is blocked. */
export function CopyAs({ workbook, session }: Pick<CopyAsProps, 'workbook' | 'session'>) {
  const { announce, copy, messages } = useAppContext();
  const texts = signedInMessages(messages);
  const popups = usePopups();
  const [open, setOpen] = useState(false);
  const [blocked, setBlocked] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const copyText = async (name: string, text: string): Promise<void> => {
    const done = await copy(text);
    setBlocked(done ? undefined : text);
    setAttempt((count) => count + 1);
    announce(done ? texts.snippets.copied(name) : texts.copy.failed);
  };
  return (
    <>
      <popups.CopyAsMenu
        workbook={workbook}
        session={session}
        copyText={(name, text) => void copyText(name, text)}
        open={open}
        setOpen={setOpen}
      />
      {blocked !== undefined && <CopyFallback text={blocked} attempt={attempt} />}
    </>
  );
}
