import { describe, expect, it } from 'vitest';
import { defaultChoices } from '../../../src/session/appState';
import type { SignInReason } from '../../../src/session/failures';
import { failed, succeeded } from '../../../src/session/services';
import { knownOf } from '../../../src/session/records';
import type { Choices } from '../../../src/session/state';
import type { Bench } from './reducerBench';
import { account, noon, reducerBench, workbook } from './reducerBench';
import { arrives, storeBench } from './storeBench';

const organization = 'fabrikam.onmicrosoft.com';
const theirs = 'https://fabrikam.sharepoint.com/sites/Team/Theirs.xlsx';
const kept: Partial<Choices> = { organization };
const guest = { ...account, tenantId: 'fabrikam' };

const asks = (core: Bench, name: string, another = false): Bench =>
  core.tell({ kind: 'signInRequested', another, organization: name });
const enters = (core: Bench, as = guest): Bench =>
  core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account: as });
const fails = (core: Bench, reason: SignInReason): Bench =>
  core.tell({
    kind: 'signInFailed',
    requestKey: core.requestKey('signIn'),
    failure: { reason, at: noon },
  });
const refused = (choices: Partial<Choices> = {}): Bench => {
  const core = reducerBench();
  core.tell({ kind: 'started', known: null, choices: { ...defaultChoices, ...choices } });
  return fails(core, 'wrongTenant');
};
const noWorkbook = (): Bench => {
  const core = reducerBench().signedIn();
  return core.tell({
    kind: 'notLocated',
    requestKey: core.requestKey('locate'),
    problem: { reason: 'otherTenant' },
  });
};
const lost = (): Bench =>
  reducerBench()
    .open()
    .tell({ kind: 'refreshRequested' })
    .fails({ kind: 'ended', reason: 'authentication' });

describe('a sign-in to another organization', () => {
  it.each([
    ['signed out', refused],
    ['without a workbook', noWorkbook],
    ['ready', () => reducerBench().ready()],
    ['with a lost session', lost],
  ])('looks the workbook up and is remembered (%s)', (_state, before) => {
    const core = asks(before(), organization);
    expect(core.state).toMatchObject({ kind: 'signingIn', organization });
    expect(core.effects).toMatchObject([{ kind: 'signIn', mode: 'interactive', organization }]);
    enters(core);
    expect(core.appState.choices).toEqual({ ...defaultChoices, organization });
    expect(core.effects).toMatchObject([{ kind: 'locate', known: null }]);
  });

  it('lets the user choose the account if that was asked for', () => {
    expect(asks(refused(), organization, true).effects).toMatchObject([
      { kind: 'signIn', mode: 'another', organization },
    ]);
  });

  it('that fails is not remembered', () => {
    for (const reason of ['cancelled', 'wrongTenant', 'offline'] as const) {
      const core = fails(asks(noWorkbook(), organization), reason);
      expect(core.appState.choices, reason).toEqual(defaultChoices);
      expect(core.state.kind).toBe('noWorkbook');
    }
    const cancelled = asks(noWorkbook(), organization).tell({ kind: 'cancelRequested' });
    expect([cancelled.state.kind, cancelled.appState.choices]).toEqual([
      'noWorkbook',
      defaultChoices,
    ]);
  });

  it('forgets the workbook that the other organization’s account found', () => {
    const core = reducerBench().tell({
      kind: 'started',
      known: { account, workbook },
      choices: defaultChoices,
    });
    fails(core, 'interactionRequired');
    expect(knownOf(core.appState)).toMatchObject({ workbook });
    enters(asks(core, organization));
    expect(core.effects).toMatchObject([{ kind: 'locate', known: null }]);
  });

  it('beside an attached session asks that organization where the workbook is', () => {
    const core = reducerBench({}).ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
    enters(asks(core, organization));
    expect(core.effects).toContainEqual(expect.objectContaining({ kind: 'locate', known: null }));
  });

  it('is no sign-in to the workbook that is known after a reload', () => {
    const known = { account, workbook };
    const core = reducerBench().tell({ kind: 'started', known, choices: defaultChoices });
    enters(core);
    expect(core.state.kind).toBe('locating');
    expect(core.effects).toContainEqual(expect.objectContaining({ kind: 'locate', known: null }));
  });

  it('counts as another account, though it is the same user', () => {
    const asAnother = (as: typeof account): boolean | undefined =>
      enters(asks(noWorkbook(), organization), as).appState.signedIn?.asAnother;
    expect([asAnother(guest), asAnother(account)]).toEqual([true, false]);
  });
});

