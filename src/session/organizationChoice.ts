import { unchanged } from './appState';
import type { EventOf, Transition } from './events';
import type { AppState, Choices } from './state';

/** A member that is absent for the account's own organization. */
export interface OfOrganization {
  readonly organization?: string;
}

/** The member of a sign-in to this organization; '' and undefined are the account's own. */
export const toOrganization = (organization: string | undefined): OfOrganization =>
  organization === undefined || organization === '' ? {} : { organization };

/**
 * The organization of the sign-ins that name none: the user's last choice, unless the configuration
 * names the only one.
 */
export const chosenOrganization = ({ organizationIsFixed, choices }: AppState): OfOrganization =>
  organizationIsFixed ? {} : toOrganization(choices.organization);

/**
 * The organization that the user requests. One that the configuration does not allow is passed on:
 * the sign-in refuses it with a reason.
 */
export function requestedOrganization(
  appState: AppState,
  { another, organization }: EventOf<'signInRequested'>,
): OfOrganization {
  if (organization !== undefined) return toOrganization(organization);
  // An account that the user has yet to choose may be unknown to that organization.
  return another ? {} : chosenOrganization(appState);
}

/** The choices with the organization that was signed in to. */
export function withOrganization(choices: Choices, organization: string | undefined): Choices {
  const { organization: before, ...others } = choices;
  return before === organization ? choices : { ...others, ...toOrganization(organization) };
}

/** The workbook's address suggests an organization. */
export const organizationSuggested = (
  appState: AppState,
  { organization }: EventOf<'organizationSuggested'>,
): Transition =>
  unchanged(
    organization === appState.suggestedOrganization
      ? appState
      : { ...appState, suggestedOrganization: organization },
  );

/**
 * The host that stores the workbooks of an organization, from the address of one of them; '' if the
 * address has none. A user's OneDrive (`contoso-my`) counts as the sites of the organization.
 */
export function ownerOf(address: string | null): string {
  const [, host = ''] = /^https:\/\/([^/?#:]+)/.exec((address ?? '').toLowerCase()) ?? [];
  return host.replace(/-my(?=\.sharepoint\.)/, '');
}
