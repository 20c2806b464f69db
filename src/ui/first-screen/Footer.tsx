import { useAppContext } from '../appContext';

/** Footer with the version, the help page, and the permissions and privacy notice. */
export function Footer() {
  const { messages, version } = useAppContext();
  const { privacy } = messages;
  return (
    <footer>
      <details>
        <summary>{privacy.title}</summary>
        <p>{privacy.permission}</p>
        <p>{privacy.reach}</p>
        <PageLink name="privacy">{privacy.page}</PageLink>
      </details>
      <p>
        <span>
          {messages.product} {version}
        </span>
        {' · '}
        <PageLink name="support">{messages.help}</PageLink>
      </p>
    </footer>
  );
}

/** Link to a page that opens in its own window, so that the pane stays open. */
function PageLink({
  name,
  children,
}: {
  readonly name: 'support' | 'privacy';
  readonly children: string;
}) {
  return (
    <a href={`assets/${name}.html`} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
