import { describe, expect, it } from 'vitest';
import { parseLocation } from '../../../src/graph/address';

describe('an address that leads to another one', () => {
  it('has the reason of the address in it', () => {
    for (const [nested, reason] of [
      ['https://intranet.example/b.xlsx', 'otherServer'],
      ['https://1drv.ms/x/s!Abc', 'consumer'],
      ['https://aka.ms/budget', 'badLink'],
    ] as const) {
      const address = `https://teams.microsoft.com/l/file/1?objectUrl=${encodeURIComponent(nested)}`;
      expect([nested, parseLocation(address)]).toEqual([nested, { kind: 'unsupported', reason }]);
    }
  });

  it.each([
    ['https://protect-eu.mimecast.com/s/AbCdEf?domain=contoso.sharepoint.com', 'badLink'],
    ['https://excel.cloud.microsoft/open/onedrive/?docId=01ABC&driveId=b!xyz', 'badLink'],
    ['https://teams.microsoft.com/l/message/19:x@thread.tacv2/1?tenantId=1', 'badLink'],
    ['https://gov.teams.microsoft.us/l/message/19:x', 'badLink'],
    ['https://outlook.live.com/mail/0/inbox', 'badLink'],
    ['https://login.microsoftonline.com/common/oauth2/authorize?client_id=1', 'badLink'],
    ['see https://aka.ms/budget', 'badLink'],
    ['https://tinyurl.com/budget-2026', 'badLink'],
    ['https://t.co/AbC123', 'badLink'],
    ['https://lnkd.in/eAbC123', 'badLink'],
    ['https://link.edgepilot.com/s/1a2b3c4d/AbCdEf', 'badLink'],
    ['https://not-t.co/AbC123', 'otherServer'],
    ['https://onedrive.com/', 'consumer'],
    ['https://photos.onedrive.com/share/1', 'consumer'],
    ['https://teams-microsoft.com/l/1', 'otherServer'],
  ])('%s, without one, has the reason %s', (address, reason) =>
    expect(parseLocation(address)).toEqual({ kind: 'unsupported', reason }),
  );
});
