import { whenOfficeReady } from './onReady';

// Runs in the Office dialog before the sign-in page. Office must have loaded this page first, or
// the last page cannot message the pane. Redirects to the configured sign-in origins only, so that
// this page is no open redirect.
const allowed: unknown = JSON.parse(document.getElementById('authorities')?.textContent ?? '[]');

whenOfficeReady(document.getElementById('office'), () => {
  const target = decodeURIComponent(location.hash.slice(1));
  if (Array.isArray(allowed) && URL.canParse(target) && allowed.includes(new URL(target).origin)) {
    location.replace(target);
  }
});
