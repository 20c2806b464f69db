import type { ReactNode } from 'react';
import { Footer } from './Footer';

interface Props {
  /** What stands beside Excel's personality menu. */
  readonly top?: ReactNode;
  readonly children: ReactNode;
}

/**
 * The parts that every screen has: the space at the top, and the footer. Excel's personality menu
 * covers 34 by 32 px at the top right; the pane leaves that area empty.
 */
export function Frame({ top, children }: Props) {
  return (
    <div className="pane">
      <header className="top">{top}</header>
      {children}
      <Footer />
    </div>
  );
}
