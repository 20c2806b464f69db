/** Opens the connections of the first requests while the page loads; sends nothing over them. */
export function preconnect(urls: readonly string[]): void {
  for (const origin of new Set(urls.map((url) => new URL(url).origin))) {
    const link = document.createElement('link');
    link.rel = 'preconnect';
    link.href = origin;
    // Both receive requests without credentials, for which browsers use separate connections.
    link.crossOrigin = 'anonymous';
    document.head.append(link);
  }
}
