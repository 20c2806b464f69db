import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';

// Ends a sign-in in a window of the browser. An answer that cannot be handed on leaves the page with its words.
broadcastResponseToMainFrame().catch(() => undefined);
