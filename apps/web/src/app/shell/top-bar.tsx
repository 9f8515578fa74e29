import Badge from '@cloudscape-design/components/badge';
import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import { roles, type Role, type Session } from '@podpass/contract';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { useInFlight } from '../../api/in-flight.ts';
import { actAs, signOut, useSession } from '../../api/session.ts';
import { isDark, setAppearance, useAppearance, type Appearance } from '../appearance.ts';
import { notify } from '../notifications.ts';
import { notifyFailure } from '../notify-failure.ts';
import { paths } from '../paths.ts';
import { useFinishNotices } from './use-finish-notices.ts';

const InFlightMenu = lazy(async () => ({ default: (await import('./in-flight-menu.tsx')).InFlightMenu }));

export function TopBar({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const session = useSession();
  const appearance = useAppearance();
  return (
    <header id="podpass-top">
      <Link to={paths.clusters()} className="podpass-identity">
        <img src="/icon.svg" alt="" width="24" height="24" />
        Podpass
      </Link>
      <WhereBadge session={session} />
      <div className="podpass-menus">
        <InFlight />
        <ButtonDropdown
          variant="icon"
          ariaLabel="Display and help"
          items={displayItems(appearance)}
          onItemClick={({ detail: { id, checked } }) => {
            if (id === 'dark') setAppearance({ mode: checked === true ? 'dark' : 'light' });
            else if (id === 'compact') setAppearance({ density: checked === true ? 'compact' : 'comfortable' });
            else if (id === 'shortcuts') onShowShortcuts();
          }}
        />
        <ButtonDropdown
          items={userItems(session)}
          onItemClick={({ detail: { id } }) => {
            const chosen = roles.find((each) => each === id);
            void (chosen === undefined ? signOut() : switchRole(chosen)).catch(notifyFailure);
          }}
        >
          {`${session.user} · ${session.role}`}
        </ButtonDropdown>
      </div>
    </header>
  );
}

/** Operations that run are in sight on every page. */
function InFlight() {
  const operations = useInFlight();
  useFinishNotices(operations);
  if (operations === undefined || operations.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <InFlightMenu operations={operations} />
    </Suspense>
  );
}

/** Which account the console works on. The sandbox must never be taken for the real thing, nor the reverse. */
function WhereBadge({ session: { console: where } }: { session: Session }) {
  const account = where.account === undefined ? 'account unknown' : `account ${where.account}`;
  const regions = where.regions.length > 1 ? ` and ${where.regions.length - 1} more` : '';
  return (
    <div className="podpass-where" title={`Regions: ${where.regions.join(', ')}. Podpass ${where.version}`}>
      {where.mode === 'sandbox' ? (
        <Badge color="severity-medium">Sandbox: a simulated AWS account</Badge>
      ) : (
        <Badge color="blue">AWS</Badge>
      )}
      <span>{`${account} · ${where.homeRegion}${regions}`}</span>
    </div>
  );
}

function displayItems(appearance: Appearance): ButtonDropdownProps.Items {
  return [
    {
      text: 'Display',
      items: [
        { id: 'dark', text: 'Dark', itemType: 'checkbox', checked: isDark(appearance) },
        { id: 'compact', text: 'Compact', itemType: 'checkbox', checked: appearance.density === 'compact' },
      ],
    },
    {
      text: 'Help',
      items: [
        { id: 'shortcuts', text: 'Keyboard shortcuts' },
        { id: 'api', text: 'API description (OpenAPI)', href: '/api/openapi.json', external: true },
      ],
    },
  ];
}

function userItems({ role, grantedRole }: Session): ButtonDropdownProps.Items {
  return [
    {
      text: 'Act as',
      items: roles.map((each) => ({
        id: each,
        text: `Act as ${each}`,
        itemType: 'checkbox' as const,
        checked: each === role,
        disabled: roles.indexOf(each) > roles.indexOf(grantedRole),
        disabledReason: `Your role is ${grantedRole}.`,
      })),
    },
    { id: 'sign-out', text: 'Sign out' },
  ];
}

async function switchRole(role: Role): Promise<void> {
  await actAs(role);
  notify({ id: 'role', type: 'info', header: `You now act as ${role}.` });
}
