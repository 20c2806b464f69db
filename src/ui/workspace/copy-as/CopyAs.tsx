import { useId, useState, type ReactNode } from 'react';
import type { Workbook, WorkbookSession } from '../../../session/state';
import { Button } from '../../components/Button';
import { Fallback } from '../../components/CopyButton';
import { Icon } from '../../components/icons';
import { signedInMessages } from '../signedInMessages';
import { envLines, graphExplorerLink, snippets, type Target } from './snippets';
import { useAppContext } from '../../appContext';
import { useMenu } from '../../hooks/useMenu';

interface CopyAsProps {
  readonly workbook: Workbook;
  readonly session: Pick<WorkbookSession, 'id' | 'persistChanges'>;
}

/** Code for this session, ready to run: a script that lives as long as the session does, or one bare request. */
export function CopyAs({ workbook, session }: CopyAsProps) {
  const { announce, copy, graphRoot, messages } = useAppContext();
  const { open, toggle, close, root, onKeyDown } = useMenu();
  const [blocked, setBlocked] = useState<string>();
  const id = useId();
  const { driveId, itemId } = workbook;
  const { id: sessionId, persistChanges } = session;
  const target: Target = { graphRoot, driveId, itemId, sessionId, persistChanges };
  const choose = async (name: string, text: string): Promise<void> => {
    close();
    const done = await copy(text);
    setBlocked(done ? undefined : text);
    announce(done ? signedInMessages(messages).snippets.copied(name) : messages.copy.failed);
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
          {messages.actions.copyAs}
        </Button>
        {open && (
          <Items
            id={id}
            target={target}
            choose={(name, text) => void choose(name, text)}
            close={close}
          />
        )}
      </div>
      {blocked !== undefined && <Fallback text={blocked} />}
    </>
  );
}

interface ItemsProps {
  readonly id: string;
  readonly target: Target;
  readonly choose: (name: string, text: string) => void;
  readonly close: () => void;
}

function Items({ id, target, choose, close }: ItemsProps) {
  const words = signedInMessages(useAppContext().messages).snippets;
  const [bare, setBare] = useState(false);
  const hint = `${id}-hint`;
  return (
    <div className="menu">
      <p className="menu-head quiet" id={hint}>
        {words.about}
      </p>
      <div role="menu" id={id} aria-label={words.menu} aria-describedby={hint}>
        {snippets.map(({ name, script, request }) => (
          <Item
            key={name}
            name={name}
            write={bare ? request : script}
            target={target}
            choose={choose}
          />
        ))}
        <Item name=".env" write={envLines} target={target} choose={choose} />
        <button
          type="button"
          role="menuitemcheckbox"
          aria-checked={bare}
          tabIndex={-1}
          onClick={() => setBare(!bare)}
        >
          <span>
            {words.bare}
            <span className="quiet below">{words.bareHint}</span>
          </span>
          {bare && <Icon name="check" className="small" />}
        </button>
        <Link href="assets/token.html" close={close}>
          {words.token}
        </Link>
        <Link href={graphExplorerLink(target)} close={close}>
          {words.explorer}
          <span className="quiet below">{words.explorerHint}</span>
        </Link>
      </div>
    </div>
  );
}

interface ItemProps extends Pick<ItemsProps, 'target' | 'choose'> {
  readonly name: string;
  readonly write: (target: Target) => string;
}

/** One kind of code; its name is a proper one. */
function Item({ name, write, target, choose }: ItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      lang="en"
      onClick={() => choose(name, write(target))}
    >
      {name}
    </button>
  );
}

interface LinkProps {
  readonly href: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A page in a window of its own: the pane itself must not go away. */
function Link({ href, close, children }: LinkProps) {
  return (
    <a
      role="menuitem"
      tabIndex={-1}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={close}
    >
      <span>{children}</span>
      <Icon name="open" className="small" />
    </a>
  );
}
