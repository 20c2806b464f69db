import type { ReactNode } from 'react';
import { Logo } from './icons';
import { useAppContext } from '../appContext';

/** Footer with the version, the help pages, and the permissions and privacy notice. */
export function Footer() {
  const { messages, version } = useAppContext();
  return (
    <footer className="footer">
      <details className="details">
        <summary>{messages.privacy.title}</summary>
        <p>{messages.privacy.permission}</p>
        <p>{messages.privacy.reach}</p>
      </details>
      <div className="split">
        <p className="brand">
          <Logo />
          {messages.product} {version}
        </p>
        <p className="links">
          <PageLink name="support">{messages.help}</PageLink>
          <PageLink name="privacy">{messages.privacy.page}</PageLink>
        </p>
      </div>
    </footer>
  );
}

/** Link to a page that opens in its own window, so that the pane stays open. */
function PageLink({
  name,
  children,
}: {
  readonly name: 'support' | 'privacy';
  readonly children: ReactNode;
}) {
  return (
    <a className="link" href={`assets/${name}.html`} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
