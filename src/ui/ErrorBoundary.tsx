import { Component, type ReactNode } from 'react';
import type { Messages } from '../strings/index';

interface Props {
  readonly messages: Messages;
  readonly children: ReactNode;
}

/** A fault of our own is told like any other trouble, never as a white page. Uses nothing that could have broken. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    const { act, crash } = this.props.messages;
    return (
      <main className="pane stack" role="alert">
        <h1 className="heading">{crash.title}</h1>
        <p>{crash.sentence}</p>
        <div className="row">
          <button type="button" className="plain-button" onClick={() => location.reload()}>{act.reload}</button>
        </div>
      </main>
    );
  }
}