describe('a remembered organization', () => {
  it('is signed in to at the next start, and by each later sign-in that names none', () => {
    const core = reducerBench();
    core.tell({ kind: 'started', known: null, choices: { ...defaultChoices, organization } });
    expect(core.effects).toMatchObject([{ mode: 'silent', organization }]);
    fails(core, 'interactionRequired');
    core.tell({ kind: 'signInRequested', another: false });
    expect(core.effects).toMatchObject([{ mode: 'interactive', organization }]);
    enters(core);
    expect(core.appState.choices.organization).toBe(organization);
  });

  it('is signed in to for the wider permission, and by the question of an open session', () => {
    const located = reducerBench(kept).ready().tell({ kind: 'allFilesRequested' });
    expect(located.effects).toMatchObject([{ mode: 'allFiles', organization }]);
    enters(located);
    expect(located.appState.choices.organization).toBe(organization);
    const open = reducerBench(kept).open().tell({ kind: 'refreshRequested' });
    open.fails({ kind: 'reauthenticate' }).tell({ kind: 'signInRequested', another: false });
    expect(open.effects).toMatchObject([{ mode: 'again', organization }]);
  });

  it('is left for the account’s own, and by a change of accounts', () => {
    for (const event of [
      { kind: 'signInRequested', another: false, organization: '' },
      { kind: 'signInRequested', another: true },
    ] as const) {
      const core = reducerBench(kept).ready().tell(event);
      expect(core.effects[0]).not.toHaveProperty('organization');
      expect(core.appState.choices.organization).toBe(organization);
      enters(core, account);
      expect(core.appState.choices).toEqual(defaultChoices);
    }
  });

  it('is forgotten when the user signs out', () => {
    const core = reducerBench(kept).ready().tell({ kind: 'signOutRequested' });
    expect(core.appState.choices).toEqual(defaultChoices);
    core.tell({ kind: 'signInRequested', another: false });
    expect(core.effects[0]).not.toHaveProperty('organization');
  });

  it('is passed to the sign-in, stored for the workbooks of their owner, and removed by signing out', async () => {
    const pane = storeBench();
    await pane.tell({ kind: 'started', known: null, choices: defaultChoices });
    await pane.last('signIn').answer(failed({ reason: 'wrongTenant', at: noon }));
    await pane.tell({ kind: 'signInRequested', another: false, organization });
    await pane.last('signIn').answer(succeeded(guest));
    expect(pane.what().slice(0, 2)).toEqual([
      'signIn silent',
      `signIn interactive ${organization}`,
    ]);
    await pane.last('locate').answer(succeeded({ ...workbook, webUrl: theirs }));
    expect(pane.saved).toContainEqual({
      organization: { organization, owner: 'fabrikam.sharepoint.com' },
    });
    expect(pane.saved.findLast((one) => 'known' in one)).toMatchObject({ known: { organization } });
    await pane.tell({ kind: 'signOutRequested' });
    expect(pane.saved.findLast((one) => 'organization' in one)).toEqual({ organization: null });
    expect(JSON.stringify(pane.saved.filter((one) => 'choices' in one))).not.toContain('fabrikam');
    // Named again, it is stored again; where Excel gives no address, for such workbooks.
    for (const [found, owner] of [
      [{ ...workbook, webUrl: theirs }, 'fabrikam.sharepoint.com'],
      [{ ...workbook, webUrl: theirs, insteadOf: '' }, ''],
    ] as const) {
      await pane.last('signOut').answer(undefined);
      await pane.tell({ kind: 'signInRequested', another: false, organization });
      await arrives(pane, guest, found);
      expect(pane.saved.findLast((one) => 'organization' in one)).toEqual({
        organization: { organization, owner },
      });
      await pane.tell({ kind: 'signOutRequested' });
    }
  });
});

