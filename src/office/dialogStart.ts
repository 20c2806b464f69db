import { whenOffice } from './onReady';

// Runs in the Office dialog before the sign-in page. Office must have seen this page, or the last page cannot speak to
// the pane; and only a sign-in page is followed: this page must not lead just anywhere.
const allowed: unknown = JSON.parse(document.getElementById('authorities')?.textContent ?? '[]');

whenOffice(document.getElementById('office'), () => {
  const target = decodeURIComponent(location.hash.slice(1));
  if (Array.isArray(allowed) && URL.canParse(target) && allowed.includes(new URL(target).origin)) {
    location.replace(target);
  }
});
