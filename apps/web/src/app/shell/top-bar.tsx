import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { roles, type Role, type Session } from '@podpass/contract';
import { actAs, signOut, useSession } from '../../api/session.ts';
import { toFailure } from '../../api/failure.ts';
import { isDark, setAppearance, useAppearance, type Appearance } from '../appearance.ts';
import { notify } from '../notifications.ts';
import { paths } from '../paths.ts';

export function TopBar({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const session = useSession();
  const appearance = useAppearance();
  return (
    <div id="podpass-top">
      <TopNavigation
        identity={{ title: 'Podpass', href: paths.clusters(), logo: { src: '/icon.svg', alt: '' } }}
        utilities={[whereMenu(session), displayMenu(appearance, onShowShortcuts), userMenu(session)]}
      />
    </div>
  );
}

/** Which account the console works on. The sandbox must never be taken for the real thing, nor the reverse. */
function whereMenu({ console: { mode, account, homeRegion, regions, version } }: Session): TopNavigationProps.Utility {
  const number = account ?? 'account unknown';
  return {
    type: 'menu-dropdown',
    text: mode === 'sandbox' ? `Sandbox · ${homeRegion}` : `AWS ${number} · ${homeRegion}`,
    title: mode === 'sandbox' ? 'Sandbox: a simulated AWS account' : 'AWS account',
    description: mode === 'sandbox' ? 'Nothing here touches a real account.' : `Account ${number}`,
    iconName: mode === 'sandbox' ? 'settings' : 'status-positive',
    disableTextCollapse: true,
    items: [
      { id: 'account', text: `Account ${number}`, disabled: true },
      { id: 'region', text: `Home region ${homeRegion}`, disabled: true },
      { id: 'regions', text: `Regions ${regions.join(', ')}`, disabled: true },
      { id: 'version', text: `Podpass ${version}`, disabled: true },
      { id: 'api', text: 'API description (OpenAPI)', href: '/api/openapi.json', external: true },
    ],
  };
}

function displayMenu(appearance: Appearance, onShowShortcuts: () => void): TopNavigationProps.Utility {
  return {
    type: 'menu-dropdown',
    iconName: 'view-full',
    ariaLabel: 'Display',
    title: 'Display',
    items: [
      { id: 'dark', text: 'Dark', itemType: 'checkbox', checked: isDark(appearance) },
      { id: 'compact', text: 'Compact', itemType: 'checkbox', checked: appearance.density === 'compact' },
      { id: 'shortcuts', text: 'Keyboard shortcuts' },
    ],
    onItemClick: ({ detail: { id, checked } }) => {
      if (id === 'dark') setAppearance({ mode: checked === true ? 'dark' : 'light' });
      else if (id === 'compact') setAppearance({ density: checked === true ? 'compact' : 'comfortable' });
      else onShowShortcuts();
    },
  };
}

function userMenu({ user, role, grantedRole }: Session): TopNavigationProps.Utility {
  return {
    type: 'menu-dropdown',
    text: `${user} (${role})`,
    iconName: 'user-profile',
    title: user,
    description: role === grantedRole ? `Acts as ${role}` : `Acts as ${role}, may act as ${grantedRole}`,
    items: [
      {
        id: 'act-as',
        text: 'Act as',
        items: roles.map((each) => ({
          id: each,
          text: `Act as ${each}`,
          itemType: 'checkbox',
          checked: each === role,
          disabled: roles.indexOf(each) > roles.indexOf(grantedRole),
          disabledReason: `Your role is ${grantedRole}.`,
        })),
      },
      { id: 'sign-out', text: 'Sign out' },
    ],
    onItemClick: ({ detail: { id } }) => {
      const chosen = roles.find((each) => each === id);
      void (chosen === undefined ? signOut() : switchRole(chosen)).catch(notifyFailure);
    },
  };
}

async function switchRole(role: Role): Promise<void> {
  await actAs(role);
  notify({ id: 'role', type: 'info', header: `You now act as ${role}.` });
}

function notifyFailure(error: unknown): void {
  const { what, remedy } = toFailure(error);
  notify({ type: 'error', header: what, content: remedy });
}
