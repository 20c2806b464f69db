/** Titles and sentences that surround an error's reason. */
export const errors = {
  details: 'Details',
  code: 'Code',
  status: 'Status',
  requestId: 'Request ID',
  clientRequestId: 'Client request ID',
  correlationId: 'Correlation ID',
  time: 'Time',
  offline: {
    title: 'You’re offline',
    sentence: 'The session is refreshed as soon as the network is back.',
  },
  noNetwork: {
    title: 'There was no network',
    sentence: 'Your device reported none. Check the connection, then try again.',
  },
};
