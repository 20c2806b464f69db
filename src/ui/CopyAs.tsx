import { useId, useState } from 'react';
import type { Workbook } from '../session/state';
import { Button } from './Button';
import { Fallback } from './CopyButton';
import { Icon } from './icons';
import { signedInWords } from './signedInWords';
import { graphExplorerLink, snippets, type Snippet, type Target } from './snippets';
import { useTools } from './tools';
import { useMenu } from './useMenu';

/** A request with this session, ready for the person's own code. */
export function CopyAs({ workbook, sessionId }: { readonly workbook: Workbook; readonly sessionId: string }) {
  const { announce, copy, graphRoot, messages } = useTools();
  const { open, toggle, close, root, onKeyDown } = useMenu();
  const [blocked, setBlocked] = useState<string>();
  const id = useId();
  const target: Target = { graphRoot, driveId: workbook.driveId, itemId: workbook.itemId, sessionId };
  const choose = async ({ name, write }: Snippet): Promise<void> => {
    close();
    const text = write(target);
    const done = await copy(text);
    setBlocked(done ? undefined : text);
    announce(done ? signedInWords(messages).snippets.copied(name) : messages.copy.failed);
  };
  return (
    <>
      <div className="copy-as" ref={root} onKeyDown={onKeyDown}>
        <Button
          size="small"
          appearance="subtle"
          aria-haspopup="menu"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          icon={<Icon name="code" />}
          onClick={toggle}
        >
          {messages.act.copyAs}
        </Button>
        {open && <Items id={id} target={target} choose={(snippet) => void choose(snippet)} close={close} />}
      </div>
      {blocked !== undefined && <Fallback text={blocked} />}
    </>
  );
}

interface ItemsProps {
  readonly id: string;
  readonly target: Target;
  readonly choose: (snippet: Snippet) => void;
  readonly close: () => void;
}

function Items({ id, target, choose, close }: ItemsProps) {
  const words = signedInWords(useTools().messages).snippets;
  const hint = `${id}-hint`;
  return (
    <div className="menu">
      <p className="menu-head quiet" id={hint}>{words.about}</p>
      <div role="menu" id={id} aria-label={words.menu} aria-describedby={hint}>
        {snippets.map((snippet) => (
          <button key={snippet.name} type="button" role="menuitem" tabIndex={-1} lang="en" onClick={() => choose(snippet)}>
            {snippet.name}
          </button>
        ))}
        <a role="menuitem" tabIndex={-1} href={graphExplorerLink(target)} target="_blank" rel="noopener noreferrer" onClick={close}>
          <span>
            {words.explorer}
            <span className="quiet below">{words.explorerHint}</span>
          </span>
          <Icon name="open" className="small" />
        </a>
      </div>
    </div>
  );
}
