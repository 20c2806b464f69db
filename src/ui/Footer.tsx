import { useTools } from './tools';

/** The brand bar: which version this is, and what the pane may do with whose data. */
export function Footer() {
  const { messages, version } = useTools();
  return (
    <footer className="footer">
      <details className="details">
        <summary>{messages.privacy.title}</summary>
        <p>{messages.privacy.permission}</p>
        <p>{messages.privacy.reach}</p>
      </details>
      <p>{messages.product} {version}</p>
    </footer>
  );
}
