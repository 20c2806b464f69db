/** Opens the connections that the first requests will need, beside whatever the page waits for; nothing is sent over them. */
export function preconnect(urls: readonly string[]): void {
  for (const origin of new Set(urls.map((url) => new URL(url).origin))) {
    const link = document.createElement('link');
    link.rel = 'preconnect';
    link.href = origin;
    // Requests to both are fetches without cookies, which browsers keep on connections of their own.
    link.crossOrigin = 'anonymous';
    document.head.append(link);
  }
}
