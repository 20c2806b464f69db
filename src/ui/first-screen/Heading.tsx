import type { ReactNode } from 'react';

/** Heading of the screen. Receives the focus when the focused element is removed. */
export function Heading({ children }: { readonly children: ReactNode }) {
  return (
    <h1 tabIndex={-1} data-focus-home="">
      {children}
    </h1>
  );
}
