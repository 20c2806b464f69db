import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';

// Passes the response of a pop-up sign-in to the pane. If that fails, the page keeps showing its
// text.
broadcastResponseToMainFrame().catch(() => undefined);