describe('an open session', () => {
  it('is closed before the sign-in to another organization', () => {
    const core = asks(reducerBench().open(), organization);
    expect(core.state).toMatchObject({ kind: 'signingIn', organization });
    expect(core.effects).toMatchObject([
      { kind: 'close', sessionId: 'session-1' },
      { kind: 'signIn', mode: 'another', organization },
    ]);
    enters(core);
    expect(core.appState.choices.organization).toBe(organization);
  });

  it('that would lose changes asks first, and signs in to that organization afterwards', () => {
    const scratch = (): Bench => reducerBench({ persistChanges: false }).open();
    const core = asks(scratch(), organization);
    expect([core.state, core.effects]).toMatchObject([
      { kind: 'open', question: 'switchAccount' },
      [],
    ]);
    core.tell({ kind: 'leavingConfirmed' });
    expect(core.effects).toMatchObject([{ kind: 'close' }, { kind: 'signIn', organization }]);
    const cancelled = asks(scratch(), organization).tell({ kind: 'cancelRequested' });
    expect(cancelled.state).not.toHaveProperty('switchTo');
    const again = asks(scratch(), organization).tell({ kind: 'signInRequested', another: true });
    again.tell({ kind: 'leavingConfirmed' });
    expect(again.effects[1]).not.toHaveProperty('organization');
  });
});

describe('an organization that the configuration names', () => {
  it('is told to the views, and no remembered one is signed in to', () => {
    const core = reducerBench();
    expect(core.appState.organizationIsFixed).toBe(false);
    core.tell({
      kind: 'started',
      known: null,
      choices: { ...defaultChoices, organization },
      organizationIsFixed: true,
    });
    expect(core.appState.organizationIsFixed).toBe(true);
    expect(core.effects[0]).not.toHaveProperty('organization');
    fails(core, 'interactionRequired').tell({ kind: 'signInRequested', another: false });
    expect(core.effects[0]).not.toHaveProperty('organization');
  });

  it('refuses another one with the reason of the sign-in', () => {
    const core = reducerBench();
    core.tell({
      kind: 'started',
      known: null,
      choices: defaultChoices,
      organizationIsFixed: true,
    });
    fails(core, 'interactionRequired');
    fails(asks(core, organization), 'wrongTenant');
    expect(core.state).toEqual({ kind: 'signedOut', notice: { reason: 'wrongTenant', at: noon } });
    expect(core.appState.choices).toEqual(defaultChoices);
  });
});

describe('the organization that the workbook’s address suggests', () => {
  it('stands beside each state, and changes with the address', () => {
    for (const core of [refused(), noWorkbook(), lost(), reducerBench().open()]) {
      const { state } = core;
      expect(core.appState.suggestedOrganization).toBe('');
      core.tell({ kind: 'organizationSuggested', organization });
      expect(core.appState.suggestedOrganization).toBe(organization);
      const before = core.appState;
      core.tell({ kind: 'organizationSuggested', organization });
      expect(core.appState).toBe(before);
      core.tell({ kind: 'organizationSuggested', organization: '' });
      expect([core.appState.suggestedOrganization, core.state]).toEqual(['', state]);
    }
  });

  it('is no choice of the user', () => {
    const core = refused().tell({ kind: 'organizationSuggested', organization });
    core.tell({ kind: 'signInRequested', another: false });
    expect(core.effects[0]).not.toHaveProperty('organization');
  });
});
