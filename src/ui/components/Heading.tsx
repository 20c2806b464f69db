import type { ReactNode } from 'react';

/** The heading of the screen: the focus goes here when what held it has gone. */
export function Heading({ children }: { readonly children: ReactNode }) {
  return (
    <h1 className="heading" tabIndex={-1} data-focus-home="">
      {children}
    </h1>
  );
}
